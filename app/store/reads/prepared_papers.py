"""What waits for a paper: the confirmed flags that ask for one, and have none yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.domain.finding import FindingKey
from app.domain.hearing import FlagKey
from app.domain.paper_grounds import ASKS, ASKS_TOO
from app.domain.terms import PaperKind, ReviewStatus
from app.store.database import Chosen, db
from app.store.tables import (
    DepartmentRow,
    EscalationRow,
    FindingRow,
    PaperRow,
    TicketRow,
)


@dataclass(frozen=True, slots=True)
class PreparedLine:
    """A confirmed flag on which no paper of that kind was decided yet.

    reviewed_by_id: the account of who ruled on it: the paper is another person's
    """

    kind: PaperKind
    key: FlagKey
    ticket_number: str
    matter_name: str
    department: str | None
    department_name: str
    due_at: datetime
    reviewed_by_id: int | None


def list_prepared(district_id: int, most: int) -> list[PreparedLine]:
    """What waits for a decision: for each kind the confirmed flags that ask for it and
    have no such paper, by legal moment."""
    found = [*_on_steps(district_id, most), *_on_findings(district_id, most)]
    return sorted(found, key=lambda one: (one.due_at, one.ticket_number))[:most]


def _on_steps(district_id: int, most: int) -> Iterator[PreparedLine]:
    """A higher step does not ask for a paper again that a lower one brought."""
    row = EscalationRow
    for kind, step in ASKS.items():
        same = (PaperRow.clock == row.clock, PaperRow.cycle == row.cycle)
        chosen = _waiting(district_id, kind, row, row.due_at, same)
        chosen = chosen.add_columns(row.clock, row.cycle, row.step)
        asking = chosen.where(row.step == step).limit(most)
        for *told, clock, cycle, fallen in db.session.execute(asking):
            yield PreparedLine(kind, (clock, cycle, fallen), *told)


def _on_findings(district_id: int, most: int) -> Iterator[PreparedLine]:
    row, paper = FindingRow, PaperRow
    for kind, code in ASKS_TOO.items():
        same = [
            getattr(paper, name) == getattr(row, name) for name in FindingKey._fields
        ]
        chosen = _waiting(district_id, kind, row, row.since, same)
        chosen = chosen.add_columns(row.code, row.start_seq, row.nth)
        asking = chosen.where(row.code == code).limit(most)
        for *told, found, start_seq, nth in db.session.execute(asking):
            yield PreparedLine(kind, FindingKey(found, start_seq, nth), *told)


def _waiting(
    district_id: int,
    kind: PaperKind,
    row: type[EscalationRow | FindingRow],
    moment: InstrumentedAttribute[datetime],
    same: Iterable[ColumnElement[bool]],
) -> Chosen:
    """Every column of a PreparedLine after its key, of the flags that stand confirmed.

    same: how a paper of that kind on a ticket is known to rest on the flag
    """
    is_written = exists().where(
        PaperRow.ticket_id == row.ticket_id, PaperRow.kind == kind, *same
    )
    return (
        select(
            TicketRow.number,
            TicketRow.matter_name,
            DepartmentRow.code,
            func.coalesce(DepartmentRow.short_name, ""),
            moment,
            row.reviewed_by_id,
        )
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .outerjoin(DepartmentRow, DepartmentRow.id == row.department_id)
        .where(
            row.district_id == district_id,
            row.review_status == ReviewStatus.CONFIRMED,
            ~is_written,
        )
        .order_by(moment, row.id)
    )
