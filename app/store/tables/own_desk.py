"""How each person has set up the own desk. None of it says anything about a case."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, Id, LongText, RowId


class PreferenceRow(Base):
    """One setting of one person; what is not here is as usual. name: a Preference"""

    __tablename__ = "preferences"

    user_id: Mapped[Id] = mapped_column(
        ForeignKey("users.id"), primary_key=True, autoincrement=False
    )
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class SavedFilterRow(Base):
    """One filter of a list that a person gave a name.

    place: the list, as its endpoint; query: what stands behind the ? of its address
    """

    __tablename__ = "saved_filters"
    __table_args__ = (Index("ix_saved_filters_user_id", "user_id", "place"),)

    id: Mapped[RowId]
    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id"))
    place: Mapped[str]
    name: Mapped[str]
    query: Mapped[LongText]
    saved_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
