"""Lists of what goes on beside a ticket's course: joint meetings, the policy watch-list,
and what waits for the archive."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from app.domain.terms import EntryKind, State, Step
from app.store.database import db
from app.store.reads.conditions import (
    Place,
    comes_after,
    comes_before,
    is_of_center,
)
from app.store.reads.lines import LINE, TicketLine, lines, select_lines
from app.store.tables import EntryRow, EscalationRow, TicketRow

K = EntryKind
_WATCHING = (K.WATCHED, K.ANSWERED, K.CALLED_BACK)


@dataclass(frozen=True, slots=True)
class LastSaid:
    """The latest entry of some kinds on a ticket. payload: as `entries` writes it."""

    kind: EntryKind
    at: datetime
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A ticket that a joint meeting is about.

    raised_at: the latest raise of the level, None when it was called without one
    called:    the entry that calls it; None while it is only owed
    """

    line: TicketLine
    raised_at: datetime | None
    called: LastSaid | None


@dataclass(frozen=True, slots=True)
class Watched:
    """A ticket on the policy watch-list. said: what put it there, or the last try."""

    line: TicketLine
    said: LastSaid | None


@dataclass(frozen=True, slots=True)
class ToArchive:
    """A closed ticket. ended_at: of the revisit that ended it, else of its closing."""

    line: TicketLine
    ended_at: datetime


def list_meetings(district_id: int, limit: int = 100) -> list[Meeting]:
    """Tickets for which a meeting is owed or called, the oldest first."""
    found = lines(
        select_lines()
        .where(
            TicketRow.district_id == district_id,
            or_(TicketRow.meeting_called, TicketRow.meeting_owed),
        )
        .order_by(TicketRow.id)
        .limit(limit)
    )
    ids = [line.id for line in found]
    raised, called = _raised(ids), _last_said(ids, (K.MEETING_CALLED, K.MEETING_HELD))
    return [
        Meeting(line, raised.get(line.id), _still_called(called.get(line.id)))
        for line in found
    ]


def _still_called(said: LastSaid | None) -> LastSaid | None:
    return said if said is not None and said.kind is K.MEETING_CALLED else None


def list_watched(
    district_id: int,
    center_id: int | None = None,
    *,
    after: Place | None = None,
    limit: int = 50,
) -> list[Watched]:
    """The policy watch-list, newest filing first; of one center, filed or taken over."""
    chosen = select_lines().where(
        TicketRow.district_id == district_id, TicketRow.watched
    )
    if center_id is not None:
        chosen = chosen.where(is_of_center(center_id))
    if after is not None:
        chosen = chosen.where(comes_before(TicketRow.filed_at, TicketRow.id, after))
    order = (TicketRow.filed_at.desc(), TicketRow.id.desc())
    found = lines(chosen.order_by(*order).limit(limit))
    said = _last_said([line.id for line in found], _WATCHING)
    return [Watched(line, said.get(line.id)) for line in found]


def list_to_archive(
    window_id: int, *, after: Place | None = None, limit: int = 50
) -> list[ToArchive]:
    """Closed tickets that are not archived yet, the oldest filing first."""
    revisit = select(func.max(EntryRow.at)).where(
        EntryRow.ticket_id == TicketRow.id, EntryRow.kind == K.REVISITED
    )
    ended_at = func.coalesce(revisit.scalar_subquery(), TicketRow.closed_at)
    chosen = (
        select_lines()
        .add_columns(ended_at)
        .where(TicketRow.window_id == window_id, TicketRow.state == State.CLOSED)
    )
    if after is not None:
        chosen = chosen.where(comes_after(TicketRow.filed_at, TicketRow.id, after))
    rows = db.session.execute(
        chosen.order_by(TicketRow.filed_at, TicketRow.id).limit(limit)
    )
    return [ToArchive(TicketLine(*row[: len(LINE)]), row[len(LINE)]) for row in rows]


def _raised(ids: Iterable[int]) -> dict[int, datetime]:
    raised = (
        select(EscalationRow.ticket_id, func.max(EscalationRow.due_at))
        .where(
            EscalationRow.ticket_id.in_(list(ids)), EscalationRow.step == Step.RAISED
        )
        .group_by(EscalationRow.ticket_id)
    )
    return {row[0]: row[1] for row in db.session.execute(raised)}


def _last_said(ids: Iterable[int], kinds: tuple[EntryKind, ...]) -> dict[int, LastSaid]:
    """The latest entry of these kinds, by ticket."""
    latest = (
        select(func.max(EntryRow.id))
        .where(EntryRow.ticket_id.in_(list(ids)), EntryRow.kind.in_(kinds))
        .group_by(EntryRow.ticket_id)
    )
    chosen = select(
        EntryRow.ticket_id, EntryRow.kind, EntryRow.at, EntryRow.payload
    ).where(EntryRow.id.in_(latest))
    return {
        row.ticket_id: LastSaid(row.kind, row.at, json.loads(row.payload))
        for row in db.session.execute(chosen)
    }
