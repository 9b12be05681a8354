"""Conditions that several questions share, written so that both databases find them
in their partial indexes: constants stand in the statement, not in its parameters."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    SQLColumnExpression,
    and_,
    literal,
    literal_column,
    not_,
    or_,
    tuple_,
)

from app.domain.direct import DIRECT
from app.domain.terms import ClockName, State
from app.store.base import UtcDateTime
from app.store.tables import ClockRow, TicketRow

Moment: TypeAlias = SQLColumnExpression[datetime] | SQLColumnExpression[datetime | None]
RowKey: TypeAlias = SQLColumnExpression[int]
# A value, or the place for one in a statement that is built once.
GivenId: TypeAlias = int | BindParameter[int]
GivenMoment: TypeAlias = datetime | BindParameter[datetime]


def is_open() -> ColumnElement[bool]:
    """Has the ticket not ended? Exactly the ended ones have a moment of closing."""
    return TicketRow.closed_at.is_(None)


def is_of_center(center_id: GivenId) -> ColumnElement[bool]:
    """Was it filed there, or does that window answer for it now?"""
    return or_(TicketRow.center_id == center_id, TicketRow.window_id == center_id)


def is_promised() -> ColumnElement[bool]:
    """Was a date promised, and is it not finished?"""
    return and_(TicketRow.stopped_at.is_(None), TicketRow.due_at.is_not(None))


def is_to_do(now: GivenMoment, clock: type[ClockRow] = ClockRow) -> ColumnElement[bool]:
    """Does the clock ask somebody to act?

    A sign clock that has passed does not: the ticket counts as signed by then.
    """
    passed_sign = and_(clock.name == ClockName.SIGN, clock.due_at < now)
    return and_(
        clock.stopped_at.is_(None),
        clock.due_at.is_not(None),
        clock.name != literal_column("'return'"),
        not_(passed_sign),
    )


def is_its_own(clock: Any = ClockRow) -> ColumnElement[bool]:
    """Is the clock the department's, and not the arbiter's for now? Needs the ticket.

    While a returned ticket waits for its ruling, nobody can be asked to finish it.
    """
    promises = clock.name.in_((ClockName.FINISH, ClockName.REDO))
    is_own: ColumnElement[bool] = or_(TicketRow.state != State.RETURNED, ~promises)
    return is_own


Place: TypeAlias = tuple[datetime, int]
"""Where a page of a list ended: the last row's moment and id."""


def comes_after(at: Moment, row_id: RowKey, place: Place) -> Any:
    """Does the row stand after that place in rising order of (at, id)?"""
    return tuple_(at, row_id) > _place(place)


def comes_before(at: Moment, row_id: RowKey, place: Place) -> Any:
    """Does the row stand before that place in rising order of (at, id)?"""
    return tuple_(at, row_id) < _place(place)


def _place(place: Place) -> Any:
    return tuple_(literal(place[0], UtcDateTime()), literal(place[1]))


def is_unrouted() -> Any:
    """Is it filed, and for a department that has not got it yet?"""
    cause = TicketRow.initial_cause
    is_for_departments = or_(cause.is_(None), cause.not_in(DIRECT))
    return and_(TicketRow.state == State.FILED, is_for_departments)
