"""What the office changed in its calendar, beyond the files it began with."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, Hash, Id, LongText, RowId


class CalendarChangeRow(Base):
    """One change of a calendar. Never updated, never deleted: the latest of a subject,
    key and center holds.

    subject: year (key: the year), day (key: a date), week (key: empty)
    center:  code of the center it holds for; empty for the whole district
    content: JSON; null takes the change back
    hash:    SHA-256 of the content
    made_by: sign-in name
    """

    __tablename__ = "calendar_changes"
    __table_args__ = (Index("ix_calendar_changes_district_id", "district_id", "id"),)

    id: Mapped[RowId]
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    subject: Mapped[str]
    key: Mapped[str]
    center: Mapped[str]
    content: Mapped[LongText]
    hash: Mapped[Hash]
    reason: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]
