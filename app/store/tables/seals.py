"""Daily seals, which entries each covers, and which rows. Only ever added to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, Hash, Id, RowId


class SealRow(Base):
    """One seal of one district, see domain.proof.seals.

    entries: how many entries and rows it covers; root: over their hashes
    """

    __tablename__ = "seals"
    __table_args__ = (UniqueConstraint("district_id", "sequence"),)

    id: Mapped[RowId]
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    sequence: Mapped[int]
    sealed_at: Mapped[datetime]
    entries: Mapped[int]
    root: Mapped[Hash]
    previous_hash: Mapped[Hash]
    hash: Mapped[Hash]


class SealSpanRow(Base):
    """The entries of one ticket that one seal covers, first_seq to last_seq."""

    __tablename__ = "seal_spans"
    __table_args__ = (Index("ix_seal_spans_ticket", "ticket_id", "last_seq"),)

    seal_id: Mapped[Id] = mapped_column(
        ForeignKey("seals.id"), primary_key=True, autoincrement=False
    )
    ticket_id: Mapped[Id] = mapped_column(
        ForeignKey("tickets.id"), primary_key=True, autoincrement=False
    )
    first_seq: Mapped[int]
    last_seq: Mapped[int]


class SealedRow(Base):
    """One row of another table that one seal covers, with its hash as it was then.

    kind: of domain.proof.row_hashes, see store.sealed_kinds; row_key: what names the row in it
    """

    __tablename__ = "sealed_rows"
    __table_args__ = (Index("ix_sealed_rows_seal", "seal_id"),)

    kind: Mapped[str] = mapped_column(primary_key=True)
    row_key: Mapped[str] = mapped_column(primary_key=True)
    seal_id: Mapped[Id] = mapped_column(ForeignKey("seals.id"))
    hash: Mapped[Hash]
