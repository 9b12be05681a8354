"""What citizens wrote themselves and a window has not checked yet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.terms import SelfFilingState
from app.store.base import Base, Id, LongText, RowId


class SelfFilingRow(Base):
    """One complaint as a citizen left it for a window.

    receipt:      what the citizen keeps; whoever has it sees how it stands
    name, phone:  sealed; empty once the window has decided
    remote:       the address it came from, to keep one sender from flooding a window
    privacy_notice: version of the notice that was shown
    reasons:      why it was not taken; empty otherwise
    filing_key:   of the form, so that a double click leaves one
    """

    __tablename__ = "self_filings"
    __table_args__ = (
        Index("ix_self_filings_center_state", "center_id", "state", "left_at"),
        Index("ix_self_filings_remote", "remote", "left_at"),
    )

    id: Mapped[RowId]
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    center_id: Mapped[Id] = mapped_column(ForeignKey("service_centers.id"))
    receipt: Mapped[str] = mapped_column(unique=True)
    left_at: Mapped[datetime]
    state: Mapped[SelfFilingState]
    name: Mapped[str]
    phone: Mapped[str]
    matter: Mapped[str]
    told: Mapped[LongText]
    remote: Mapped[str]
    privacy_notice: Mapped[str]
    filing_key: Mapped[str] = mapped_column(unique=True)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[Id | None] = mapped_column(ForeignKey("users.id"))
    reasons: Mapped[LongText]
    ticket_id: Mapped[Id | None] = mapped_column(ForeignKey("tickets.id"))
