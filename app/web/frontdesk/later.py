"""What outlives a case at the window: the policy watch-list, and the archive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import render_template, request, url_for

from app.casework.desk import Desk
from app.domain.archiving import archive_due
from app.domain.terms import EntryKind, Role
from app.store import directory
from app.store.reads.beside import (
    LastSaid,
    ToArchive,
    list_to_archive,
    list_watched,
)
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.frontdesk.blueprint import WINDOW, blueprint
from app.web.frontdesk.case_list import SHOWN
from app.web.lights import Light, Running, light
from app.web.places import AFTER, one_more, place_here, place_text


@dataclass(frozen=True)
class ArchiveRow:
    """A closed case with the limit by which it is archived."""

    to_archive: ToArchive
    due_at: datetime
    light: Light


@blueprint.get("/watch-list")
@for_roles(*WINDOW, Role.DISPATCHER)
def watch_list() -> str:
    """Show what waits for a policy to change."""
    desk = desk_here()
    own = _window(desk) if desk.actor.center else None
    found = list_watched(desk.district, own, after=place_here(), limit=SHOWN + 1)
    shown, goes_on = one_more(found, SHOWN)
    following = place_text(shown[-1].line.place_by_filing) if goes_on else ""
    return render_template(
        "frontdesk/watch_list.html",
        rows=[(one.line, one.said, _policy(one.said)) for one in shown],
        tried=EntryKind.CALLED_BACK,
        may_call=desk.actor.center is not None,
        first=url_for(".watch_list") if AFTER in request.args else "",
        following=url_for(".watch_list", after=following) if following else "",
    )


def _policy(said: LastSaid | None) -> str:
    """Which rule stands in the way, as the entry says it."""
    if said is None:
        return ""
    return str(said.payload.get("policy") or said.payload.get("basis") or "")


@blueprint.get("/to-archive")
@for_roles(*WINDOW)
def to_archive() -> str:
    """Show what is closed and not archived yet."""
    desk = desk_here()
    found = list_to_archive(_window(desk), after=place_here(), limit=SHOWN + 1)
    shown, goes_on = one_more(found, SHOWN)
    following = place_text(shown[-1].line.place_by_filing) if goes_on else ""
    return render_template(
        "frontdesk/to_archive.html",
        rows=sorted((_row(one, desk) for one in shown), key=lambda row: row.due_at),
        within=desk.office.rules.archive_days,
        may_archive=desk.actor.role is Role.CENTER_LEADER,
        first=url_for(".to_archive") if AFTER in request.args else "",
        following=url_for(".to_archive", after=following) if following else "",
    )


def _row(one: ToArchive, desk: Desk) -> ArchiveRow:
    calendar = desk.office.calendar(one.line.center)
    due_at = archive_due(one.ended_at, desk.office.rules, calendar)
    yellow = calendar.opening(calendar.civil_date(due_at))
    return ArchiveRow(one, due_at, light(Running(due_at, yellow), desk.now))


def _window(desk: Desk) -> int:
    return directory.district(desk.district).center_id(desk.actor.center or "")
