"""Sentences that a department writes again and again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, Id, LongText, RowId


class TextBlockRow(Base):
    """One text block (常用语) of one department, for everybody who writes for it.

    use:        what it is written for: a TextUse
    removed_at: when it was taken off the list; it can be put back
    """

    __tablename__ = "text_blocks"
    __table_args__ = (Index("ix_text_blocks_department_id", "department_id"),)

    id: Mapped[RowId]
    department_id: Mapped[Id] = mapped_column(ForeignKey("departments.id"))
    use: Mapped[str]
    title: Mapped[str]
    text: Mapped[LongText]
    written_by: Mapped[str]
    written_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
