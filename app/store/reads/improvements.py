"""Improvement items as pages and the timer ask for them, and the cases of a class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, func, select

from app.domain.improvements import Class, ClassCase
from app.domain.terms import (
    CauseCode,
    ImprovementOutcome,
    ImprovementState,
    ImprovementStep,
    LinkKind,
    Role,
    State,
)
from app.store import directory
from app.store.database import db
from app.store.reads.lines import TicketLine, lines, select_lines
from app.store.tables import (
    DepartmentRow,
    ImprovementCaseRow,
    ImprovementItemRow,
    ImprovementStepRow,
    TicketLinkRow,
    TicketRow,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One improvement item. department: code, or None; department_name: its short name

    cases: how many are named
    """

    id: int
    matter: str
    cause: CauseCode
    period: str
    state: ImprovementState
    department: str | None
    department_name: str
    owner: str
    proposed_at: datetime
    due_on: date | None
    outcome: ImprovementOutcome | None
    ended_at: datetime | None
    cases: int


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to an item."""

    kind: ImprovementStep
    at: datetime
    role: Role
    actor_name: str
    text: str


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest item of a class, as far as proposing asks."""

    id: int
    nth: int
    period: str
    state: ImprovementState
    ended_at: datetime | None


def list_items(
    district_id: int,
    *,
    states: Sequence[ImprovementState] = (),
    department: str | None = None,
    proposed: tuple[datetime, datetime] | None = None,
    limit: int = 200,
) -> list[Item]:
    """The items of a district, the newest first.

    states:     all when left out; department: of which it is, all when left out
    proposed:   from, included, to, not included
    """
    row = ImprovementItemRow
    chosen = _select().where(row.district_id == district_id)
    if states:
        chosen = chosen.where(row.state.in_(states))
    if department is not None:
        known = directory.district(district_id).department_id(department)
        chosen = chosen.where(row.department_id == known)
    if proposed is not None:
        since, until = proposed
        chosen = chosen.where(row.proposed_at >= since, row.proposed_at < until)
    found = db.session.execute(chosen.order_by(row.id.desc()).limit(limit))
    return [Item(*one) for one in found]


def find_item(district_id: int, item_id: int) -> Item | None:
    """One item of the district, or None."""
    row = ImprovementItemRow
    chosen = _select().where(row.district_id == district_id, row.id == item_id)
    found = db.session.execute(chosen).one_or_none()
    return None if found is None else Item(*found)


def list_steps(item_id: int) -> list[Step]:
    """What happened to an item, the oldest first."""
    row = ImprovementStepRow
    chosen = select(row.kind, row.at, row.role, row.actor_name, row.text)
    found = db.session.execute(chosen.where(row.item_id == item_id).order_by(row.id))
    return [Step(*one) for one in found]


def list_cases(item_id: int, limit: int) -> list[TicketLine]:
    """The cases that an item is about, the latest filing first."""
    row = ImprovementCaseRow
    named = select(row.ticket_id).where(row.item_id == item_id)
    chosen = select_lines().where(TicketRow.id.in_(named))
    order = (TicketRow.filed_at.desc(), TicketRow.id.desc())
    return lines(chosen.order_by(*order).limit(limit))


def items_of_case(ticket_id: int) -> list[Item]:
    """The items that a case is named in, the newest first."""
    row = ImprovementCaseRow
    named = select(row.item_id).where(row.ticket_id == ticket_id)
    chosen = _select().where(ImprovementItemRow.id.in_(named))
    found = db.session.execute(chosen.order_by(ImprovementItemRow.id.desc()))
    return [Item(*one) for one in found]


def latest_items(district_id: int) -> dict[Class, Latest]:
    """The latest item of each class that ever had one."""
    row = ImprovementItemRow
    chosen = (
        select(
            row.matter, row.cause, row.id, row.nth, row.period, row.state, row.ended_at
        )
        .where(row.district_id == district_id)
        .order_by(row.nth)
    )
    found: Any = db.session.execute(chosen)
    return {Class(*one[:2]): Latest(*one[2:]) for one in found}


def list_class_cases(district_id: int, since: datetime) -> list[ClassCase]:
    """The cases filed since then whose cause is known: as it was verified or answered
    last, else as the desk saw it.

    Without those that were out of scope, withdrawn, or merged into another.
    """
    row, zone = TicketRow, directory.district(district_id).zone
    cause = func.coalesce(row.cause, row.initial_cause)
    merged = exists().where(
        TicketLinkRow.ticket_id == row.id, TicketLinkRow.kind == LinkKind.DUPLICATE
    )
    chosen = select(row.id, row.matter_name, cause, row.filed_at).where(
        row.district_id == district_id,
        row.filed_at >= since,
        row.exclusion.is_(None),
        row.state != State.WITHDRAWN,
        cause.is_not(None),
        ~merged,
    )
    return [
        ClassCase(
            ticket,
            matter,
            CauseCode(cause),
            filed_at,
            filed_at.astimezone(zone).date(),
        )
        for ticket, matter, cause, filed_at in db.session.execute(chosen)
    ]


def holders_of(ticket_ids: Sequence[int]) -> list[int]:
    """The ids of the departments that have these cases, or had them last, by filing."""
    chosen = select(TicketRow.holder_id).where(
        TicketRow.id.in_(ticket_ids), TicketRow.holder_id.is_not(None)
    )
    found = db.session.execute(chosen.order_by(TicketRow.filed_at, TicketRow.id))
    return [one for one in found.scalars() if one is not None]


def _select() -> Any:
    row, case = ImprovementItemRow, ImprovementCaseRow
    cases = select(func.count()).where(case.item_id == row.id).scalar_subquery()
    return select(
        row.id,
        row.matter,
        row.cause,
        row.period,
        row.state,
        DepartmentRow.code,
        func.coalesce(DepartmentRow.short_name, ""),
        row.owner,
        row.proposed_at,
        row.due_on,
        row.outcome,
        row.ended_at,
        cases,
    ).outerjoin(DepartmentRow, DepartmentRow.id == row.department_id)
