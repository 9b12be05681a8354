"""Supervision notices: the list, and each as a paper of one page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, request
from flask_babel import gettext

from app.casework.desk import Desk
from app.domain.errors import NotFound
from app.domain.facts import Clock, TicketFacts
from app.domain.looking_back import as_of
from app.domain.notices import DEPARTMENT_ROLES
from app.domain.replay import overdue_working_days
from app.domain.rule_set import RuleSet
from app.domain.terms import Colour, EntryKind, Role, Step
from app.store import directory
from app.store.reads.escalations import (
    get_supervision_notice,
    list_supervision_notices,
)
from app.store.reads.organisation import list_departments
from app.store.reads.standing import get_standing
from app.store.reads.tickets import EntryLine, SupervisionLine, list_entries
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.formats import term
from app.web.inspection.blueprint import Page, blueprint
from app.web.inspection.written import mark
from app.web.places import list_address, one_more, place_here, place_text

ROWS = 25
OPEN: Mapping[str, bool] = {"open": True, "ended": False}
_READERS = (Role.INSPECTOR, Role.DISPATCHER, Role.DISTRICT_LEADER)


@dataclass(frozen=True)
class Letter:
    """What stands on the paper, as of the moment the notice was issued.

    clock:      the promise then; overdue_days: of it
    suspended:  working days left out of it
    extensions: granted by then; last_contact: the last talk with the complainant
    mark:       of the timeline entry that the notice stands on
    """

    notice: SupervisionLine
    office: str
    department: str
    matter: str
    facts: TicketFacts
    clock: Clock | None
    overdue_days: int
    suspended: int
    asked_extension: bool
    last_contact: EntryLine | None
    reply_days: int
    step: Step
    next_colour: str
    rules: RuleSet
    mark: str


@blueprint.get("/supervision-notices")
@for_roles(*_READERS)
def notices() -> Page:
    """Show the notices of the district, the latest first."""
    desk = desk_here()
    colour, shown = _colour_here(), request.args.get("show", "")
    listed, is_more = one_more(
        list_supervision_notices(
            desk.district,
            colour=colour,
            is_open=OPEN.get(shown),
            before=place_here(),
            limit=ROWS + 1,
        ),
        ROWS,
    )
    following = ""
    if is_more:
        last = (listed[-1].issued_at, listed[-1].id)
        following = _address(after=place_text(last))
    return render_template(
        "inspection/notices.html",
        notices=listed,
        colours=_colours(colour),
        choices=_choices(shown),
        following=following,
        first=_address() if place_here() else "",
    )


@blueprint.get("/supervision-notices/<string:number>")
@for_roles(*_READERS, Role.CHIEF_REPRESENTATIVE, Role.HANDLER, Role.DEPUTY_LEADER)
def paper(number: str) -> Page:
    """Show one notice as an official paper of one page."""
    desk = desk_here()
    notice = get_supervision_notice(desk.district, number)
    if desk.actor.role in DEPARTMENT_ROLES and (
        notice.department is None or notice.department != desk.actor.department
    ):
        raise NotFound("notice.unknown", number=number)
    return render_template("inspection/paper.html", letter=_letter(desk, notice))


def _address(**changed: str | None) -> str:
    return list_address("inspection.notices", **changed)


def _colour_here() -> Colour | None:
    try:
        return Colour(request.args.get("colour", ""))
    except ValueError:
        return None


def _colours(chosen: Colour | None) -> list[tuple[str, None, str, bool]]:
    found: list[tuple[str, None, str, bool]] = [
        (gettext("All colours"), None, _address(colour=None), chosen is None)
    ]
    return found + [
        (term(colour), None, _address(colour=colour), colour is chosen)
        for colour in Colour
    ]


def _choices(shown: str) -> list[tuple[str, None, str, bool]]:
    words = {
        "": gettext("All"),
        "open": gettext("Awaiting a reply"),
        "ended": gettext("Answered or ended"),
    }
    return [
        (word, None, _address(show=name or None), name == shown)
        for name, word in words.items()
    ]


def _letter(desk: Desk, notice: SupervisionLine) -> Letter:
    standing = get_standing(desk.district, notice.ticket_number)
    held, office = standing.held, desk.office
    calendar = office.calendar_of(held.calendar_hash)
    rules = office.rules_of(held.rules_hash)
    entries = [e for e in list_entries(held.ticket_id) if e.at <= notice.issued_at]
    facts = as_of(held.facts.ticket_class, entries, notice.issued_at, calendar, rules)
    clock = facts.promise
    late, out = 0, 0
    if clock is not None:
        late = overdue_working_days(facts, clock, notice.issued_at, calendar)
        out = sum(
            calendar.working_days_between(first, last) + calendar.is_working_day(first)
            for first, last in clock.touched
        )
    names = {one.code: one.name for one in list_departments(desk.district)}
    return Letter(
        notice,
        _office_name(desk),
        names.get(notice.department or "", "") or gettext("Dispatch"),
        standing.line.matter_name,
        facts,
        clock,
        late,
        out,
        any(e.kind is EntryKind.EXTENSION_REQUESTED for e in entries),
        next((e for e in reversed(entries) if e.kind is EntryKind.CONTACTED), None),
        rules.ladder[Step(notice.colour)].reply_days or 0,
        notice.step or Step(notice.colour),
        _next_colour(notice.colour),
        rules,
        mark(entries[-1].hash),
    )


def _next_colour(colour: Colour) -> str:
    colours = list(Colour)
    after = colours.index(colour) + 1
    return term(colours[after]) if after < len(colours) else ""


def _office_name(desk: Desk) -> str:
    """Return the name of the inspection office, without the province."""
    name = directory.district(desk.district).name
    short = name.partition("省")[2] or name
    return gettext("Inspection Office of %(district)s", district=short)
