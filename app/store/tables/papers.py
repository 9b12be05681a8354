"""Circulars, talk records and clue packages: on a case, or on figures of a period."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.terms import (
    ClockName,
    FindingCode,
    PaperKind,
    PaperState,
    Step,
    UnitGround,
)
from app.store.base import Base, Id, RowId

EMPTY = text("''")


class PaperRow(Base):
    """One paper: on an escalation or a finding of a case, or on what a department's
    figures of a finished period show.

    Numbers of a kind and year have no gaps; one that is not issued has none. What a paper
    on a case says stands in its timeline, what one on figures says stands here.

    clock, cycle, step: of the escalation; code, start_seq, nth: of the finding
    unit_ground, period: of the figures, the period by its key
    words:        JSON, of a paper on figures: what it says, and the figures as they were
    proposed_by:  who proposed it, by name of account; decided_by: who decided, or wrote it
    decision:     why, of a paper on figures
    entry_seq:    the entry that tells of it as it was decided; None on figures
    evidence:     SHA-256 of the evidence file that goes with it; empty for none
    withdrawn_at: when it was withdrawn: what it rests on does not stand any more
    """

    __tablename__ = "papers"
    __table_args__ = (
        UniqueConstraint("ticket_id", "kind", "clock", "cycle", "step"),
        UniqueConstraint("ticket_id", "kind", "code", "start_seq", "nth"),
        UniqueConstraint("department_id", "kind", "unit_ground", "period"),
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
        ForeignKeyConstraint(
            ["ticket_id", "code", "start_seq", "nth"],
            [
                "findings.ticket_id",
                "findings.code",
                "findings.start_seq",
                "findings.nth",
            ],
        ),
        Index("ix_papers_list", "district_id", "kind", "state", "at", "id"),
    )

    id: Mapped[RowId]
    district_id: Mapped[Id]
    ticket_id: Mapped[Id | None] = mapped_column(ForeignKey("tickets.id"))
    kind: Mapped[PaperKind]
    state: Mapped[PaperState]
    clock: Mapped[ClockName | None]
    cycle: Mapped[int | None]
    step: Mapped[Step | None]
    code: Mapped[FindingCode | None]
    start_seq: Mapped[int | None]
    nth: Mapped[int | None]
    unit_ground: Mapped[UnitGround | None]
    period: Mapped[str | None]
    department_id: Mapped[Id | None] = mapped_column(ForeignKey("departments.id"))
    year: Mapped[int | None]
    sequence: Mapped[int | None]
    number: Mapped[str | None]
    at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    words: Mapped[str] = mapped_column(Text, server_default=EMPTY)
    proposed_by: Mapped[str] = mapped_column(server_default=EMPTY)
    decided_by: Mapped[str] = mapped_column(server_default=EMPTY)
    decision: Mapped[str] = mapped_column(Text, server_default=EMPTY)
    entry_seq: Mapped[int | None]
    evidence: Mapped[str] = mapped_column(server_default=EMPTY)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str] = mapped_column(server_default=EMPTY)
    withdrawn_for: Mapped[str] = mapped_column(Text, server_default=EMPTY)
