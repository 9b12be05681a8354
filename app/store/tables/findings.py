"""Findings: what tickets' timelines suggest of inaction, delay and passing on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.terms import FindingCode, ReviewStatus
from app.store.base import Base, Hash, Id, RowId
from app.store.tables.heard import Heard


class FindingRow(Heard, Base):
    """One finding of one ticket. Reviewed, never deleted.

    The unique key makes a second time impossible, whoever looks.

    start_seq:  the entry that started the clock, or is the breach
    nth:        of its code on that entry, by legal moment; from 1
    since:      the legal moment; detected_at: when the register wrote it
    rules_hash, calendar_hash: in force at the legal moment
    """

    __tablename__ = "findings"
    __table_args__ = (
        UniqueConstraint("ticket_id", "code", "start_seq", "nth"),
        # The queue; how many are told late is counted without the rows.
        Index(
            "ix_findings_queue",
            "district_id",
            "review_status",
            "since",
            "id",
            "detected_at",
        ),
        # One code of it, and how many have each.
        Index("ix_findings_codes", "district_id", "review_status", "code", "since"),
        Index("ix_findings_department", "department_id", "review_status", "since"),
    )

    id: Mapped[RowId]
    district_id: Mapped[Id]
    ticket_id: Mapped[Id] = mapped_column(ForeignKey("tickets.id"))
    code: Mapped[FindingCode]
    start_seq: Mapped[int]
    nth: Mapped[int]
    department_id: Mapped[Id | None] = mapped_column(ForeignKey("departments.id"))
    since: Mapped[datetime]
    detected_at: Mapped[datetime]
    rules_hash: Mapped[Hash]
    calendar_hash: Mapped[Hash]
    review_status: Mapped[ReviewStatus]
