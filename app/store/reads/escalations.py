"""The inspection office's queue, and the supervision notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.domain.errors import NotFound
from app.domain.terms import ClockName, Colour, ReviewStatus, Step, TicketClass
from app.store.database import db
from app.store.reads.conditions import Place, comes_after, comes_before
from app.store.reads.discretion import is_open_to_all
from app.store.reads.lines import Chosen
from app.store.reads.tickets import SupervisionLine, select_supervision
from app.store.tables import (
    ClockRow,
    DepartmentRow,
    EscalationRow,
    SupervisionNoticeRow,
    TicketRow,
)


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
    return [QueuedEscalation(*one) for one in db.session.execute(first)]


def list_supervision_notices(
    district_id: int,
    *,
    colour: Colour | None = None,
    department_id: int | None = None,
    is_open: bool | None = None,
    before: Place | None = None,
    limit: int = 50,
) -> list[SupervisionLine]:
    """Supervision notices, the latest issued first.

    is_open: True for those whose reply clock runs, False for the others
    before:  (issued_at, id) of the last line shown
    """
    row = SupervisionNoticeRow
    chosen = select_supervision().where(row.district_id == district_id)
    if colour is not None:
        chosen = chosen.where(row.colour == colour)
    if department_id is not None:
        chosen = chosen.where(row.department_id == department_id)
    if is_open is not None:
        runs = ClockRow.stopped_at.is_(None)
        chosen = chosen.where(runs if is_open else ~runs)
    if before is not None:
        chosen = chosen.where(comes_before(row.issued_at, row.id, before))
    latest = chosen.order_by(row.issued_at.desc(), row.id.desc()).limit(limit)
    return [SupervisionLine(*one) for one in db.session.execute(latest)]


def get_supervision_notice(district_id: int, number: str) -> SupervisionLine:
    """The supervision notice of that number. raises: NotFound notice.unknown"""
    chosen = select_supervision().where(
        SupervisionNoticeRow.district_id == district_id,
        SupervisionNoticeRow.number == number,
    )
    row = db.session.execute(chosen).one_or_none()
    if row is None:
        raise NotFound("notice.unknown", number=number)
    return SupervisionLine(*row)


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
