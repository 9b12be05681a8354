"""Papers that follow from the ladder: those of a ticket, of a district, one by number;
and the confirmed escalations for which one is still to be decided on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Result, and_, exists, func, select

from app.domain.decision import EscalationKey
from app.domain.errors import NotFound
from app.domain.terms import ClockName, PaperKind, PaperState, ReviewStatus, Step
from app.store.database import db
from app.store.reads.conditions import Place, comes_before
from app.store.reads.lines import Chosen
from app.store.tables import DepartmentRow, EscalationRow, PaperRow, TicketRow


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper.

    number:        None until it is issued; at: of the entry that tells of it
    review_status: how the escalation that it rests on stands now
    """

    id: int
    kind: PaperKind
    state: PaperState
    number: str | None
    ticket_id: int
    ticket_number: str
    matter_name: str
    clock: ClockName
    cycle: int
    step: Step
    department: str | None
    department_name: str
    at: datetime
    proposed_by: str
    decided_by: str
    entry_seq: int
    evidence: str
    review_status: ReviewStatus | None

    @property
    def key(self) -> EscalationKey:
        """The escalation that it rests on."""
        return self.clock, self.cycle, self.step

    @property
    def place(self) -> Place:
        """Where a list goes on after this line."""
        return self.at, self.id


@dataclass(frozen=True, slots=True)
class PreparedLine:
    """A confirmed escalation on which no paper of that kind was decided yet."""

    kind: PaperKind
    ticket_number: str
    matter_name: str
    clock: ClockName
    cycle: int
    step: Step
    department: str | None
    department_name: str
    due_at: datetime


def list_papers_of(ticket_id: int) -> tuple[PaperLine, ...]:
    """The papers of a ticket, oldest first."""
    chosen = _papers().where(PaperRow.ticket_id == ticket_id)
    return tuple(_lines(chosen.order_by(PaperRow.id)))


def list_papers(
    district_id: int,
    kind: PaperKind,
    *,
    state: PaperState | None = None,
    department_id: int | None = None,
    before: Place | None = None,
    limit: int = 50,
) -> list[PaperLine]:
    """Papers of a kind, the latest first."""
    row = PaperRow
    chosen = _papers().where(row.district_id == district_id, row.kind == kind)
    if state is not None:
        chosen = chosen.where(row.state == state)
    if department_id is not None:
        chosen = chosen.where(row.department_id == department_id)
    if before is not None:
        chosen = chosen.where(comes_before(row.at, row.id, before))
    return _lines(chosen.order_by(row.at.desc(), row.id.desc()).limit(limit))


def get_paper(district_id: int, number: str) -> PaperLine:
    """The issued paper of that number. raises: NotFound paper.unknown"""
    chosen = _papers().where(
        PaperRow.district_id == district_id, PaperRow.number == number
    )
    found = _lines(chosen)
    if not found:
        raise NotFound("paper.unknown", number=number)
    return found[0]


def list_prepared(district_id: int, most: int) -> list[PreparedLine]:
    """What waits for a decision: for each kind the confirmed escalations of its own
    step without that paper, by legal moment."""
    found = [
        PreparedLine(kind, *row)
        for kind in PaperKind
        for row in db.session.execute(_prepared(district_id, kind).limit(most))
    ]
    return sorted(found, key=lambda one: (one.due_at, one.ticket_number))[:most]


# The step that asks for each kind; a higher one does not ask for it again.
_ASKS = {
    PaperKind.CIRCULAR: Step.RED,
    PaperKind.TALK: Step.RAISED,
    PaperKind.CLUE: Step.CLUE,
}


def _prepared(district_id: int, kind: PaperKind) -> Chosen:
    row = EscalationRow
    is_of_it = and_(
        PaperRow.ticket_id == row.ticket_id,
        PaperRow.kind == kind,
        PaperRow.clock == row.clock,
        PaperRow.cycle == row.cycle,
    )
    return (
        select(
            TicketRow.number,
            TicketRow.matter_name,
            row.clock,
            row.cycle,
            row.step,
            DepartmentRow.code,
            func.coalesce(DepartmentRow.short_name, ""),
            row.due_at,
        )
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .outerjoin(DepartmentRow, DepartmentRow.id == row.department_id)
        .where(
            row.district_id == district_id,
            row.review_status == ReviewStatus.CONFIRMED,
            row.step == _ASKS[kind],
            ~exists().where(is_of_it),
        )
        .order_by(row.due_at, row.id)
    )


def _lines(chosen: Chosen) -> list[PaperLine]:
    rows: Result[*tuple[Any, ...]] = db.session.execute(chosen)
    return [PaperLine(*row) for row in rows]


def _papers() -> Chosen:
    """Every column of a PaperLine, in its order."""
    row = PaperRow
    is_its_ground = and_(
        EscalationRow.ticket_id == row.ticket_id,
        EscalationRow.clock == row.clock,
        EscalationRow.cycle == row.cycle,
        EscalationRow.step == row.step,
    )
    return (
        select(
            row.id,
            row.kind,
            row.state,
            row.number,
            row.ticket_id,
            TicketRow.number,
            TicketRow.matter_name,
            row.clock,
            row.cycle,
            row.step,
            DepartmentRow.code,
            func.coalesce(DepartmentRow.short_name, ""),
            row.at,
            row.proposed_by,
            row.decided_by,
            row.entry_seq,
            row.evidence,
            EscalationRow.review_status,
        )
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .join(EscalationRow, is_its_ground)
        .outerjoin(DepartmentRow, DepartmentRow.id == row.department_id)
    )
