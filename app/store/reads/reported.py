"""What reports are made from: the cases of a period, what happened to them, steps that
fell. No name, no telephone and no words of anybody leave this file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, func, or_, select

from app.domain.terms import (
    CauseCode,
    ClockName,
    EntryKind,
    ExclusionCode,
    ImprovementOutcome,
    ImprovementState,
    PaperKind,
    PaperState,
    RequestType,
    ReviewStatus,
    State,
    Step,
    TicketClass,
)
from app.store.database import Chosen, ask
from app.store.reads.conditions import is_open
from app.store.reads.discretion import is_open_to_all
from app.store.tables import (
    ClockRow,
    DepartmentRow,
    EntryRow,
    EscalationRow,
    ImprovementItemRow,
    PaperRow,
    ServiceCenterRow,
    TicketRow,
)

K = EntryKind
HAPPENINGS = (
    *(K.RETURNED, K.EXTENDED, K.SUSPENDED, K.REOPENED, K.CLOSED, K.HANDED_UP),
    *(K.LEVEL_RAISED, K.MEETING_HELD, K.WATCHED, K.CALLED_BACK, K.UNWATCHED),
)
WAITING = (
    *(ClockName.SIGN, ClockName.CONTACT, ClockName.RATING_CONTACT),
    *(ClockName.VERIFY, ClockName.REVISIT),
)


@dataclass(frozen=True, slots=True)
class ReportedCase:
    """One case. center, department: codes; department empty before dispatch"""

    id: int
    number: str
    center: str
    department: str
    matter: str
    cause: CauseCode | None
    ticket_class: TicketClass
    request_type: RequestType
    exclusion: ExclusionCode | None
    state: State
    filed_at: datetime
    closed_at: datetime | None
    due_at: datetime | None
    stopped_at: datetime | None
    is_watched: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of a case's timeline. department: code of who did it, or None"""

    case: int
    kind: EntryKind
    at: datetime
    department: str | None


@dataclass(frozen=True, slots=True)
class FallenStep:
    """How many steps of one kind fell on whom, and where their review stands."""

    department: str
    center: str
    step: Step
    review: ReviewStatus | None
    count: int


@dataclass(frozen=True, slots=True)
class ReportedImprovement:
    """One improvement item. department: code, or empty; due_on: None until taken up"""

    matter: str
    cause: CauseCode
    department: str
    state: ImprovementState
    outcome: ImprovementOutcome | None
    proposed_at: datetime
    due_on: date | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class WaitingClock:
    """A limit that runs, with what it asks for. department: code, or empty"""

    case: int
    name: ClockName
    department: str
    due_at: datetime


def cases_of_period(
    district_id: int, start: datetime, until: datetime
) -> list[ReportedCase]:
    """The cases filed before the end that are open or ended since the start."""
    chosen = _cases().where(TicketRow.id.in_(_ids(district_id, start, until)))
    return [ReportedCase(*row) for row in ask(chosen).all()]


def open_cases(district_id: int) -> list[ReportedCase]:
    """The cases that have not ended, by their due instants."""
    chosen = _cases().where(TicketRow.district_id == district_id, is_open())
    found = ask(chosen.order_by(None).order_by(*_BY_DUE))
    return [ReportedCase(*row) for row in found]


def happenings(district_id: int, start: datetime, until: datetime) -> list[Happening]:
    """What happened to these cases in the period, in its order."""
    row = EntryRow
    chosen = (
        select(row.ticket_id, row.kind, row.at, row.department)
        .where(
            row.ticket_id.in_(_ids(district_id, start, until)),
            row.kind.in_(HAPPENINGS),
            row.at >= start,
            row.at < until,
        )
        .order_by(row.at, row.id)
    )
    return [Happening(*one) for one in ask(chosen).all()]


def fallen_steps(
    district_id: int, start: datetime, until: datetime
) -> list[FallenStep]:
    """The steps of the ladder that fell in the period, by their legal moments.

    Without clue packages: that one is weighed is the inspection office's alone to know.
    """
    row = EscalationRow
    keys = (DepartmentRow.code, ServiceCenterRow.code, row.step, row.review_status)
    chosen = (
        select(*keys, func.count())
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .join(ServiceCenterRow, ServiceCenterRow.id == TicketRow.center_id)
        .outerjoin(DepartmentRow, DepartmentRow.id == row.department_id)
        .where(
            row.district_id == district_id,
            is_open_to_all(row),
            row.due_at >= start,
            row.due_at < until,
        )
        .group_by(*keys)
    )
    return [
        FallenStep(department or "", center, step, review, count)
        for department, center, step, review, count in ask(chosen).all()
    ]


def has_cases_before(district_id: int, moment: datetime) -> bool:
    """Was any case filed before that moment?"""
    row = TicketRow
    found = exists().where(row.district_id == district_id, row.filed_at < moment)
    return bool(ask(select(found)).scalar_one())


def count_transfers(district_id: int, start: datetime, until: datetime) -> int:
    """How many clue packages were handed over in the period, in all."""
    row = PaperRow
    chosen = select(func.count()).where(
        row.district_id == district_id,
        row.kind == PaperKind.CLUE,
        row.state == PaperState.ISSUED,
        row.at >= start,
        row.at < until,
    )
    return ask(chosen).scalar_one()


def improvements_of_period(
    district_id: int, start: datetime, until: datetime
) -> list[ReportedImprovement]:
    """The improvement items proposed before the end that are open or ended since the
    start, in the order of their proposal."""
    row = ImprovementItemRow
    chosen = (
        select(
            row.matter,
            row.cause,
            func.coalesce(DepartmentRow.code, ""),
            row.state,
            row.outcome,
            row.proposed_at,
            row.due_on,
            row.ended_at,
        )
        .outerjoin(DepartmentRow, DepartmentRow.id == row.department_id)
        .where(
            row.district_id == district_id,
            row.proposed_at < until,
            or_(row.ended_at.is_(None), row.ended_at >= start),
        )
        .order_by(row.proposed_at, row.id)
    )
    return [ReportedImprovement(*one) for one in ask(chosen).all()]


def yellow_cases(district_id: int) -> set[int]:
    """The open cases on which the yellow light fell for the promise that runs."""
    row, clock = EscalationRow, ClockRow
    chosen = (
        select(row.ticket_id)
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .join(
            clock,
            (clock.ticket_id == row.ticket_id)
            & (clock.name == row.clock)
            & (clock.cycle == row.cycle),
        )
        .where(
            row.district_id == district_id,
            row.step == Step.YELLOW,
            is_open(),
            clock.stopped_at.is_(None),
        )
    )
    return set(ask(chosen).scalars())


def waiting_clocks(district_id: int) -> list[WaitingClock]:
    """The limits of signing, contact, checking and revisits that run, due first."""
    row = ClockRow
    chosen = (
        select(row.ticket_id, row.name, DepartmentRow.code, row.due_at)
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .outerjoin(DepartmentRow, DepartmentRow.id == row.department_id)
        .where(
            TicketRow.district_id == district_id,
            is_open(),
            row.name.in_(WAITING),
            row.stopped_at.is_(None),
            row.due_at.is_not(None),
        )
        .order_by(row.due_at, row.ticket_id)
    )
    return [
        WaitingClock(case, name, code or "", due)
        for case, name, code, due in ask(chosen).all()
        if due is not None
    ]


_BY_DUE = (TicketRow.due_at, TicketRow.id)


def _ids(district_id: int, start: datetime, until: datetime) -> Any:
    """Each half by its index: what is open, and what ended since."""
    row = TicketRow
    own = select(row.id).where(row.district_id == district_id, row.filed_at < until)
    return own.where(row.closed_at.is_(None)).union_all(
        own.where(row.closed_at >= start)
    )


def _cases() -> Chosen:
    row = TicketRow
    return (
        select(
            row.id,
            row.number,
            ServiceCenterRow.code,
            func.coalesce(DepartmentRow.code, ""),
            row.matter_name,
            func.coalesce(row.cause, row.initial_cause),
            row.ticket_class,
            row.request_type,
            row.exclusion,
            row.state,
            row.filed_at,
            row.closed_at,
            row.due_at,
            row.stopped_at,
            row.watched,
        )
        .join(ServiceCenterRow, ServiceCenterRow.id == row.center_id)
        .outerjoin(DepartmentRow, DepartmentRow.id == row.holder_id)
        .order_by(row.number)
    )
