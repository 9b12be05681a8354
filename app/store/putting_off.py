"""Tickets that the timer could not judge or even read: passed over for some minutes.

One ticket must not keep the timer from the others. It comes up again by itself, so
that it is caught up with once somebody has put it right.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute

from app.store.bulk import table_of
from app.store.database import db
from app.store.holding import Held
from app.store.tables import TicketRow
from app.store.transaction import lock_for_writing

PUT_OFF = timedelta(minutes=10)


def put_off(held: Held, now: datetime) -> None:
    """Let the sweep pass over a ticket that it could not judge, for a while."""
    lock_for_writing()
    ticket = update(TicketRow).where(TicketRow.id == held.ticket_id)
    db.session.execute(ticket.values(next_at=now + PUT_OFF))


def put_off_first(now: datetime) -> str | None:
    """Let the sweep pass over the ticket whose moment came first, without reading it.

    returns: its number; None when none is due
    """
    return _put_off_first(TicketRow.next_at, now)


def put_off_first_look(now: datetime) -> str | None:
    """Let the looks pass over the ticket whose moment came first, without reading it.

    returns: its number; None when none is owed
    """
    return _put_off_first(TicketRow.look_at, now)


def _put_off_first(
    moment: InstrumentedAttribute[datetime | None], now: datetime
) -> str | None:
    lock_for_writing()
    first = select(TicketRow.id).where(moment < now).order_by(moment).limit(1)
    ticket = (
        update(table_of(TicketRow))
        .where(TicketRow.id == first.scalar_subquery())
        .values({moment.key: now + PUT_OFF})
        .returning(TicketRow.number)
    )
    return db.session.execute(ticket).scalar_one_or_none()
