"""Our cases: everything the department holds or held last, by where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, request, url_for
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString
from werkzeug.wrappers import Response

from app.casework.desk import Desk
from app.domain.terms import State
from app.store.reads.conditions import Place
from app.store.reads.lines import (
    TicketFilter,
    TicketLine,
    list_by_due,
    list_by_filing,
)
from app.web.access import for_roles
from app.web.case_lines import case_lines
from app.web.case_sheet import case_sheet
from app.web.department.blueprint import PEOPLE, Page, blueprint, department_id
from app.web.department.rows import person_of
from app.web.desk import desk_here
from app.web.list_files import every_line, is_file_asked, sent_list
from app.web.places import list_address, one_more, place_here, place_text

ROWS = 25
LONGEST_WORDS = 100


@dataclass(frozen=True)
class Choice:
    """One filter. by_due: sorted by due moment, else the newest first."""

    word: LazyString
    states: tuple[State, ...]
    by_due: bool = False
    is_open: bool | None = None


CHOICES: Mapping[str, Choice] = {
    "": Choice(lazy_gettext("All"), ()),
    "running": Choice(lazy_gettext("In progress"), (State.HELD,), by_due=True),
    "suspended": Choice(lazy_gettext("Suspended"), (State.SUSPENDED,), by_due=True),
    "waiting": Choice(
        lazy_gettext("At the window"),
        (State.ANSWERED, State.VERIFIED, State.REVISITED),
    ),
    "arbiter": Choice(lazy_gettext("With the arbiter"), (State.RETURNED,)),
    "ended": Choice(
        lazy_gettext("Ended"), (State.CLOSED, State.WITHDRAWN, State.ARCHIVED)
    ),
}


@blueprint.get("/our-cases")
@for_roles(*PEOPLE)
def cases() -> Page:
    """Show the department's cases."""
    desk = desk_here()
    shown = request.args.get("show", "")
    chosen = shown if shown in CHOICES else ""
    words = request.args.get("words", "").strip()[:LONGEST_WORDS]
    if is_file_asked():
        return _file(desk, CHOICES[chosen], words)
    found, is_more = one_more(_listed(desk, CHOICES[chosen], words), ROWS)
    return render_template(
        "department/cases.html",
        lines=case_lines(desk, found),
        person_of=person_of,
        choices=[
            (
                str(choice.word),
                None,
                url_for("department.cases", show=name or None),
                name == chosen,
            )
            for name, choice in CHOICES.items()
        ],
        chosen=chosen,
        words=words,
        following=_address(_place(found[-1], CHOICES[chosen])) if is_more else "",
        first=_address() if place_here() else "",
    )


def _file(desk: Desk, choice: Choice, words: str) -> Response:
    lines = every_line(
        lambda place, limit: _read(desk, choice, words, place, limit),
        lambda line: line.place_by_due if choice.by_due else line.place_by_filing,
    )
    found = (line for line in lines if _may_be_found(line, words))
    return sent_list(case_sheet("our-cases"), found)


def _listed(desk: Desk, choice: Choice, words: str) -> list[TicketLine]:
    found = _read(desk, choice, words, place_here(), ROWS + 1)
    return [line for line in found if _may_be_found(line, words)]


def _read(
    desk: Desk, choice: Choice, words: str, after: Place | None, limit: int
) -> list[TicketLine]:
    wanted = TicketFilter(
        district_id=desk.district,
        holder=department_id(desk),
        states=choice.states,
        words=words,
    )
    listed = list_by_due if choice.by_due else list_by_filing
    return listed(wanted, after=after, limit=limit)


def _may_be_found(line: TicketLine, words: str) -> bool:
    """Keep who asked for confidence from being found by a name or telephone."""
    if not words or not line.confidential:
        return True
    return words.upper() in line.number or words in line.matter_name


def _place(line: TicketLine, choice: Choice) -> str:
    by_due = line.place_by_due if choice.by_due else None
    return place_text(by_due or line.place_by_filing)


def _address(after: str | None = None) -> str:
    return list_address("department.cases", after=after)
