"""Joint meetings: what a raise asks for, what is called, what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import render_template

from app.casework.desk import Desk
from app.domain.meetings import meeting_due
from app.domain.terms import Role
from app.store.reads.beside import Meeting, list_meetings
from app.web.access import for_roles
from app.web.case.names import Names, named, names_of
from app.web.desk import desk_here
from app.web.dispatch.blueprint import Page, blueprint
from app.web.lights import Light, Running, light


@dataclass(frozen=True)
class Row:
    """One meeting as it is drawn.

    due_at:  until when it must take place, where a raise of the level asks for it
    light:   of that limit
    at:      when it is planned; place, invited: where, and who comes
    """

    meeting: Meeting
    due_at: datetime | None
    light: Light | None
    at: datetime | None
    place: str = ""
    invited: tuple[str, ...] = ()


@blueprint.get("/joint-meetings")
@for_roles(Role.DISPATCHER)
def meetings() -> Page:
    """Show the meetings to be called, then those that are called."""
    desk = desk_here()
    found = list_meetings(desk.district)
    names = names_of(desk)
    rows = [_row(one, desk, names) for one in found]
    return render_template(
        "dispatch/meetings.html",
        to_call=_by_due(row for row in rows if row.at is None),
        called=sorted(
            (row for row in rows if row.at is not None),
            key=lambda row: row.at or desk.now,
        ),
        within=desk.office.practice.meeting_days,
    )


def _row(one: Meeting, desk: Desk, names: Names) -> Row:
    due_at, shown = None, None
    if one.raised_at is not None:
        calendar = desk.office.calendar(one.line.center)
        days = desk.office.practice.meeting_days
        due_at = meeting_due(one.raised_at, days, calendar)
        yellow = calendar.opening(calendar.civil_date(due_at))
        shown = light(Running(due_at, yellow), desk.now)
    if one.called is None:
        return Row(one, due_at, shown, None)
    said = one.called.payload
    return Row(
        one,
        due_at,
        shown,
        datetime.fromisoformat(said["planned_at"]),
        said["place"],
        tuple(named(code, names) for code in said["invited"]),
    )


def _by_due(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.due_at or row.meeting.line.filed_at)
