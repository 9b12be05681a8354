"""Steps of the ladder that fell, and the supervision notices they opened."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.terms import ClockName, Colour, ReviewStatus, Step
from app.store.base import Base, Hash, Id, LongText, RowId
from app.store.tables.heard import Heard

EMPTY = text("''")


class EscalationRow(Heard, Base):
    """One step of the ladder that fell. Reviewed, never deleted.

    The unique key makes a second time impossible, whoever tries.

    due_at:        the legal moment; detected_at: when the register wrote it
    review_status: None for the yellow light, which accuses nobody
    entry_seq:     its entry in the ticket's timeline
    """

    __tablename__ = "escalations"
    __table_args__ = (
        UniqueConstraint("ticket_id", "clock", "cycle", "step"),
        # The queue; how many are told late is counted without the rows.
        Index(
            "ix_escalations_queue",
            "district_id",
            "review_status",
            "due_at",
            "id",
            "detected_at",
        ),
        Index("ix_escalations_steps", "district_id", "review_status", "step", "due_at"),
        Index("ix_escalations_department", "department_id", "review_status", "due_at"),
    )

    id: Mapped[RowId]
    district_id: Mapped[Id]
    ticket_id: Mapped[Id] = mapped_column(ForeignKey("tickets.id"))
    clock: Mapped[ClockName]
    cycle: Mapped[int]
    step: Mapped[Step]
    department_id: Mapped[Id | None] = mapped_column(ForeignKey("departments.id"))
    due_at: Mapped[datetime]
    detected_at: Mapped[datetime]
    rules_hash: Mapped[Hash]
    calendar_hash: Mapped[Hash]
    entry_seq: Mapped[int]
    review_status: Mapped[ReviewStatus | None]


class SupervisionNoticeRow(Base):
    """One numbered supervision notice (督办单). Numbers of a colour and year have no
    gaps.

    reply_cycle:        the ticket's notice_reply clock that awaits the answer; when
                        that clock stopped, the notice has ended
    lifted_at:          when the inspection office took the demand back, with reasons
    clock, cycle, step: the escalation that opened it; None when written by hand
    """

    __tablename__ = "supervision_notices"
    __table_args__ = (
        UniqueConstraint("district_id", "colour", "year", "sequence"),
        UniqueConstraint("ticket_id", "reply_cycle"),
        ForeignKeyConstraint(
            ["ticket_id", "clock", "cycle", "step"],
            [
                "escalations.ticket_id",
                "escalations.clock",
                "escalations.cycle",
                "escalations.step",
            ],
        ),
        Index("ix_supervision_notices_issued", "district_id", "issued_at", "id"),
    )

    id: Mapped[RowId]
    district_id: Mapped[Id]
    colour: Mapped[Colour]
    year: Mapped[int]
    sequence: Mapped[int]
    number: Mapped[str]
    ticket_id: Mapped[Id] = mapped_column(ForeignKey("tickets.id"))
    department_id: Mapped[Id | None] = mapped_column(ForeignKey("departments.id"))
    issued_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    reply_due_at: Mapped[datetime]
    reply_cycle: Mapped[int]
    clock: Mapped[ClockName | None]
    cycle: Mapped[int | None]
    step: Mapped[Step | None]
    text: Mapped[LongText]
    replied_at: Mapped[datetime | None]
    reply_text: Mapped[LongText] = mapped_column(server_default=EMPTY)
    lifted_at: Mapped[datetime | None]
    lift_reasons: Mapped[LongText] = mapped_column(server_default=EMPTY)
