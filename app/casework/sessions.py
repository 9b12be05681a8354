"""Sessions: begun at the sign-in, found on every page, ended by their person or others.

The browser keeps a random key, the register its SHA-256: whoever reads the register
cannot sign in with what stands there. A session ends by itself after some idle minutes
and, whatever its person does, after some hours.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.casework.desk import Desk
from app.casework.on_record import put_on_record
from app.domain.errors import NotFound, NotPermitted
from app.domain.terms import Role
from app.store import sessions
from app.store.access_log import (
    LONGEST_AGENT,
    LONGEST_REMOTE,
    AccessAction,
    plain,
)
from app.store.reads.people import Account, find_account_by_id
from app.store.reads.sessions import (
    OpenSession,
    Visit,
    find_open_session,
    find_visit,
    list_sessions,
    list_sessions_of,
)
from app.store.sessions import Ending

BY_PASSWORD, BY_PROVIDER = "password", "oidc"
KEY_BYTES = 32
KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lasts: without a page, and at all."""

    idle: timedelta
    longest: timedelta

    @property
    def grain(self) -> timedelta:
        """How often a page is noted; one page in a while is enough, and few writes."""
        return self.idle / 10

    def begun_since(self, now: datetime) -> datetime:
        """A session that was opened then, or earlier, has lasted its longest."""
        return now - self.longest

    def seen_since(self, now: datetime) -> datetime:
        """A session whose last page was noted then, or earlier, has been idle too long."""
        return now - self.idle - self.grain

    def admit(self, session: OpenSession, now: datetime) -> bool:
        """Does the session still last at this moment?"""
        return session.begun_at > self.begun_since(
            now
        ) and session.seen_at >= self.seen_since(now)


def begin(
    account: Account,
    now: datetime,
    *,
    way: str = BY_PASSWORD,
    remote: str = "",
    agent: str = "",
) -> str:
    """Open a session for somebody whose proof was checked; returns its key."""
    key = secrets.token_urlsafe(KEY_BYTES)
    sessions.begin(
        account.id,
        _mark(key),
        now,
        way=way,
        remote=plain(remote)[:LONGEST_REMOTE],
        agent=plain(agent)[:LONGEST_AGENT],
    )
    return key


def find(key: str, now: datetime, limits: Limits) -> Visit | None:
    """Whose session this is; None once it ended, ran out, or the account is closed."""
    found = find_visit(_mark(key))
    if found is None or not found.account.is_active:
        return None
    return found if limits.admit(found.session, now) else None


def is_to_be_noted(session: OpenSession, now: datetime, limits: Limits) -> bool:
    """Is the last page that was noted so long ago that this one must be?"""
    return now - session.seen_at >= limits.grain


def note_seen(session: OpenSession, now: datetime) -> None:
    """Note that its person opened a page."""
    sessions.note_seen(session.id, now)


def sign_out(session_id: int, now: datetime) -> None:
    """End a session because its person left."""
    sessions.end(session_id, now, Ending.SIGNED_OUT)


def own_sessions(desk: Desk, limits: Limits) -> list[OpenSession]:
    """The open sessions of whoever sits at the desk, newest first."""
    begun, seen = limits.begun_since(desk.now), limits.seen_since(desk.now)
    return list_sessions_of(desk.user_id, begun, seen)


def open_sessions(
    desk: Desk, limits: Limits, *, before: int | None = None, limit: int = 25
) -> list[tuple[OpenSession, Account]]:
    """Every open session of the district, newest first. Security administrator."""
    _require_security_administrator(desk)
    begun, seen = limits.begun_since(desk.now), limits.seen_since(desk.now)
    return list_sessions(desk.district, begun, seen, before=before, limit=limit)


def end_own(desk: Desk, session_id: int) -> None:
    """End one of one's own sessions. raises: NotFound session.unknown"""
    session = find_open_session(desk.district, session_id)
    if session is None or session.user_id != desk.user_id:
        raise NotFound("session.unknown")
    sessions.end(session_id, desk.now, Ending.BY_OWNER)
    _log(desk, desk.actor.name)


def end_other_own(desk: Desk, current: int) -> None:
    """End all of one's own sessions but the current one."""
    sessions.end_all(desk.user_id, desk.now, Ending.BY_OWNER, but=current)
    _log(desk, desk.actor.name)


def end_somebodys(desk: Desk, session_id: int) -> None:
    """End anybody's session in the district. Security administrator.

    raises: NotFound session.unknown
    """
    _require_security_administrator(desk)
    session = find_open_session(desk.district, session_id)
    if session is None:
        raise NotFound("session.unknown")
    sessions.end(session_id, desk.now, Ending.BY_SECURITY)
    _log(desk, _username(session.user_id))


def end_all_of(desk: Desk, user_id: int) -> None:
    """End every session of somebody in the district. Security administrator.

    raises: NotFound user.unknown
    """
    _require_security_administrator(desk)
    account = find_account_by_id(user_id)
    if account is None or account.district_id != desk.district:
        raise NotFound("user.unknown", user=user_id)
    sessions.end_all(user_id, desk.now, Ending.BY_SECURITY)
    _log(desk, account.username)


def _mark(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _username(user_id: int) -> str:
    account = find_account_by_id(user_id)
    return account.username if account else ""


def _require_security_administrator(desk: Desk) -> None:
    if desk.actor.role is not Role.SECURITY_ADMINISTRATOR:
        raise NotPermitted("permission", role=desk.actor.role)


def _log(desk: Desk, whose: str) -> None:
    put_on_record(
        desk,
        AccessAction.SESSION_ENDED,
        reason=whose,
    )
