"""What each desk has to do next, due first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, literal_column, or_
from sqlalchemy.orm import aliased

from app.domain.direct import DIRECT
from app.domain.terms import ClockName, Colour, State
from app.store.database import Chosen, ask
from app.store.reads.conditions import (
    Place,
    comes_after,
    is_its_own,
    is_promised,
    is_to_do,
    is_unrouted,
)
from app.store.reads.lines import (
    LINE,
    TicketLine,
    line_from,
    lines,
    select_lines,
)
from app.store.tables import ClockRow, TicketRow

# The window's own clock in each state in which a ticket waits for the window.
_WAITS_FOR = {State.ANSWERED: ClockName.VERIFY, State.VERIFIED: ClockName.REVISIT}


@dataclass(frozen=True, slots=True)
class ToDo:
    """A ticket and the clock that asks for the next act on it.

    due_at: of that clock; the promise's stands in `line`
    colour: of the supervision notice to be answered, else None
    """

    line: TicketLine
    clock: ClockName
    cycle: int
    started_at: datetime
    due_at: datetime
    colour: Colour | None

    @property
    def place(self) -> Place:
        """Where the list goes on after this row."""
        return self.due_at, self.line.id


def list_to_do(
    department_id: int,
    now: datetime,
    *,
    clocks: tuple[ClockName, ...] = (),
    due_from: datetime | None = None,
    due_before: datetime | None = None,
    after: Place | None = None,
    limit: int = 50,
) -> list[ToDo]:
    """What a department has to do, due first: each ticket once, with its next clock.

    Finish and redo clocks of tickets that lie with the arbiter are not the
    department's. A sign clock that has passed counts as done.

    clocks: only these; then each such clock is a row of its own
    due_from, due_before: bounds of that clock's due instant, the first included
    """
    chosen = _to_do().where(ClockRow.department_id == department_id, is_to_do(now))
    chosen = chosen.where(is_its_own())
    if clocks:
        chosen = chosen.where(ClockRow.name.in_(clocks))
    else:
        chosen = chosen.where(~_is_asked_earlier(now))
    if due_from is not None:
        chosen = chosen.where(ClockRow.due_at >= due_from)
    if due_before is not None:
        chosen = chosen.where(ClockRow.due_at < due_before)
    return _rows(chosen, after, limit)


def list_waiting_for_window(
    window_id: int, state: State, *, after: Place | None = None, limit: int = 50
) -> list[ToDo]:
    """Answered tickets to verify, or verified ones to revisit, due first.

    A revisit that reached nobody stops its clock, but the ticket waits on: it stays,
    under the same due instant.

    state: ANSWERED or VERIFIED
    """
    chosen = _to_do().where(
        TicketRow.window_id == window_id,
        TicketRow.state == state,
        ClockRow.name == _WAITS_FOR[state],
        _is_latest(),
    )
    return _rows(chosen, after, limit)


def list_to_close(window_id: int, limit: int = 50) -> list[TicketLine]:
    """Tickets that were revisited and wait to be closed or sent back, oldest first."""
    chosen = select_lines().where(
        TicketRow.window_id == window_id, TicketRow.state == State.REVISITED
    )
    return lines(chosen.order_by(TicketRow.filed_at, TicketRow.id).limit(limit))


def list_returned(
    district_id: int, *, after: Place | None = None, limit: int = 50
) -> list[ToDo]:
    """Tickets that wait for arbitration, by the arbiter's due instant."""
    chosen = _to_do().where(
        TicketRow.district_id == district_id,
        TicketRow.state == State.RETURNED,
        ClockRow.name == ClockName.ARBITRATION,
        ClockRow.stopped_at.is_(None),
    )
    return _rows(chosen, after, limit)


def list_extension_requests(
    district_id: int, *, after: Place | None = None, limit: int = 50
) -> list[TicketLine]:
    """Tickets for which an extension is asked and not yet ruled on, due first."""
    chosen = select_lines().where(
        TicketRow.district_id == district_id,
        literal_column("tickets.asked_extension") > literal_column("0"),
        is_promised(),
    )
    if after is not None:
        chosen = chosen.where(comes_after(TicketRow.due_at, TicketRow.id, after))
    return lines(chosen.order_by(TicketRow.due_at, TicketRow.id).limit(limit))


def list_direct(district_id: int, limit: int = 50) -> list[TicketLine]:
    """Filed complaints that are the inspection office's alone, the oldest first."""
    chosen = select_lines().where(
        TicketRow.district_id == district_id,
        TicketRow.state == State.FILED,
        TicketRow.initial_cause.in_(DIRECT),
    )
    return lines(chosen.order_by(TicketRow.filed_at, TicketRow.id).limit(limit))


def list_unrouted(
    district_id: int, window_id: int | None = None, limit: int = 50
) -> list[TicketLine]:
    """Filed tickets that no department has yet, the oldest first; of one window."""
    chosen = select_lines().where(TicketRow.district_id == district_id, is_unrouted())
    if window_id is not None:
        chosen = chosen.where(TicketRow.window_id == window_id)
    return lines(chosen.order_by(TicketRow.filed_at, TicketRow.id).limit(limit))


def _to_do() -> Chosen:
    return (
        select_lines()
        .join(ClockRow, ClockRow.ticket_id == TicketRow.id)
        .add_columns(
            ClockRow.name,
            ClockRow.cycle,
            ClockRow.started_at,
            ClockRow.due_at,
            ClockRow.colour,
        )
    )


def _rows(chosen: Chosen, after: Place | None, limit: int) -> list[ToDo]:
    if after is not None:
        chosen = chosen.where(comes_after(ClockRow.due_at, ClockRow.ticket_id, after))
    first = chosen.order_by(ClockRow.due_at, ClockRow.ticket_id).limit(limit)
    return [_one(row) for row in ask(first).all()]


def _one(row: Any) -> ToDo:
    return ToDo(line_from(row), *row[len(LINE) :])


def _is_latest() -> ColumnElement[bool]:
    """Is it the ticket's latest clock of that name?"""
    later = aliased(ClockRow)
    return ~exists().where(
        later.ticket_id == ClockRow.ticket_id,
        later.name == ClockRow.name,
        later.cycle > ClockRow.cycle,
    )


def _is_asked_earlier(now: datetime) -> ColumnElement[bool]:
    """Does another clock of the same ticket ask this department for something first?"""
    other = aliased(ClockRow)
    is_earlier = or_(
        other.due_at < ClockRow.due_at,
        and_(other.due_at == ClockRow.due_at, other.name < ClockRow.name),
        and_(
            other.due_at == ClockRow.due_at,
            other.name == ClockRow.name,
            other.cycle < ClockRow.cycle,
        ),
    )
    return exists().where(
        other.ticket_id == ClockRow.ticket_id,
        # Plus nothing: else SQLite looks through all of the department's clocks.
        other.department_id + 0 == ClockRow.department_id,
        is_to_do(now, other),
        is_its_own(other),
        is_earlier,
    )
