"""Sessions, written: begun, seen, ended."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, update

from app.store.bulk import insert_row
from app.store.database import db
from app.store.tables import SessionRow
from app.store.transaction import lock_for_writing


class Ending(StrEnum):
    """Why a session ended."""

    BY_OWNER = "by_owner"
    BY_SECURITY = "by_security"
    DISABLED = "disabled"
    PASSWORD = "password"  # noqa: S105 - a word, no password
    SECOND_FACTOR = "second_factor"
    SIGNED_OUT = "signed_out"


def begin(
    user_id: int, mark: str, now: datetime, *, way: str, remote: str, agent: str
) -> int:
    """Open a session; returns its id."""
    lock_for_writing()
    row = {
        "mark": mark,
        "user_id": user_id,
        "begun_at": now,
        "seen_at": now,
        "ended_at": None,
        "ending": "",
        "way": way,
        "remote": remote,
        "agent": agent,
    }
    return insert_row(SessionRow, row)


def note_seen(session_id: int, now: datetime) -> None:
    """Its person opened a page."""
    lock_for_writing()
    seen = update(SessionRow).where(SessionRow.id == session_id)
    db.session.execute(seen.values(seen_at=now))


def end(session_id: int, now: datetime, why: Ending) -> None:
    """End a session; one that ended before keeps its first ending."""
    lock_for_writing()
    ended = update(SessionRow).where(
        SessionRow.id == session_id, SessionRow.ended_at.is_(None)
    )
    db.session.execute(ended.values(ended_at=now, ending=str(why)))


def end_all(
    user_id: int, now: datetime, why: Ending, *, but: int | None = None
) -> None:
    """End every session of a person. but: id of one that goes on"""
    lock_for_writing()
    ended = update(SessionRow).where(
        SessionRow.user_id == user_id, SessionRow.ended_at.is_(None)
    )
    if but is not None:
        ended = ended.where(SessionRow.id != but)
    db.session.execute(ended.values(ended_at=now, ending=str(why)))


def forget(before: datetime) -> None:
    """Remove sessions whose last page lies before that moment; the log still tells."""
    lock_for_writing()
    db.session.execute(delete(SessionRow).where(SessionRow.seen_at < before))
