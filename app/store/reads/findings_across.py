"""Findings across cases as pages and the timer ask for them, and what R1 counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from app.domain.findings.across import Key, PersonCase
from app.domain.terms import AcrossCode, CauseCode, LinkKind, State
from app.store import directory
from app.store.database import db
from app.store.tables import (
    AcrossCaseRow,
    AcrossFindingRow,
    ComplainantRow,
    DepartmentRow,
    TicketLinkRow,
    TicketRow,
)


@dataclass(frozen=True, slots=True)
class NamedCase:
    """A case that a finding rests on. holder: code of the department that has it now"""

    number: str
    holder: str | None
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One finding across cases. department: its short name, or empty

    cases: by filing
    """

    id: int
    code: AcrossCode
    period: str
    department: str
    matter: str
    cause: CauseCode | None
    found_at: datetime
    cases: tuple[NamedCase, ...] = ()

    @property
    def hits(self) -> int:
        """How many of its cases make it one."""
        return sum(case.is_hit for case in self.cases)


def list_found(
    district_id: int,
    codes: Sequence[AcrossCode],
    department: str | None = None,
    limit: int = 50,
) -> list[Found]:
    """The findings of a district with these codes, the newest first, with their cases.

    department: whose they are, all when left out
    """
    row = AcrossFindingRow
    chosen = (
        select(
            row.id,
            row.code,
            row.period,
            func.coalesce(DepartmentRow.short_name, ""),
            row.matter,
            row.cause,
            row.found_at,
        )
        .outerjoin(DepartmentRow, DepartmentRow.id == row.department_id)
        .where(row.district_id == district_id, row.code.in_(codes))
    )
    if department is not None:
        known = directory.district(district_id).department_id(department)
        chosen = chosen.where(row.department_id == known)
    found = db.session.execute(chosen.order_by(row.id.desc()).limit(limit)).all()
    cases = _cases_of([one.id for one in found])
    return [Found(*one, tuple(cases[one.id])) for one in found]


def known_keys(district_id: int) -> dict[Key, int]:
    """The id of every finding that is kept, by what makes it the same."""
    row = AcrossFindingRow
    chosen = select(row.code, row.subject, row.period, row.id)
    found = db.session.execute(chosen.where(row.district_id == district_id))
    return {Key(*one[:3]): one[3] for one in found}


def named_for_persons(district_id: int) -> dict[str, int]:
    """The numbers of the cases that R1 of a person rests on, and its id.

    A first case whose personal data are gone is in no group any more; the others are
    known by this, and are not found a second time.
    """
    row, case = AcrossFindingRow, AcrossCaseRow
    chosen = (
        select(TicketRow.number, row.id)
        .join(case, case.ticket_id == TicketRow.id)
        .join(row, row.id == case.finding_id)
        .where(row.district_id == district_id, row.code == AcrossCode.PERSON_AGAIN)
    )
    return {one[0]: one[1] for one in db.session.execute(chosen)}


def came_back_with(district_id: int, number: str) -> frozenset[str]:
    """The numbers of the cases on which R1 of a person rests together with this one,
    itself included; none where nobody came back for the same matter."""
    case, own, row, ticket = (
        AcrossCaseRow,
        aliased(AcrossCaseRow),
        AcrossFindingRow,
        TicketRow,
    )
    this = aliased(TicketRow)
    chosen = (
        select(ticket.number)
        .join(case, case.ticket_id == ticket.id)
        .join(row, row.id == case.finding_id)
        .join(own, own.finding_id == row.id)
        .join(this, this.id == own.ticket_id)
        .where(
            row.code == AcrossCode.PERSON_AGAIN,
            this.district_id == district_id,
            this.number == number,
        )
    )
    return frozenset(db.session.scalars(chosen))


def list_person_cases(district_id: int, since: datetime) -> list[PersonCase]:
    """All cases, by filing, of whoever filed one since then and left a telephone.

    Without those that were out of scope, withdrawn, or merged into another.
    """
    recent = (
        select(ComplainantRow.phone_index)
        .join(TicketRow, TicketRow.id == ComplainantRow.ticket_id)
        .where(TicketRow.district_id == district_id, TicketRow.filed_at >= since)
        .where(ComplainantRow.phone_index != "")
    )
    merged = exists().where(
        TicketLinkRow.ticket_id == TicketRow.id,
        TicketLinkRow.kind == LinkKind.DUPLICATE,
    )
    cause = func.coalesce(TicketRow.cause, TicketRow.initial_cause)
    chosen = (
        select(
            TicketRow.number, ComplainantRow.phone_index, TicketRow.matter_name, cause
        )
        .join(ComplainantRow, ComplainantRow.ticket_id == TicketRow.id)
        .where(
            ComplainantRow.phone_index.in_(recent),
            TicketRow.district_id == district_id,
            TicketRow.exclusion.is_(None),
            TicketRow.state != State.WITHDRAWN,
            ~merged,
        )
        .order_by(TicketRow.filed_at, TicketRow.id)
    )
    return [
        PersonCase(number, person, matter, CauseCode(why) if why else None)
        for number, person, matter, why in db.session.execute(chosen)
    ]


def numbers_since(district_id: int, since: datetime) -> Mapping[int, str]:
    """The numbers of the cases filed since then, by their id."""
    row = TicketRow
    chosen = select(row.id, row.number).where(
        row.district_id == district_id, row.filed_at >= since
    )
    return {one[0]: one[1] for one in db.session.execute(chosen)}


def _cases_of(finding_ids: Iterable[int]) -> Mapping[int, list[NamedCase]]:
    case = AcrossCaseRow
    chosen: Any = (
        select(case.finding_id, TicketRow.number, DepartmentRow.code, case.is_hit)
        .join(TicketRow, TicketRow.id == case.ticket_id)
        .outerjoin(DepartmentRow, DepartmentRow.id == TicketRow.holder_id)
        .where(case.finding_id.in_(list(finding_ids)))
        .order_by(TicketRow.filed_at, TicketRow.id)
    )
    found: dict[int, list[NamedCase]] = defaultdict(list)
    for finding, *named in db.session.execute(chosen):
        found[finding].append(NamedCase(*named))
    return found
