"""Reported retaliation: of a ticket, of a district, and what was confirmed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from app.domain.terms import RetaliationState
from app.store import directory
from app.store.database import db
from app.store.tables import DepartmentRow, RetaliationRow, TicketRow


@dataclass(frozen=True, slots=True)
class RetaliationLine:
    """One report. told: empty once the words of the case are gone

    concluded_at: None while it waits
    """

    id: int
    ticket_number: str
    matter_name: str
    department: str
    department_name: str
    state: RetaliationState
    told: str
    reported_at: datetime
    reported_by: str
    report_seq: int
    concluded_at: datetime | None
    concluded_by: str


def list_retaliation_of(ticket_id: int) -> tuple[RetaliationLine, ...]:
    """The reports on a ticket, oldest first."""
    chosen = _reports().where(RetaliationRow.ticket_id == ticket_id)
    return _lines(chosen.order_by(RetaliationRow.id))


def list_waiting_retaliation(
    district_id: int, limit: int
) -> tuple[RetaliationLine, ...]:
    """What is to be looked into, the oldest first."""
    row = RetaliationRow
    chosen = _reports().where(
        row.district_id == district_id, row.state == RetaliationState.REPORTED
    )
    return _lines(chosen.order_by(row.reported_at, row.id).limit(limit))


def list_concluded_retaliation(
    district_id: int, limit: int
) -> tuple[RetaliationLine, ...]:
    """What was concluded on, the latest report first."""
    row = RetaliationRow
    chosen = _reports().where(
        row.district_id == district_id, row.state != RetaliationState.REPORTED
    )
    return _lines(chosen.order_by(row.reported_at.desc(), row.id.desc()).limit(limit))


def count_confirmed_retaliation(
    district_id: int, start: datetime, until: datetime
) -> Counter[str]:
    """How many reports of that time stand confirmed, by department code."""
    row, codes = RetaliationRow, directory.district(district_id).department_codes
    chosen = (
        select(row.department_id, func.count())
        .where(
            row.district_id == district_id,
            row.state == RetaliationState.CONFIRMED,
            row.reported_at >= start,
            row.reported_at < until,
        )
        .group_by(row.department_id)
    )
    return Counter({codes[one]: count for one, count in db.session.execute(chosen)})


def _reports() -> Select[*tuple[Any, ...]]:
    row = RetaliationRow
    return (
        select(
            row.id,
            TicketRow.number,
            TicketRow.matter_name,
            DepartmentRow.code,
            DepartmentRow.name,
            row.state,
            row.told,
            row.reported_at,
            row.reported_by,
            row.report_seq,
            row.concluded_at,
            row.concluded_by,
        )
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .join(DepartmentRow, DepartmentRow.id == row.department_id)
    )


def _lines(chosen: Select[*tuple[Any, ...]]) -> tuple[RetaliationLine, ...]:
    return tuple(RetaliationLine(*row) for row in db.session.execute(chosen))
