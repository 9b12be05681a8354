"""When the timer last beat, and who runs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.store.database import db
from app.store.tables import HeartbeatRow, TimerLeaseRow


@dataclass(frozen=True, slots=True)
class Beat:
    """The last beat of a job. gap_seconds: the longest silence since its first."""

    beat_at: datetime
    started_at: datetime
    swept: int
    gap_seconds: int


@dataclass(frozen=True, slots=True)
class Lease:
    """Who has a lease, until when."""

    holder: str
    expires_at: datetime


def find_beat(name: str) -> Beat | None:
    """The last beat of that job; None, if it never ran."""
    chosen = select(
        HeartbeatRow.beat_at,
        HeartbeatRow.started_at,
        HeartbeatRow.swept,
        HeartbeatRow.gap_seconds,
    ).where(HeartbeatRow.name == name)
    row = db.session.execute(chosen).one_or_none()
    return None if row is None else Beat(*row)


def find_lease(name: str) -> Lease | None:
    """Who took that lease last, lapsed or not; None, if nobody ever did."""
    chosen = select(TimerLeaseRow.holder, TimerLeaseRow.expires_at).where(
        TimerLeaseRow.name == name
    )
    row = db.session.execute(chosen).one_or_none()
    return None if row is None else Lease(*row)
