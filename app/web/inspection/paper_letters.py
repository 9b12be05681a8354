"""Circulars, talk records and clue letters as letters: what was decided, word for word."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask_babel import gettext

from app.casework.desk import Desk
from app.domain.hearing import key_of
from app.domain.terms import EntryKind, FindingCode, LetterKind, PaperKind
from app.store.reads.entries import EntryLine, list_entries
from app.store.reads.papers import PaperLine
from app.web.figures.periods import name_of_key
from app.web.formats import term
from app.web.inspection.letters import (
    Letter,
    Paragraph,
    district_name,
    full_names,
    lines_of,
    office_name,
)
from app.web.inspection.written import mark
from app.web.paper_dates import written, written_day

KINDS: Mapping[PaperKind, LetterKind] = {
    PaperKind.CIRCULAR: LetterKind.CIRCULAR,
    PaperKind.TALK: LetterKind.TALK,
    PaperKind.CLUE: LetterKind.CLUE,
}


def paper_letter(desk: Desk, paper: PaperLine) -> Letter:
    """The letter of an issued paper; of a withdrawn one, that it is, before all else."""
    letter = (_on_figures if paper.unit_ground else _on_a_case)(desk, paper)
    told = withdrawal_words(paper)
    if not told:
        return letter
    return replace(
        letter, body=(Paragraph(told, gettext("Withdrawn paper:")), *letter.body)
    )


def withdrawal_words(paper: PaperLine) -> str:
    """When and why it was withdrawn; empty for one that stands."""
    if paper.withdrawn_at is None:
        return ""
    day = written_day(paper.withdrawn_at)
    if paper.withdrawn_for:
        return gettext(
            "This paper was withdrawn on %(day)s: %(reasons)s",
            day=day,
            reasons=paper.withdrawn_for,
        )
    return gettext(
        "This paper was withdrawn on %(day)s: what it rested on is now “%(status)s”.",
        day=day,
        status=term(paper.review_status),
    )


def _on_a_case(desk: Desk, paper: PaperLine) -> Letter:
    entries = list_entries(paper.ticket_id or 0)
    told = next(one for one in entries if one.seq == paper.entry_seq)
    department = full_names(desk).get(paper.department or "", "") or gettext("Dispatch")
    parts: dict[str, Any] = {
        "kind": KINDS[paper.kind],
        "office": office_name(desk),
        "number": paper.number or "",
        "day": written_day(paper.at),
        "check": f"bancheng {mark(told.hash)}",
        "ticket_number": "" if _is_discreet(paper) else paper.ticket_number,
    }
    match paper.kind:
        case PaperKind.CIRCULAR:
            return Letter(**parts, **_circular(told, paper, department))
        case PaperKind.TALK:
            return Letter(**parts, **_talk(told.payload, _about(paper), department))
        case PaperKind.CLUE:
            return Letter(**parts, **_clue(desk, entries, paper, department))


def _on_figures(desk: Desk, paper: PaperLine) -> Letter:
    """What it says stands in its row; it names no case."""
    words = json.loads(paper.words)
    department = full_names(desk).get(paper.department or "", "")
    period = name_of_key(paper.period or "")
    about = {"ground": term(paper.unit_ground), "period": period}
    parts: dict[str, Any] = {
        "kind": KINDS[paper.kind],
        "office": office_name(desk),
        "number": paper.number or "",
        "day": written_day(paper.at),
        "check": f"bancheng {mark(paper.evidence)}",
        "attachment": gettext(
            "evidence file, one (SHA-256 %(mark)s)", mark=mark(paper.evidence)
        ),
    }
    if paper.kind is PaperKind.TALK:
        told = gettext("%(period)s: %(ground)s", **about)
        return Letter(**parts, **_talk(words, told, department))
    return Letter(
        **parts,
        whole=(department, period),
        title=gettext(
            "Circular on %(department)s in %(period)s: %(ground)s",
            department=department,
            **about,
        ),
        addressee=gettext("To all towns, streets and departments of the district"),
        body=lines_of(words.get("text")),
        copies=gettext("the leaders of the district"),
    )


def _is_discreet(paper: PaperLine) -> bool:
    """A talk on reported retaliation does not say which case it was: the department may
    never have had it, and who complained stands behind it."""
    is_on_a_report = paper.code is FindingCode.V1
    return is_on_a_report and paper.kind is not PaperKind.CLUE


def _circular(told: EntryLine, paper: PaperLine, department: str) -> dict[str, Any]:
    return {
        "whole": (department,),
        "title": _title(paper, department),
        "addressee": gettext("To all towns, streets and departments of the district"),
        "body": lines_of(told.payload.get("text")),
        "copies": gettext("the leaders of the district"),
    }


def _title(paper: PaperLine, department: str) -> str:
    """What the circular is about: lateness, or what was found."""
    if paper.code is None:
        return gettext(
            "Circular on a case that %(department)s let become overdue",
            department=department,
        )
    return gettext(
        "Circular on “%(finding)s” by %(department)s",
        department=department,
        finding=term(paper.code),
    )


def _talk(words: Mapping[str, Any], about: str, department: str) -> dict[str, Any]:
    return {
        "title": gettext("Record of a talk"),
        "addressee": "",
        "body": tuple(_of_talk(words, about, department)),
        "second_signer": department,
    }


def _of_talk(
    words: Mapping[str, Any], about: str, department: str
) -> Iterator[Paragraph]:
    held_at = datetime.fromisoformat(str(words["held_at"]))
    yield Paragraph(written(held_at), gettext("Time:"))
    yield Paragraph(str(words.get("place")), gettext("Place:"))
    yield Paragraph(department, gettext("Department:"))
    yield Paragraph(str(words.get("present")), gettext("Present:"))
    yield Paragraph(about, gettext("About:"))
    yield from _headed(gettext("Pointed out:"), words.get("text"))
    yield from _headed(gettext("Undertaken:"), words.get("pledge"))


def _about(paper: PaperLine) -> str:
    if _is_discreet(paper):
        return gettext("“%(finding)s”, as confirmed", finding=term(paper.code))
    return gettext(
        "case %(number)s, “%(matter)s”",
        number=paper.ticket_number,
        matter=paper.matter_name,
    )


def _headed(head: str, text: object) -> Iterator[Paragraph]:
    first, *further = lines_of(text) or (Paragraph(""),)
    yield Paragraph(first.text, head)
    yield from further


def _clue(
    desk: Desk, entries: tuple[EntryLine, ...], paper: PaperLine, department: str
) -> dict[str, Any]:
    words = {"number": paper.ticket_number, "department": department}
    return {
        "title": gettext("Letter on handing over a clue"),
        "addressee": gettext(
            "Commission for Discipline Inspection and Supervision of %(district)s",
            district=district_name(desk),
        ),
        "body": (
            Paragraph(
                gettext(
                    "While supervising case %(number)s, which %(department)s handles, our "
                    "office found the following:",
                    **words,
                )
            ),
            *_proposal(entries, paper),
            Paragraph(
                gettext(
                    "By the rules it is handed over to you with the evidence file, in which "
                    "every entry can be verified. Please tell us in writing what became of "
                    "it."
                )
            ),
        ),
        "attachment": gettext(
            "evidence file, one (SHA-256 %(mark)s)", mark=mark(paper.evidence)
        ),
    }


def _proposal(
    entries: tuple[EntryLine, ...], paper: PaperLine
) -> tuple[Paragraph, ...]:
    """What was proposed, word for word."""
    for one in reversed(entries):
        if one.kind is EntryKind.CLUE_PROPOSED and key_of(one.payload) == paper.key:
            return lines_of(one.payload.get("text"))
    return ()
