"""What `/healthz` asks: does the register answer, and how much mail waits."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from alembic.script import ScriptDirectory
from sqlalchemy import func, literal_column, select, text
from sqlalchemy.exc import SQLAlchemyError

from app.store.database import MIGRATIONS, db
from app.store.reads.timer import Beat, Gap, Lease, find_beat, find_lease, list_gaps
from app.store.tables import NoticeRow
from app.store.transaction import reading

log = logging.getLogger(__name__)

MOST_COUNTED = 10_000

# Written out, not bound: SQLite uses a partial index only for a condition it can read.
_IS_PENDING = literal_column("notices.mail_state") == literal_column("'pending'")


@dataclass(frozen=True, slots=True)
class Outbox:
    """pending: mails that wait, counted up to MOST_COUNTED; next_at: of the first."""

    pending: int
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Vitals:
    """What the register says about the processes around it."""

    beat: Beat | None
    last_gap: Gap | None
    lease: Lease | None
    outbox: Outbox


@dataclass(frozen=True, slots=True)
class Standing:
    """is_at_head: are the tables those that this version of the program expects?"""

    is_at_head: bool


def find_standing() -> Standing | None:
    """How the register stands to this program; None when it cannot be read."""
    try:
        with reading():
            found = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError:
        log.exception("the register cannot be read")
        return None
    return Standing(found == head())


@cache
def head() -> str | None:
    """The last migration of this version of the program."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def find_vitals(job: str, lease: str) -> Vitals | None:
    """The state of a job, of the lease on it, and of the outbox; None when the register
    cannot be read: no database, or one without our tables."""
    try:
        with reading():
            gaps = list_gaps(job, limit=1)
            return Vitals(
                find_beat(job),
                gaps[0] if gaps else None,
                find_lease(lease),
                _outbox(),
            )
    except SQLAlchemyError:
        log.exception("the register cannot be read")
        return None


def _outbox() -> Outbox:
    waiting = (
        select(NoticeRow.next_attempt_at)
        .where(_IS_PENDING)
        .order_by(NoticeRow.next_attempt_at)
        .limit(MOST_COUNTED)
        .subquery()
    )
    counted = select(func.count(), func.min(waiting.c.next_attempt_at))
    return Outbox(*db.session.execute(counted).one())
