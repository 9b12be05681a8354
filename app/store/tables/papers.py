"""Circulars, talk records and clue packages."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.terms import ClockName, PaperKind, PaperState, Step
from app.store.base import Base, Id, RowId

EMPTY = text("''")


class PaperRow(Base):
    """One paper that rests on an escalation. What it says stands in the timeline.

    Numbers of a kind and year have no gaps; one that is not issued has none.

    proposed_by: who proposed a clue package, by name of account; decided_by: who
                 decided, or wrote the paper
    entry_seq:   the entry that tells of it as it stands
    evidence:    SHA-256 of the evidence file that goes with it; empty for none
    """

    __tablename__ = "papers"
    __table_args__ = (
        UniqueConstraint("ticket_id", "kind", "clock", "cycle", "step"),
        UniqueConstraint("district_id", "kind", "year", "sequence"),
        ForeignKeyConstraint(
            ["ticket_id", "clock", "cycle", "step"],
            [
                "escalations.ticket_id",
                "escalations.clock",
                "escalations.cycle",
                "escalations.step",
            ],
        ),
        Index("ix_papers_list", "district_id", "kind", "state", "at", "id"),
    )

    id: Mapped[RowId]
    district_id: Mapped[Id]
    ticket_id: Mapped[Id] = mapped_column(ForeignKey("tickets.id"))
    kind: Mapped[PaperKind]
    state: Mapped[PaperState]
    clock: Mapped[ClockName]
    cycle: Mapped[int]
    step: Mapped[Step]
    department_id: Mapped[Id | None] = mapped_column(ForeignKey("departments.id"))
    year: Mapped[int | None]
    sequence: Mapped[int | None]
    number: Mapped[str | None]
    at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    proposed_by: Mapped[str] = mapped_column(server_default=EMPTY)
    decided_by: Mapped[str] = mapped_column(server_default=EMPTY)
    entry_seq: Mapped[int]
    evidence: Mapped[str] = mapped_column(server_default=EMPTY)
