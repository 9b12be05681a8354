"""The steps of the ladder that fell: of a ticket, and the queue as programs read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select

from app.domain.decision import EscalationKey
from app.domain.hearing import Hearing
from app.domain.terms import ClockName, ReviewStatus, Step, TicketClass
from app.store.database import Chosen, ask
from app.store.hearings import columns_of
from app.store.reads.conditions import Place, comes_after
from app.store.reads.discretion import is_open_to_all
from app.store.tables import DepartmentRow, EscalationRow, TicketRow, UserRow


@dataclass(frozen=True, slots=True)
class EscalationLine:
    """One step that fell. hearing: None for a yellow light.

    reviewed_by: the name of the person who ruled first
    """

    hearing: Hearing | None
    id: int
    clock: ClockName
    cycle: int
    step: Step
    department: str | None
    department_name: str
    due_at: datetime
    detected_at: datetime
    rules_hash: str
    calendar_hash: str
    entry_seq: int
    reviewed_by: str

    @property
    def key(self) -> EscalationKey:
        """What makes it the same one within its ticket."""
        return self.clock, self.cycle, self.step

    @property
    def at(self) -> datetime:
        """Its legal moment, by the name that all flags have for it."""
        return self.due_at

    @property
    def review_status(self) -> ReviewStatus | None:
        """How far the inspection office is."""
        return self.hearing.status if self.hearing else None

    @property
    def statement_due_at(self) -> datetime | None:
        """Until when the department may speak."""
        return self.hearing.statement_due_at if self.hearing else None

    @property
    def reviewed_at(self) -> datetime | None:
        """When it was ruled on."""
        return self.hearing.ruled_at if self.hearing else None


@dataclass(frozen=True, slots=True)
class QueuedEscalation:
    """One escalation in the queue, with what is promised on its ticket."""

    id: int
    number: str
    matter_name: str
    ticket_class: TicketClass
    clock: ClockName
    cycle: int
    step: Step
    department: str | None
    department_name: str
    due_at: datetime
    detected_at: datetime
    review_status: ReviewStatus
    statement_due_at: datetime | None
    promised_at: datetime | None
    finished_at: datetime | None

    @property
    def place(self) -> Place:
        """Where the queue goes on after this row."""
        return self.due_at, self.id


def list_escalations_of(ticket_id: int) -> tuple[EscalationLine, ...]:
    """The steps that fell on a ticket, by their legal moments."""
    found = ask(_of_ticket(), {"ticket": ticket_id})
    return tuple(_line(one) for one in found)


def list_escalations(
    district_id: int,
    status: ReviewStatus,
    *,
    department_id: int | None = None,
    step: Step | None = None,
    openly: bool = False,
    after: Place | None = None,
    limit: int = 50,
) -> list[QueuedEscalation]:
    """Escalations with that status, in the order of their legal moments.

    openly: without those that only the inspection office may know of
    """
    row = EscalationRow
    chosen = _queue().where(row.district_id == district_id, row.review_status == status)
    if department_id is not None:
        chosen = chosen.where(row.department_id == department_id)
    if step is not None:
        chosen = chosen.where(row.step == step)
    if openly:
        chosen = chosen.where(is_open_to_all(row))
    if after is not None:
        chosen = chosen.where(comes_after(row.due_at, row.id, after))
    first = chosen.order_by(row.due_at, row.id).limit(limit)
    return [QueuedEscalation(*one) for one in ask(first).all()]


def _line(row: Any) -> EscalationLine:
    hearing = Hearing(*row[12:]) if row[12] is not None else None
    return EscalationLine(hearing, *row[:12])


@cache
def _of_ticket() -> Chosen:
    """Every column of an EscalationLine after its hearing, then those of the hearing."""
    row = EscalationRow
    return (
        select(
            row.id,
            row.clock,
            row.cycle,
            row.step,
            DepartmentRow.code,
            func.coalesce(DepartmentRow.short_name, ""),
            row.due_at,
            row.detected_at,
            row.rules_hash,
            row.calendar_hash,
            row.entry_seq,
            func.coalesce(UserRow.display_name, ""),
            *columns_of(row),
        )
        .outerjoin(DepartmentRow, DepartmentRow.id == row.department_id)
        .outerjoin(UserRow, UserRow.id == row.reviewed_by_id)
        .where(row.ticket_id == bindparam("ticket"))
        .order_by(row.due_at, row.id)
    )


def _queue() -> Chosen:
    """Every column of a QueuedEscalation, in its order."""
    row = EscalationRow
    return (
        select(
            row.id,
            TicketRow.number,
            TicketRow.matter_name,
            TicketRow.ticket_class,
            row.clock,
            row.cycle,
            row.step,
            DepartmentRow.code,
            func.coalesce(DepartmentRow.short_name, ""),
            row.due_at,
            row.detected_at,
            row.review_status,
            row.statement_due_at,
            TicketRow.due_at,
            TicketRow.stopped_at,
        )
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .outerjoin(DepartmentRow, DepartmentRow.id == row.department_id)
    )
