"""Open sessions: whose a key is, with what every page asks, and which there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, bindparam, select

from app.store.database import Chosen, ask
from app.store.leases import SWEEP
from app.store.reads.in_force import InForce, in_force_columns, in_force_from
from app.store.reads.people import Account, account_columns, with_places
from app.store.tables import HeartbeatRow, SessionRow, UserRow


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One session that nobody has ended; whether it ran out is the limits' to say."""

    id: int
    user_id: int
    begun_at: datetime
    seen_at: datetime
    way: str
    remote: str
    agent: str


@dataclass(frozen=True, slots=True)
class Visit:
    """What every page of somebody who is signed in asks for.

    in_force: in the person's district
    swept_at: when the last sweep ended; None if there was none yet
    """

    session: OpenSession
    account: Account
    in_force: InForce
    swept_at: datetime | None


def find_visit(mark: str) -> Visit | None:
    """The open session of that mark and whose it is, with the rest; one statement."""
    row = ask(_by_mark(), {"mark": mark}).one_or_none()
    if row is None:
        return None
    width = len(_COLUMNS)
    *account, calendar, rules, content, swept_at = row[width:]
    return Visit(
        OpenSession(*row[:width]),
        Account(*account),
        in_force_from((calendar, rules, content)),
        swept_at,
    )


@cache  # every page asks it; building it takes longer than asking
def _by_mark() -> Chosen:
    swept = select(HeartbeatRow.beat_at).where(HeartbeatRow.name == SWEEP)
    chosen = select(
        *_COLUMNS,
        *account_columns(),
        *in_force_columns(UserRow.district_id),
        swept.scalar_subquery(),
    )
    return (
        with_places(chosen.select_from(UserRow))
        .join(SessionRow, SessionRow.user_id == UserRow.id)
        .where(SessionRow.mark == bindparam("mark"), SessionRow.ended_at.is_(None))
    )


def find_open_session(district_id: int, session_id: int) -> OpenSession | None:
    """The open session of that id in a district, or None."""
    row = ask(
        select(*_COLUMNS)
        .join(UserRow, UserRow.id == SessionRow.user_id)
        .where(
            SessionRow.id == session_id,
            SessionRow.ended_at.is_(None),
            UserRow.district_id == district_id,
        )
    ).one_or_none()
    return None if row is None else OpenSession(*row)


def list_sessions_of(
    user_id: int, begun: datetime, seen: datetime
) -> list[OpenSession]:
    """Open sessions of a person begun and seen since those moments, newest first."""
    rows = ask(
        select(*_COLUMNS)
        .where(SessionRow.user_id == user_id, *_open_since(begun, seen))
        .order_by(SessionRow.id.desc())
    )
    return [OpenSession(*row) for row in rows]


def list_sessions(
    district_id: int,
    begun: datetime,
    seen: datetime,
    *,
    before: int | None = None,
    limit: int = 50,
) -> list[tuple[OpenSession, Account]]:
    """Open sessions of a district begun and seen since those moments, newest first.

    before: only those with a lower id
    """
    chosen = (
        with_places(select(*_COLUMNS, *account_columns()).select_from(UserRow))
        .join(SessionRow, SessionRow.user_id == UserRow.id)
        .where(UserRow.district_id == district_id, *_open_since(begun, seen))
    )
    if before is not None:
        chosen = chosen.where(SessionRow.id < before)
    rows = ask(chosen.order_by(SessionRow.id.desc()).limit(limit))
    width = len(_COLUMNS)
    return [(OpenSession(*row[:width]), Account(*row[width:])) for row in rows]


def _open_since(begun: datetime, seen: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        SessionRow.ended_at.is_(None),
        SessionRow.begun_at >= begun,
        SessionRow.seen_at >= seen,
    )


_COLUMNS = (
    SessionRow.id,
    SessionRow.user_id,
    SessionRow.begun_at,
    SessionRow.seen_at,
    SessionRow.way,
    SessionRow.remote,
    SessionRow.agent,
)
