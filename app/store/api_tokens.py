"""Tokens of the API, kept: found by their first signs, known by their hash."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update

from app.domain.errors import NotFound
from app.domain.scopes import Scope
from app.store.bulk import insert_row
from app.store.database import Chosen, db
from app.store.tables import ApiTokenRow, UserRow
from app.store.transaction import lock_for_writing


@dataclass(frozen=True, slots=True, kw_only=True)
class NewToken:
    """A token to be kept. hash: SHA-256 of the whole, hex."""

    user_id: int
    name: str
    prefix: str
    hash: str
    scopes: str
    created_by_id: int
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Token:
    """A token as lists show it and the API checks it. made_by: the person's name."""

    id: int
    user_id: int
    name: str
    prefix: str
    hash: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None
    made_by: str

    def is_valid(self, now: datetime) -> bool:
        """Does it open anything at this moment?"""
        return self.revoked_at is None and now < self.expires_at


def add_token(new: NewToken) -> int:
    """Keep a token; returns its id."""
    lock_for_writing()
    return insert_row(ApiTokenRow, asdict(new))


def find_token(prefix: str) -> Token | None:
    """The token that begins so, or None."""
    return _one(ApiTokenRow.prefix == prefix)


def get_token(user_id: int, token_id: int) -> Token:
    """A token of one person. raises: NotFound token.unknown"""
    found = _one(ApiTokenRow.user_id == user_id, ApiTokenRow.id == token_id)
    if found is None:
        raise NotFound("token.unknown")
    return found


def list_tokens(user_id: int) -> list[Token]:
    """The tokens of one person, the newest first."""
    newest = _tokens().where(ApiTokenRow.user_id == user_id)
    rows = db.session.execute(newest.order_by(ApiTokenRow.id.desc()))
    return [_token(row) for row in rows]


def revoke_token(token_id: int, now: datetime) -> None:
    """End a token for good; one that was ended already keeps its moment."""
    lock_for_writing()
    ended = update(ApiTokenRow).where(
        ApiTokenRow.id == token_id, ApiTokenRow.revoked_at.is_(None)
    )
    db.session.execute(ended.values(revoked_at=now), execution_options=_PLAIN)


def note_used(token_id: int, now: datetime) -> None:
    """The token was used at this moment."""
    lock_for_writing()
    used = update(ApiTokenRow).where(ApiTokenRow.id == token_id)
    db.session.execute(used.values(last_used_at=now), execution_options=_PLAIN)


_PLAIN = {"synchronize_session": False}


def _one(*conditions: ColumnElement[bool]) -> Token | None:
    row = db.session.execute(_tokens().where(*conditions)).one_or_none()
    return None if row is None else _token(row)


def _token(row: Any) -> Token:
    values = list(row)
    values[5] = tuple(Scope(word) for word in row.scopes.split())
    return Token(*values)


def _tokens() -> Chosen:
    return select(
        ApiTokenRow.id,
        ApiTokenRow.user_id,
        ApiTokenRow.name,
        ApiTokenRow.prefix,
        ApiTokenRow.hash,
        ApiTokenRow.scopes,
        ApiTokenRow.created_at,
        ApiTokenRow.expires_at,
        ApiTokenRow.last_used_at,
        ApiTokenRow.revoked_at,
        UserRow.display_name,
    ).join(UserRow, UserRow.id == ApiTokenRow.created_by_id)
