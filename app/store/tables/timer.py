"""Who runs the timer, and when it last did."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, RowId


class TimerLeaseRow(Base):
    """Which of several timer processes works, until when."""

    __tablename__ = "timer_leases"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    expires_at: Mapped[datetime]


class HeartbeatRow(Base):
    """The last beat of a job. gap_seconds: the longest silence since it first beat."""

    __tablename__ = "heartbeats"

    name: Mapped[str] = mapped_column(primary_key=True)
    beat_at: Mapped[datetime]
    started_at: Mapped[datetime]
    swept: Mapped[int]
    gap_seconds: Mapped[int]


class HeartbeatGapRow(Base):
    """One silence of a job that was longer than it may be: from one beat to the next.

    Never updated, never deleted: the database refuses it by trigger.
    """

    __tablename__ = "heartbeat_gaps"

    id: Mapped[RowId]
    name: Mapped[str]
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime]
