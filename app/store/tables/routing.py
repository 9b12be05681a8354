"""What was proposed from a complaint's text, and what the officer chose."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, Id


class RoutingChoiceRow(Base):
    """One dispatch for which a department was proposed from the text alone.

    proposed_id: the department proposed first; chosen_id: the one it went to
    why:         the officer's words where they differ; holds nothing of the complaint
    """

    __tablename__ = "routing_choices"
    __table_args__ = (Index("ix_routing_choices_district", "district_id", "ticket_id"),)

    ticket_id: Mapped[Id] = mapped_column(
        ForeignKey("tickets.id"), primary_key=True, autoincrement=False
    )
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    proposed_id: Mapped[Id] = mapped_column(ForeignKey("departments.id"))
    chosen_id: Mapped[Id] = mapped_column(ForeignKey("departments.id"))
    why: Mapped[str]
    chosen_at: Mapped[datetime]
