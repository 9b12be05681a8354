"""Who is signed in: one row for each session, so that it can be ended at once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, Hash, Id, RowId


class SessionRow(Base):
    """One session from sign-in to its end.

    mark:     SHA-256 of the key that the browser keeps; the key itself is kept nowhere
    seen_at:  the last page, give or take a tenth of the idle time
    way:      how the person proved who it is, `password` or `oidc`
    ending:   why it ended; empty while it is open
    """

    __tablename__ = "sessions"
    __table_args__ = (
        Index("ix_sessions_user_id", "user_id", "ended_at"),
        Index("ix_sessions_ended_at", "ended_at"),
    )

    id: Mapped[RowId]
    mark: Mapped[Hash] = mapped_column(unique=True)
    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id"))
    begun_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ending: Mapped[str]
    way: Mapped[str]
    remote: Mapped[str]
    agent: Mapped[str]
