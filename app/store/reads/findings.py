"""The findings of a ticket, as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Result, select

from app.domain.findings_live import FindingKey
from app.domain.terms import FindingCode, ReviewStatus
from app.store.database import db
from app.store.tables import DepartmentRow, FindingRow


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding. department: code, None for the window's or the arbiter's"""

    id: int
    code: FindingCode
    start_seq: int
    nth: int
    department: str | None
    since: datetime
    detected_at: datetime
    rules_hash: str
    calendar_hash: str
    review_status: ReviewStatus

    @property
    def key(self) -> FindingKey:
        """What makes it the same one within its ticket."""
        return FindingKey(self.code, self.start_seq, self.nth)


def list_findings_of(ticket_id: int) -> list[FindingLine]:
    """The findings of a ticket by legal moment."""
    row = FindingRow
    chosen = (
        select(
            row.id,
            row.code,
            row.start_seq,
            row.nth,
            DepartmentRow.code,
            row.since,
            row.detected_at,
            row.rules_hash,
            row.calendar_hash,
            row.review_status,
        )
        .outerjoin(DepartmentRow, DepartmentRow.id == row.department_id)
        .where(row.ticket_id == ticket_id)
        .order_by(row.since, row.code, row.nth)
    )
    rows: Result[*tuple[Any, ...]] = db.session.execute(chosen)
    return [FindingLine(*one) for one in rows]
