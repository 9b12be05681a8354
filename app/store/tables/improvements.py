"""Improvement items: what is to be mended for a whole class of cases."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.terms import (
    CauseCode,
    ImprovementOutcome,
    ImprovementState,
    ImprovementStep,
    Role,
)
from app.store.base import Base, Id, LongText, RowId


class ImprovementItemRow(Base):
    """One improvement item (改进事项); never deleted.

    matter:        as the cases name it; with cause and nth, what nobody proposes twice
    nth:           of its class, from 1: after the end of one the next may come
    period:        key of the month or quarter in which it came too often
    department_id: whom it was proposed for; once taken up, who owns it
    owner:         who answers for it there; empty until it is taken up
    due_on:        last day; None until it is taken up
    ended_at:      when it was done or declined; None while it is open
    """

    __tablename__ = "improvement_items"
    __table_args__ = (
        UniqueConstraint("district_id", "matter", "cause", "nth"),
        Index("ix_improvement_items_state", "district_id", "state", "id"),
        Index("ix_improvement_items_department", "department_id", "id"),
    )

    id: Mapped[RowId]
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    matter: Mapped[str]
    cause: Mapped[CauseCode]
    nth: Mapped[int]
    period: Mapped[str]
    state: Mapped[ImprovementState]
    department_id: Mapped[Id | None] = mapped_column(ForeignKey("departments.id"))
    owner: Mapped[str]
    proposed_at: Mapped[datetime]
    due_on: Mapped[date | None]
    outcome: Mapped[ImprovementOutcome | None]
    ended_at: Mapped[datetime | None]


class ImprovementCaseRow(Base):
    """A case of the class that an item is about."""

    __tablename__ = "improvement_cases"

    item_id: Mapped[Id] = mapped_column(
        ForeignKey("improvement_items.id"), primary_key=True, autoincrement=False
    )
    ticket_id: Mapped[Id] = mapped_column(
        ForeignKey("tickets.id"), primary_key=True, autoincrement=False, index=True
    )


class ImprovementStepRow(Base):
    """One thing that happened to an item, and in whose words; only ever added."""

    __tablename__ = "improvement_steps"
    __table_args__ = (Index("ix_improvement_steps_item", "item_id", "id"),)

    id: Mapped[RowId]
    item_id: Mapped[Id] = mapped_column(ForeignKey("improvement_items.id"))
    kind: Mapped[ImprovementStep]
    at: Mapped[datetime]
    role: Mapped[Role]
    actor_name: Mapped[str]
    text: Mapped[LongText]
