"""What officers have to do with those they judge."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, Id, LongText, RowId


class InterestRow(Base):
    """One interest of one person, in a department or in one case. Never deleted.

    department_id: None for an interest in one case, which `ticket_id` then names
    until_on:      the last day; None while it lasts
    declared_by:   sign-in name of who said so: the person, or somebody else
    """

    __tablename__ = "interests"
    __table_args__ = (
        Index("ix_interests_user_id", "user_id"),
        Index("ix_interests_ticket_id", "ticket_id"),
    )

    id: Mapped[RowId]
    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id"))
    department_id: Mapped[Id | None] = mapped_column(ForeignKey("departments.id"))
    ticket_id: Mapped[Id | None] = mapped_column(ForeignKey("tickets.id"))
    kind: Mapped[str]
    since_on: Mapped[date]
    until_on: Mapped[date | None]
    reason: Mapped[LongText]
    declared_by: Mapped[str]
    declared_at: Mapped[datetime]
