"""What people asked about their own data, and what they were answered."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.terms import DataRequestKind, DataRequestOutcome
from app.store.base import Base, Id, Index128, LongText, RowId


class DataRequestRow(Base):
    """One request of a person about the data that a case holds; never deleted.

    reference: what its sealed texts are bound to, known before the row has an id
    said:      what was asked and how the person proved who it is; sealed
    due_on:    last day for the answer
    answer:    sealed; empty, with outcome and answered_at None, until it is answered
    """

    __tablename__ = "data_requests"
    __table_args__ = (Index("ix_data_requests_district", "district_id", "id"),)

    id: Mapped[RowId]
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    ticket_id: Mapped[Id] = mapped_column(ForeignKey("tickets.id"))
    reference: Mapped[Index128] = mapped_column(unique=True)
    kind: Mapped[DataRequestKind]
    said: Mapped[LongText]
    asked_at: Mapped[datetime]
    due_on: Mapped[date]
    recorded_by_id: Mapped[Id | None] = mapped_column(ForeignKey("users.id"))
    outcome: Mapped[DataRequestOutcome | None]
    answer: Mapped[LongText]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[Id | None] = mapped_column(ForeignKey("users.id"))
