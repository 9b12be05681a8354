"""The texts of rule files and calendars that judged anything, by their hash."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, Hash, LongText


class RuleVersionRow(Base):
    """One rule file that was ever in force. Never updated, never deleted."""

    __tablename__ = "rule_versions"

    hash: Mapped[Hash] = mapped_column(primary_key=True)
    title: Mapped[str]
    text: Mapped[LongText]
    first_used_at: Mapped[datetime]


class CalendarVersionRow(Base):
    """One calendar that was ever in force. Never updated, never deleted."""

    __tablename__ = "calendar_versions"

    hash: Mapped[Hash] = mapped_column(primary_key=True)
    content: Mapped[LongText]
    first_used_at: Mapped[datetime]
