"""Reported retaliation of a ticket, and of a district: the words, and how far the flag
is that the report raised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select

from app.domain.terms import FindingCode, ReviewStatus
from app.store.database import Chosen, db
from app.store.tables import DepartmentRow, FindingRow, RetaliationRow, TicketRow


@dataclass(frozen=True, slots=True)
class RetaliationLine:
    """One report. told: empty once the words of the case are gone

    status, finding_id: of the flag that it raised; None until it is looked at
    """

    id: int
    ticket_number: str
    matter_name: str
    department: str
    department_name: str
    told: str
    reported_at: datetime
    reported_by: str
    report_seq: int
    status: ReviewStatus | None
    finding_id: int | None


def list_retaliation_of(ticket_id: int) -> tuple[RetaliationLine, ...]:
    """The reports on a ticket, oldest first."""
    chosen = _reports().where(RetaliationRow.ticket_id == ticket_id)
    return _lines(chosen.order_by(RetaliationRow.id))


def list_retaliation(
    district_id: int, statuses: Sequence[ReviewStatus], limit: int
) -> tuple[RetaliationLine, ...]:
    """The reports whose flags have one of these statuses, the oldest first."""
    row = RetaliationRow
    chosen = _reports().where(
        row.district_id == district_id, FindingRow.review_status.in_(statuses)
    )
    return _lines(chosen.order_by(row.reported_at, row.id).limit(limit))


def _reports() -> Chosen:
    row, flag = RetaliationRow, FindingRow
    its_flag = and_(
        flag.ticket_id == row.ticket_id,
        flag.code == FindingCode.V1,
        flag.start_seq == row.report_seq,
    )
    return (
        select(
            row.id,
            TicketRow.number,
            TicketRow.matter_name,
            DepartmentRow.code,
            DepartmentRow.name,
            row.told,
            row.reported_at,
            row.reported_by,
            row.report_seq,
            flag.review_status,
            flag.id,
        )
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .join(DepartmentRow, DepartmentRow.id == row.department_id)
        .outerjoin(flag, its_flag)
    )


def _lines(chosen: Chosen) -> tuple[RetaliationLine, ...]:
    return tuple(RetaliationLine(*row) for row in db.session.execute(chosen))
