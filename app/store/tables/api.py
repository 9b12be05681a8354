"""The API's own tables: tokens, answers already given, counted requests."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, Hash, Id, LongText, RowId


class ApiTokenRow(Base):
    """One token of one person. Revoked, never deleted: the log names its prefix.

    prefix:       its first signs, shown in lists, by which it is found
    hash:         SHA-256 of the whole token, which itself is kept nowhere
    scopes:       words of domain.scopes, separated by spaces
    last_used_at: to the minute
    """

    __tablename__ = "api_tokens"
    __table_args__ = (Index("ix_api_tokens_user_id", "user_id", "id"),)

    id: Mapped[RowId]
    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id"))
    name: Mapped[str]
    prefix: Mapped[str] = mapped_column(unique=True)
    hash: Mapped[Hash]
    scopes: Mapped[str]
    created_at: Mapped[datetime]
    created_by_id: Mapped[Id] = mapped_column(ForeignKey("users.id"))
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class ApiAnswerRow(Base):
    """What was answered to a request with an Idempotency-Key; written with the act.

    fingerprint: keyed hash of method, address and body
    headers:     JSON object of the headers that belong to the answer
    body:        sealed by store.api_answers: it may tell who complained
    """

    __tablename__ = "api_answers"
    __table_args__ = (Index("ix_api_answers_answered_at", "answered_at"),)

    user_id: Mapped[Id] = mapped_column(
        ForeignKey("users.id"), primary_key=True, autoincrement=False
    )
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[Hash]
    status: Mapped[int]
    headers: Mapped[LongText]
    body: Mapped[LongText]
    answered_at: Mapped[datetime]


class ApiCountRow(Base):
    """How many requests one caller made in the minute under way.

    caller: `token:7`, or `address:` and a keyed hash
    minute: minutes since 1970; older rows mean nothing any more
    """

    __tablename__ = "api_counts"
    __table_args__ = (Index("ix_api_counts_minute", "minute"),)

    caller: Mapped[str] = mapped_column(primary_key=True)
    minute: Mapped[int]
    count: Mapped[int]
