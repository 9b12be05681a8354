"""When the timer last beat, and who runs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.store.database import db
from app.store.tables import HeartbeatGapRow, HeartbeatRow, TimerLeaseRow


@dataclass(frozen=True, slots=True)
class Beat:
    """The last beat of a job. gap_seconds: the longest silence since its first."""

    beat_at: datetime
    started_at: datetime
    swept: int
    gap_seconds: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A silence that was too long: from one beat to the next."""

    began_at: datetime
    ended_at: datetime


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


def list_gaps(name: str, limit: int = 20) -> list[Gap]:
    """The silences of that job that were too long, the latest first."""
    row = HeartbeatGapRow
    chosen = (
        select(row.began_at, row.ended_at)
        .where(row.name == name)
        .order_by(row.id.desc())
        .limit(limit)
    )
    return [Gap(*found) for found in db.session.execute(chosen)]


def find_lease(name: str) -> Lease | None:
    """Who took that lease last, lapsed or not; None, if nobody ever did."""
    chosen = select(TimerLeaseRow.holder, TimerLeaseRow.expires_at).where(
        TimerLeaseRow.name == name
    )
    row = db.session.execute(chosen).one_or_none()
    return None if row is None else Lease(*row)
