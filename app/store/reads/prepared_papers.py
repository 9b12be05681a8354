"""What waits for a paper: the confirmed flags that ask for one, and have none yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select

from app.domain.finding import FindingKey
from app.domain.hearing import FlagKey
from app.domain.paper_grounds import ASKS, ASKS_TOO
from app.domain.terms import PaperKind, ReviewStatus
from app.store.database import db
from app.store.reads.lines import Chosen
from app.store.tables import (
    DepartmentRow,
    EscalationRow,
    FindingRow,
    PaperRow,
    TicketRow,
)


@dataclass(frozen=True, slots=True)
class PreparedLine:
    """A confirmed flag on which no paper of that kind was decided yet."""

    kind: PaperKind
    key: FlagKey
    ticket_number: str
    matter_name: str
    department: str | None
    department_name: str
    due_at: datetime


def list_prepared(district_id: int, most: int) -> list[PreparedLine]:
    """What waits for a decision: for each kind the confirmed flags that ask for it and
    have no such paper, by legal moment."""
    found = [*_on_steps(district_id, most), *_on_findings(district_id, most)]
    return sorted(found, key=lambda one: (one.due_at, one.ticket_number))[:most]


def _on_steps(district_id: int, most: int) -> Iterator[PreparedLine]:
    """A higher step does not ask for a paper again that a lower one brought."""
    row = EscalationRow
    for kind, step in ASKS.items():
        is_written = and_(
            PaperRow.ticket_id == row.ticket_id,
            PaperRow.kind == kind,
            PaperRow.clock == row.clock,
            PaperRow.cycle == row.cycle,
        )
        chosen = _prepared(row, row.due_at, district_id, is_written)
        chosen = chosen.add_columns(row.clock, row.cycle, row.step)
        for *told, clock, cycle, fallen in db.session.execute(
            chosen.where(row.step == step).limit(most)
        ):
            yield PreparedLine(kind, (clock, cycle, fallen), *told)


def _on_findings(district_id: int, most: int) -> Iterator[PreparedLine]:
    row = FindingRow
    for kind, code in ASKS_TOO.items():
        is_written = and_(
            PaperRow.ticket_id == row.ticket_id,
            PaperRow.kind == kind,
            PaperRow.code == row.code,
            PaperRow.start_seq == row.start_seq,
            PaperRow.nth == row.nth,
        )
        chosen = _prepared(row, row.since, district_id, is_written)
        chosen = chosen.add_columns(row.code, row.start_seq, row.nth)
        for *told, found, start_seq, nth in db.session.execute(
            chosen.where(row.code == code).limit(most)
        ):
            yield PreparedLine(kind, FindingKey(found, start_seq, nth), *told)


def _prepared(
    row: Any, moment: Any, district_id: int, is_written: ColumnElement[bool]
) -> Chosen:
    return (
        select(
            TicketRow.number,
            TicketRow.matter_name,
            DepartmentRow.code,
            func.coalesce(DepartmentRow.short_name, ""),
            moment,
        )
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .outerjoin(DepartmentRow, DepartmentRow.id == row.department_id)
        .where(
            row.district_id == district_id,
            row.review_status == ReviewStatus.CONFIRMED,
            ~exists().where(is_written),
        )
        .order_by(moment, row.id)
    )
