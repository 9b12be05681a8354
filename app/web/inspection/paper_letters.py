"""Circulars, talk records and clue letters as letters: what was decided, word for word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext

from app.casework.desk import Desk
from app.domain.terms import EntryKind, LetterKind, PaperKind
from app.store.reads.entries import EntryLine, list_entries
from app.store.reads.organisation import list_departments
from app.store.reads.papers import PaperLine
from app.web.inspection.letters import (
    Letter,
    Paragraph,
    district_name,
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
    """The letter of an issued paper."""
    entries = list_entries(paper.ticket_id)
    told = next(one for one in entries if one.seq == paper.entry_seq)
    names = {one.code: one.name for one in list_departments(desk.district)}
    department = names.get(paper.department or "", "") or gettext("Dispatch")
    parts: dict[str, Any] = {
        "kind": KINDS[paper.kind],
        "office": office_name(desk),
        "number": paper.number or "",
        "day": written_day(paper.at),
        "check": f"bancheng {mark(told.hash)}",
        "ticket_number": paper.ticket_number,
    }
    match paper.kind:
        case PaperKind.CIRCULAR:
            return Letter(**parts, **_circular(told, department))
        case PaperKind.TALK:
            return Letter(**parts, **_talk(told, paper, department))
        case PaperKind.CLUE:
            return Letter(**parts, **_clue(desk, entries, paper, department))


def _circular(told: EntryLine, department: str) -> dict[str, Any]:
    return {
        "whole": department,
        "title": gettext(
            "Circular on a case that %(department)s let become overdue",
            department=department,
        ),
        "addressee": gettext("To all towns, streets and departments of the district"),
        "body": lines_of(told.payload.get("text")),
        "copies": gettext("the leaders of the district"),
    }


def _talk(told: EntryLine, paper: PaperLine, department: str) -> dict[str, Any]:
    return {
        "title": gettext("Record of a talk"),
        "addressee": "",
        "body": tuple(_of_talk(told.payload, paper, department)),
        "second_signer": department,
    }


def _of_talk(
    words: Mapping[str, Any], paper: PaperLine, department: str
) -> Iterator[Paragraph]:
    held_at = datetime.fromisoformat(str(words["held_at"]))
    yield Paragraph(written(held_at), gettext("Time:"))
    yield Paragraph(str(words.get("place")), gettext("Place:"))
    yield Paragraph(department, gettext("Department:"))
    yield Paragraph(str(words.get("present")), gettext("Present:"))
    about = gettext(
        "case %(number)s, “%(matter)s”",
        number=paper.ticket_number,
        matter=paper.matter_name,
    )
    yield Paragraph(about, gettext("About:"))
    yield from _headed(gettext("Pointed out:"), words.get("text"))
    yield from _headed(gettext("Undertaken:"), words.get("pledge"))


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
    key = [str(paper.clock), paper.cycle, str(paper.step)]
    for one in reversed(entries):
        words = one.payload
        about = [words.get(name) for name in ("clock", "cycle", "step")]
        if one.kind is EntryKind.CLUE_PROPOSED and about == key:
            return lines_of(words.get("text"))
    return ()
