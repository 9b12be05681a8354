"""Which timer works, and that it works: the lease and the heartbeat."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from app.store.base import Base
from app.store.bulk import insert_rows, table_of
from app.store.database import db, is_postgresql
from app.store.tables import HeartbeatGapRow, HeartbeatRow, TimerLeaseRow
from app.store.transaction import lock_for_writing

SWEEP, TIMER = "sweep", "timer"  # the sweep's heartbeat; the lease of timer processes


def take_lease(name: str, holder: str, now: datetime, seconds: int) -> bool:
    """Take or renew a lease in one statement; False while somebody else has it.

    A lease that would outlast one taken now was taken before the clock was set back;
    it counts as lapsed.

    holder: tells one process from another
    """
    lock_for_writing()
    ends = now + timedelta(seconds=seconds)
    row = {"name": name, "holder": holder, "expires_at": ends}
    new = _insert(TimerLeaseRow).values(row)
    is_free = or_(
        TimerLeaseRow.holder == holder,
        TimerLeaseRow.expires_at <= now,
        TimerLeaseRow.expires_at > ends,
    )
    taken = new.on_conflict_do_update(
        index_elements=["name"],
        set_={"holder": new.excluded.holder, "expires_at": new.excluded.expires_at},
        where=is_free,
    ).returning(TimerLeaseRow.name)
    return db.session.execute(taken).one_or_none() is not None


def release_lease(name: str, holder: str) -> None:
    """Let another timer begin at once; nothing, if the lease is another's by now."""
    lock_for_writing()
    mine = delete(TimerLeaseRow).where(
        TimerLeaseRow.name == name, TimerLeaseRow.holder == holder
    )
    db.session.execute(mine)


def forget_lapsed(beginning: str, before: datetime) -> None:
    """Remove leases whose names begin so and that ended before that moment."""
    lock_for_writing()
    old = delete(TimerLeaseRow).where(
        TimerLeaseRow.name.startswith(beginning, autoescape=True),
        TimerLeaseRow.expires_at < before,
    )
    db.session.execute(old)


def beat(name: str, now: datetime, swept: int) -> int:
    """Note that a job has run.

    swept:   how many tickets it brought up to now
    returns: seconds of silence before this beat, 0 for the first
    """
    lock_for_writing()
    before = select(
        HeartbeatRow.beat_at, HeartbeatRow.started_at, HeartbeatRow.gap_seconds
    )
    last = db.session.execute(before.where(HeartbeatRow.name == name)).one_or_none()
    silence = max(0, int((now - last.beat_at).total_seconds())) if last else 0
    new = _insert(HeartbeatRow).values(
        name=name,
        beat_at=now,
        started_at=last.started_at if last else now,
        swept=swept,
        gap_seconds=max(silence, last.gap_seconds) if last else 0,
    )
    kept = ("beat_at", "swept", "gap_seconds")
    db.session.execute(
        new.on_conflict_do_update(
            index_elements=["name"], set_={key: new.excluded[key] for key in kept}
        )
    )
    return silence


def keep_gap(name: str, began_at: datetime, ended_at: datetime) -> None:
    """Put a silence on record that was longer than it may be."""
    gap = {"name": name, "began_at": began_at, "ended_at": ended_at}
    insert_rows(HeartbeatGapRow, [gap])


def _insert(row_class: type[Base]) -> Any:
    return (postgresql if is_postgresql() else sqlite).insert(table_of(row_class))
