"""Reported retaliation: the words of who reports it. What becomes of a report is a
finding."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, Id, LongText, RowId


class RetaliationRow(Base):
    """One report that a department takes it out on who complained.

    told:        the words of who reports it; empty once the words of the case are
                 gone. They stand here alone, never in the timeline
    reported_by: name of the account, or that of a citizen without one
    report_seq:  the entry that tells of it, and that its finding rests on
    """

    __tablename__ = "retaliation_reports"
    __table_args__ = (
        UniqueConstraint("ticket_id", "report_seq"),
        Index("ix_retaliation_reports_list", "district_id", "reported_at", "id"),
    )

    id: Mapped[RowId]
    district_id: Mapped[Id]
    ticket_id: Mapped[Id] = mapped_column(ForeignKey("tickets.id"))
    department_id: Mapped[Id] = mapped_column(ForeignKey("departments.id"))
    told: Mapped[LongText]
    reported_at: Mapped[datetime]
    reported_by: Mapped[str]
    report_seq: Mapped[int]
