"""The findings of a ticket, as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select

from app.domain.finding import FindingKey
from app.domain.hearing import Hearing
from app.domain.terms import FindingCode, ReviewStatus
from app.store.database import Chosen, ask
from app.store.hearings import columns_of
from app.store.tables import DepartmentRow, FindingRow, UserRow


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding. department: code, None for the window's or the arbiter's

    reviewed_by: the name of the person who ruled first
    """

    hearing: Hearing
    id: int
    code: FindingCode
    start_seq: int
    nth: int
    department: str | None
    department_name: str
    since: datetime
    detected_at: datetime
    rules_hash: str
    calendar_hash: str
    reviewed_by: str

    @property
    def key(self) -> FindingKey:
        """What makes it the same one within its ticket."""
        return FindingKey(self.code, self.start_seq, self.nth)

    @property
    def at(self) -> datetime:
        """Its legal moment, by the name that all flags have for it."""
        return self.since

    @property
    def review_status(self) -> ReviewStatus:
        """How far the inspection office is."""
        return self.hearing.status


def list_findings_of(ticket_id: int) -> tuple[FindingLine, ...]:
    """The findings of a ticket by legal moment."""
    found = ask(_of_ticket(), {"ticket": ticket_id})
    return tuple(_line(one) for one in found)


def _line(row: Any) -> FindingLine:
    return FindingLine(Hearing(*row[11:]), *row[:11])


@cache
def _of_ticket() -> Chosen:
    """Every column of a FindingLine after its hearing, then those of the hearing."""
    row = FindingRow
    return (
        select(
            row.id,
            row.code,
            row.start_seq,
            row.nth,
            DepartmentRow.code,
            func.coalesce(DepartmentRow.short_name, ""),
            row.since,
            row.detected_at,
            row.rules_hash,
            row.calendar_hash,
            func.coalesce(UserRow.display_name, ""),
            *columns_of(row),
        )
        .outerjoin(DepartmentRow, DepartmentRow.id == row.department_id)
        .outerjoin(UserRow, UserRow.id == row.reviewed_by_id)
        .where(row.ticket_id == bindparam("ticket"))
        .order_by(row.since, row.code, row.nth)
    )
