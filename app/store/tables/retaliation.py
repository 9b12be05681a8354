"""Reported retaliation: what the inspection office has to look into."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.terms import RetaliationState
from app.store.base import Base, Id, LongText, RowId

EMPTY = text("''")


class RetaliationRow(Base):
    """One report that a department takes it out on who complained.

    told:           the words of who reports it; empty once the words of the case are
                    gone. They stand here alone, never in the timeline
    reported_by:    name of the account, or that of a citizen without one
    report_seq, conclusion_seq: the entries that tell of it
    """

    __tablename__ = "retaliation_reports"
    __table_args__ = (
        UniqueConstraint("ticket_id", "report_seq"),
        Index(
            "ix_retaliation_reports_list", "district_id", "state", "reported_at", "id"
        ),
    )

    id: Mapped[RowId]
    district_id: Mapped[Id]
    ticket_id: Mapped[Id] = mapped_column(ForeignKey("tickets.id"))
    department_id: Mapped[Id] = mapped_column(ForeignKey("departments.id"))
    state: Mapped[RetaliationState]
    told: Mapped[LongText]
    reported_at: Mapped[datetime]
    reported_by: Mapped[str]
    report_seq: Mapped[int]
    concluded_at: Mapped[datetime | None]
    concluded_by: Mapped[str] = mapped_column(server_default=EMPTY)
    conclusion_seq: Mapped[int | None]
