"""What `/metrics` asks: how far behind, how much is open, late, waiting."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, literal_column, select
from sqlalchemy.exc import SQLAlchemyError

from app.domain.terms import Step
from app.store.database import db
from app.store.reads.conditions import is_open, is_promised
from app.store.reads.timer import find_beat, find_lease
from app.store.tables import EscalationRow, NoticeRow, TicketRow
from app.store.transaction import reading

log = logging.getLogger(__name__)

# Written out, not bound: SQLite uses a partial index only for a condition it can read.
_IS_PENDING = literal_column("notices.mail_state") == literal_column("'pending'")


@dataclass(frozen=True, slots=True)
class Gauges:
    """Ages and lags in seconds.

    heartbeat_age:  None while no sweep ever ended
    sweep_lag:      since the oldest step that is due and not taken; 0 when none is
    """

    heartbeat_age: float | None
    sweep_lag: float
    is_elected: bool
    outbox_pending: int
    outbox_age: float
    tickets_open: int
    overdue: int
    escalations: Mapping[str, int]


def find_gauges(job: str, lease: str, now: datetime) -> Gauges | None:
    """All of them, read in one moment; None when the register cannot be read."""
    try:
        with reading():
            return _found(job, lease, now)
    except SQLAlchemyError:
        log.exception("the register cannot be read")
        return None


def _found(job: str, lease: str, now: datetime) -> Gauges:
    beat, held = find_beat(job), find_lease(lease)
    next_at = db.session.scalar(
        select(func.min(TicketRow.next_at)).where(TicketRow.next_at.is_not(None))
    )
    pending, oldest = db.session.execute(
        select(func.count(), func.min(NoticeRow.created_at)).where(_IS_PENDING)
    ).one()
    overdue = select(func.count()).where(is_promised(), TicketRow.due_at < now)
    return Gauges(
        heartbeat_age=_seconds(beat.beat_at, now) if beat else None,
        sweep_lag=_seconds(next_at, now),
        is_elected=held is not None and held.expires_at > now,
        outbox_pending=pending,
        outbox_age=_seconds(oldest, now),
        tickets_open=db.session.scalar(select(func.count()).where(is_open())) or 0,
        overdue=db.session.scalar(overdue) or 0,
        escalations=_by_step(),
    )


def _by_step() -> Mapping[str, int]:
    counted = select(EscalationRow.step, func.count().label("fell")).group_by(
        EscalationRow.step
    )
    fell = {row.step: row.fell for row in db.session.execute(counted)}
    return {str(step): fell.get(step, 0) for step in Step}


def _seconds(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0
