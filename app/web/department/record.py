"""Our record: what was found against this department, how it stands, and what we may
still say; with the points and the grade of the quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from app.casework.desk import Desk
from app.casework.looking import why_closed
from app.domain.discretion import is_discreet
from app.domain.hearing import turn
from app.domain.limits import days_due
from app.domain.periods import Period, period_of
from app.domain.permissions import may
from app.domain.terms import Command, PeriodKind, Relation, ReviewStatus, Role
from app.reports.figures import UnitFigures, count_period
from app.store.reads.conditions import Place
from app.store.reads.flags import (
    QueuedFlag,
    Wanted,
    awaits_department,
    is_told,
    list_flags,
)
from app.web.access import for_roles
from app.web.case.forms_flags import key_text
from app.web.department.blueprint import PEOPLE, Page, blueprint, department_id
from app.web.department.flag import flag_address
from app.web.desk import desk_here
from app.web.figures.periods import name_of
from app.web.flag_sheet import flag_sheet
from app.web.flag_words import flag_name
from app.web.formats import moment_text, overdue, term
from app.web.lights import Light
from app.web.list_files import every_line, is_file_asked, sent_list
from app.web.moments import today
from app.web.places import list_address, one_more, place_here, place_text

ROWS = 25
S = ReviewStatus


@dataclass(frozen=True)
class Choice:
    """One filter over the record. ours: only what waits for the department"""

    word: LazyString
    statuses: tuple[ReviewStatus, ...]
    ours: bool = False


CHOICES: Mapping[str, Choice] = {
    "": Choice(lazy_gettext("All"), tuple(S)),
    "ours": Choice(
        lazy_gettext("Waiting for us"),
        (S.STATEMENT, S.CONFIRMED, S.DOWNGRADED),
        ours=True,
    ),
    "inspection": Choice(
        lazy_gettext("With the inspection office"),
        (S.PENDING, S.STATEMENT, S.HEARD, S.OBJECTED),
    ),
    "counts": Choice(lazy_gettext("Stands"), (S.CONFIRMED,)),
    "free": Choice(
        lazy_gettext("Does not count"), (S.DOWNGRADED, S.DISMISSED, S.REVOKED)
    ),
}


@dataclass(frozen=True)
class Line:
    """One flag as the department reads it.

    acts: what can be said about it now, by the command, with the address
    left_to: what others of the department may do, where this person may not
    address: where it is read
    """

    flag: QueuedFlag
    name: str
    light: Light
    word: str
    acts: Sequence[tuple[Command, str]]
    left_to: str
    address: str


@blueprint.get("/our-record")
@for_roles(*PEOPLE)
def record() -> Page:
    """Show what was found against this department, the earliest first."""
    desk = desk_here()
    shown = request.args.get("show", "")
    chosen = CHOICES.get(shown, CHOICES[""])

    def read(after: Place | None, limit: int) -> list[QueuedFlag]:
        return _listed(desk, chosen, after, limit)

    if is_file_asked():
        lines = every_line(read, lambda one: one.place)
        return sent_list(flag_sheet("our-record"), lines)
    listed, is_more = one_more(read(place_here(), ROWS + 1), ROWS)
    unit, period = _figures(desk)
    return render_template(
        "department/record.html",
        lines=[_line(desk, one) for one in listed],
        choices=[
            (
                str(one.word),
                None,
                url_for("department.record", show=name or None),
                one is chosen,
            )
            for name, one in CHOICES.items()
        ],
        unit=unit,
        period=period,
        period_name=name_of(period),
        following=_address(place_text(listed[-1].place)) if is_more else "",
        first=_address() if place_here() else "",
    )


def _listed(
    desk: Desk, chosen: Choice, after: Place | None, limit: int
) -> list[QueuedFlag]:
    wanted: Wanted = awaits_department(desk.now) if chosen.ours else is_told
    return list_flags(
        desk.district,
        chosen.statuses,
        department_id=department_id(desk),
        wanted=wanted,
        after=after,
        limit=limit,
    )


def _line(desk: Desk, flag: QueuedFlag) -> Line:
    light, word = _turn(desk, flag)
    acts = [
        (command, _act(flag, command))
        for command in (Command.GIVE_STATEMENT, Command.OBJECT)
        if may(desk.actor, (Relation.HOLDER, Relation.FORMER), command)
        and why_closed(command, flag, desk.now) is None
    ]
    left_to = "" if acts else _left_to(desk, flag)
    name, address = flag_name(flag.key), flag_address(flag)
    return Line(flag, name, light, word, acts, left_to, address)


def _left_to(desk: Desk, flag: QueuedFlag) -> str:
    """Who of the department may object, and until when; empty when nobody may now."""
    due_at = flag.hearing.objection_due_at
    if due_at is None or why_closed(Command.OBJECT, flag, desk.now) is not None:
        return ""
    roles = [role for role in PEOPLE if _may_object(role, desk)]
    return gettext(
        "%(roles)s may object until %(moment)s",
        roles=gettext(" or ").join(map(term, roles)),
        moment=moment_text(due_at),
    )


def _may_object(role: Role, desk: Desk) -> bool:
    return may(replace(desk.actor, role=role), (Relation.HOLDER,), Command.OBJECT)


def _act(flag: QueuedFlag, command: Command) -> str:
    if is_discreet(flag.key):
        return flag_address(flag)
    return url_for(f"case.{command}", number=flag.number, flag=key_text(flag.key))


def _turn(desk: Desk, flag: QueuedFlag) -> tuple[Light, str]:
    """Whose turn it is; that the inspection office is late is shown to the department
    as well."""
    calendar = desk.office.calendar_of(flag.calendar_hash)
    days = desk.office.rules_of(flag.rules_hash).hearing.telling
    found = turn(flag.hearing, days_due(calendar, flag.detected_at, days)[1], desk.now)
    if found is None:
        return Light.DONE, gettext("Final")
    if found.of_department:
        return Light.SOON, gettext("Our turn")
    if found.due_at is not None and found.is_late(desk.now):
        late = overdue(found.due_at)
        return Light.LATE, gettext("Inspection is %(late)s", late=late)
    return Light.OK, gettext("With the inspection office")


def _figures(desk: Desk) -> tuple[UnitFigures | None, Period]:
    """The department's own figures of the quarter so far; none without a case."""
    period = period_of(PeriodKind.QUARTER, today())
    calendar = desk.office.standard_calendar()
    counted = count_period(desk.district, period, desk.now, calendar, desk.office.rules)
    return counted.unit(desk.actor.department or ""), period


def _address(after: str | None = None) -> str:
    return list_address("department.record", after=after)
