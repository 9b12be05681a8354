"""Papers: those of a ticket, of a district, one by number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Result, and_, func, or_, select

from app.domain.errors import NotFound
from app.domain.finding import FindingKey
from app.domain.hearing import FlagKey
from app.domain.terms import (
    ClockName,
    FindingCode,
    PaperKind,
    PaperState,
    ReviewStatus,
    Step,
    UnitGround,
)
from app.store.database import Chosen, db
from app.store.reads.conditions import Place, comes_before
from app.store.tables import (
    DepartmentRow,
    EscalationRow,
    FindingRow,
    PaperRow,
    TicketRow,
)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper.

    number:        None until it is issued; at: of the entry that tells of it
    ticket_*, entry_seq: None and empty for one on figures; unit_ground, period, words,
                   decision: of that one alone
    review_status: how the flag that it rests on stands now
    """

    id: int
    kind: PaperKind
    state: PaperState
    number: str | None
    ticket_id: int | None
    ticket_number: str
    matter_name: str
    clock: ClockName | None
    cycle: int | None
    step: Step | None
    code: FindingCode | None
    start_seq: int | None
    nth: int | None
    unit_ground: UnitGround | None
    period: str | None
    department: str | None
    department_name: str
    at: datetime
    recorded_at: datetime
    words: str
    proposed_by: str
    decided_by: str
    decision: str
    entry_seq: int | None
    evidence: str
    withdrawn_at: datetime | None
    withdrawn_for: str
    review_status: ReviewStatus | None

    @property
    def key(self) -> FlagKey | None:
        """The flag that it rests on; None for one on figures."""
        if self.clock and self.cycle and self.step:
            return self.clock, self.cycle, self.step
        if self.code and self.start_seq and self.nth:
            return FindingKey(self.code, self.start_seq, self.nth)
        return None

    @property
    def rests_on(self) -> Step | FindingCode | UnitGround:
        """What it rests on, by its kind."""
        found = self.step or self.code or self.unit_ground
        if found is None:
            raise ValueError("a paper rests on something")
        return found

    @property
    def stands(self) -> bool:
        """Is it proposed or issued, and not withdrawn?"""
        return self.state is not PaperState.REFUSED and self.withdrawn_at is None

    @property
    def awaits_decision(self) -> bool:
        """Is it proposed, for a second person to decide on?"""
        return self.state is PaperState.PROPOSED and self.withdrawn_at is None

    @property
    def place(self) -> Place:
        """Where a list goes on after this line."""
        return self.at, self.id


def list_papers_of(ticket_id: int) -> tuple[PaperLine, ...]:
    """The papers of a ticket, oldest first."""
    chosen = _papers().where(PaperRow.ticket_id == ticket_id)
    return tuple(_lines(chosen.order_by(PaperRow.id)))


def standing_on(ticket_id: int, key: FlagKey) -> tuple[PaperKind, ...]:
    """The kinds of paper that are proposed or issued on a flag, and not withdrawn."""
    return tuple(
        one.kind for one in list_papers_of(ticket_id) if one.key == key and one.stands
    )


def list_papers(
    district_id: int,
    kind: PaperKind,
    *,
    state: PaperState | None = None,
    department_id: int | None = None,
    openly: bool = False,
    before: Place | None = None,
    limit: int = 50,
) -> list[PaperLine]:
    """Papers of a kind, the latest first.

    openly: without those that rest on reported retaliation
    """
    row = PaperRow
    chosen = _papers().where(row.district_id == district_id, row.kind == kind)
    if state is not None:
        chosen = chosen.where(row.state == state)
    if department_id is not None:
        chosen = chosen.where(row.department_id == department_id)
    if openly:
        chosen = chosen.where(or_(row.code.is_(None), row.code != FindingCode.V1))
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


def get_proposal(district_id: int, paper_id: int) -> PaperLine:
    """The paper on figures of that id, proposed or decided. raises: NotFound"""
    row = PaperRow
    is_it = (row.id == paper_id, row.unit_ground.is_not(None))
    found = _lines(_papers().where(row.district_id == district_id, *is_it))
    if not found:
        raise NotFound("paper.unknown", number=paper_id)
    return found[0]


def find_on_figures(
    department_id: int, kind: PaperKind, ground: UnitGround, period: str
) -> int | None:
    """The id of the paper of that kind on these figures; None for none."""
    row = PaperRow
    chosen = select(row.id).where(
        row.department_id == department_id,
        row.kind == kind,
        row.unit_ground == ground,
        row.period == period,
    )
    return db.session.scalar(chosen)


def list_on_figures(district_id: int, period: str) -> list[PaperLine]:
    """The papers on figures of that period, oldest first."""
    chosen = _papers().where(
        PaperRow.district_id == district_id, PaperRow.period == period
    )
    return _lines(chosen.order_by(PaperRow.id))


def list_proposed(district_id: int, most: int) -> list[PaperLine]:
    """What a second person is to decide on, of every kind, oldest first."""
    row = PaperRow
    chosen = _papers().where(
        row.district_id == district_id,
        row.state == PaperState.PROPOSED,
        row.withdrawn_at.is_(None),
    )
    return _lines(chosen.order_by(row.at, row.id).limit(most))


def _lines(chosen: Chosen) -> list[PaperLine]:
    rows: Result[*tuple[Any, ...]] = db.session.execute(chosen)
    return [PaperLine(*row) for row in rows]


def _papers() -> Chosen:
    """Every column of a PaperLine, in its order."""
    row, step, finding = PaperRow, EscalationRow, FindingRow
    is_its_step = and_(
        step.ticket_id == row.ticket_id,
        step.clock == row.clock,
        step.cycle == row.cycle,
        step.step == row.step,
    )
    is_its_finding = and_(
        finding.ticket_id == row.ticket_id,
        finding.code == row.code,
        finding.start_seq == row.start_seq,
        finding.nth == row.nth,
    )
    return (
        select(
            row.id,
            row.kind,
            row.state,
            row.number,
            row.ticket_id,
            func.coalesce(TicketRow.number, ""),
            func.coalesce(TicketRow.matter_name, ""),
            row.clock,
            row.cycle,
            row.step,
            row.code,
            row.start_seq,
            row.nth,
            row.unit_ground,
            row.period,
            DepartmentRow.code,
            func.coalesce(DepartmentRow.short_name, ""),
            row.at,
            row.recorded_at,
            row.words,
            row.proposed_by,
            row.decided_by,
            row.decision,
            row.entry_seq,
            row.evidence,
            row.withdrawn_at,
            row.withdrawn_for,
            func.coalesce(step.review_status, finding.review_status),
        )
        .outerjoin(TicketRow, TicketRow.id == row.ticket_id)
        .outerjoin(step, is_its_step)
        .outerjoin(finding, is_its_finding)
        .outerjoin(DepartmentRow, DepartmentRow.id == row.department_id)
    )
