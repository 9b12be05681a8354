"""Deliveries still to be made: claimed, marked as made, tried again, given up.

Claimed for some minutes in one transaction, sent outside any, marked in another. Who
dies in between lets the claim lapse, and it is sent again under the same id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, literal_column, select, update

from app.domain.errors import NotFound
from app.store.bulk import table_of
from app.store.database import db, is_postgresql
from app.store.tables import TicketRow, WebhookDeliveryRow, WebhookRow
from app.store.transaction import lock_for_writing

CLAIM = timedelta(minutes=5)
# Four days in all: a receiver may be down over a weekend.
WAITS = (
    *(timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=5)),
    *(timedelta(minutes=30), timedelta(hours=2), timedelta(hours=5)),
    *(timedelta(hours=10), timedelta(hours=20), timedelta(hours=26)),
    timedelta(hours=32),
)
MOST_ATTEMPTS = len(WAITS) + 1

# Written out, not bound: SQLite uses a partial index only for a condition it can read.
_IS_PENDING = literal_column("webhook_deliveries.state") == literal_column("'pending'")


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event to be sent. attempts: this one included."""

    id: int
    webhook_id: int
    message_id: str
    body: str
    attempts: int


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One line of the delivery log. number: of the ticket, empty for a trial."""

    id: int
    message_id: str
    kind: str
    number: str
    created_at: datetime
    state: str
    attempts: int
    attempted_at: datetime | None
    next_attempt_at: datetime | None
    status: int | None
    last_error: str


def forget_deliveries(before: datetime) -> int:
    """Take those out of the log that were settled and written before a moment.

    returns: how many went
    """
    lock_for_writing()
    old = delete(WebhookDeliveryRow).where(
        ~_IS_PENDING, WebhookDeliveryRow.created_at < before
    )
    result = db.session.execute(old, execution_options={"synchronize_session": False})
    gone: int = result.rowcount  # type: ignore[attr-defined] # a delete has one
    return gone


def claim_deliveries(now: datetime, limit: int) -> list[Delivery]:
    """Claim what is due, the longest waiting first; nothing of ended webhooks."""
    lock_for_writing()
    row = WebhookDeliveryRow
    due = (
        select(row.id)
        .join(WebhookRow, WebhookRow.id == row.webhook_id)
        .where(_IS_PENDING, row.next_attempt_at <= now, WebhookRow.ended_at.is_(None))
        .order_by(row.next_attempt_at, row.id)
        .limit(limit)
    )
    if is_postgresql():
        due = due.with_for_update(skip_locked=True, of=row)
    ids = list(db.session.scalars(due))
    _change(ids, attempts=row.attempts + 1, next_attempt_at=now + CLAIM)
    chosen = select(row.id, row.webhook_id, row.message_id, row.body, row.attempts)
    several = db.session.execute(chosen.where(row.id.in_(ids)).order_by(row.id))
    return [Delivery(*one) for one in several]


def mark_delivered(delivery: Delivery, status: int, now: datetime) -> None:
    """The receiver has it."""
    _change(
        [delivery.id],
        state="delivered",
        status=status,
        attempted_at=now,
        next_attempt_at=None,
        last_error="",
    )


def mark_failed(
    delivery: Delivery, status: int | None, error: str, now: datetime, shift: float
) -> None:
    """Try again after a while that grows; at last give up.

    shift: factor of the wait, around 1, so that many do not come back at one moment
    """
    told = {"status": status, "attempted_at": now, "last_error": error}
    if delivery.attempts >= MOST_ATTEMPTS:
        _change([delivery.id], state="dead", next_attempt_at=None, **told)
        return
    wait = WAITS[delivery.attempts - 1] * shift
    _change([delivery.id], next_attempt_at=now + wait, **told)


def send_again(webhook_id: int, delivery_id: int, now: datetime) -> None:
    """Send one once more, from the first attempt on. raises: NotFound"""
    lock_for_writing()
    row = table_of(WebhookDeliveryRow)
    again = (
        update(row)
        .where(row.c.id == delivery_id, row.c.webhook_id == webhook_id)
        .values(state="pending", attempts=0, next_attempt_at=now)
    )
    if db.session.connection().execute(again).rowcount != 1:
        raise NotFound("delivery.unknown")


def list_deliveries(
    webhook_id: int, *, before: int | None = None, limit: int = 50
) -> list[DeliveryLine]:
    """What was sent to one webhook, or is to be, the newest first."""
    row = WebhookDeliveryRow
    chosen = (
        select(
            row.id,
            row.message_id,
            row.kind,
            func.coalesce(TicketRow.number, ""),
            row.created_at,
            row.state,
            row.attempts,
            row.attempted_at,
            row.next_attempt_at,
            row.status,
            row.last_error,
        )
        .outerjoin(TicketRow, TicketRow.id == row.ticket_id)
        .where(row.webhook_id == webhook_id)
    )
    if before is not None:
        chosen = chosen.where(row.id < before)
    rows = db.session.execute(chosen.order_by(row.id.desc()).limit(limit))
    return [DeliveryLine(*one) for one in rows]


def _change(ids: Sequence[int], **values: Any) -> None:
    if ids:
        lock_for_writing()
        row = WebhookDeliveryRow
        changed = update(row).where(row.id.in_(ids)).values(**values)
        db.session.execute(changed, execution_options={"synchronize_session": False})
