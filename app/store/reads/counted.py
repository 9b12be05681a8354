"""What figures are counted from: the cases of a period, their entries and clocks.

Three selects by index, whatever the number of cases; which of them counts how is
domain.figures.counting's to say.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import CompoundSelect, exists, select

from app.domain.entries import ReadEntry
from app.domain.figures.counting import (
    COUNTED_CLOCKS,
    COUNTED_KINDS,
    CaseRecord,
    CountedClock,
)
from app.domain.figures.grades import ConfirmedFindings
from app.domain.terms import ClockName, EntryKind, FindingCode, ReviewStatus, Step
from app.store import directory
from app.store.database import ask
from app.store.reads.discretion import is_open_to_all
from app.store.tables import ClockRow, EntryRow, EscalationRow, FindingRow, TicketRow

# Entries of which more than kind, moment and department is asked.
_READ = frozenset(
    {EntryKind.ARBITRATED, EntryKind.ANSWERED, EntryKind.VERIFIED, EntryKind.REVISITED}
)
_NOTHING: Mapping[str, Any] = {}

Chosen: TypeAlias = CompoundSelect[int]


def list_case_records(
    district_id: int, start: datetime, until: datetime
) -> list[CaseRecord]:
    """The cases that were with a department and not ended before the period.

    start: included; until: not included
    """
    chosen = _chosen(district_id, start, until)
    tickets = select(TicketRow.id, TicketRow.number).where(TicketRow.id.in_(chosen))
    entries, clocks = _entries(chosen, until), _clocks(district_id, chosen)
    return [
        CaseRecord(number, entries.get(ticket, ()), clocks.get(ticket, ()))
        for ticket, number in ask(tickets.order_by(TicketRow.number)).all()
    ]


@dataclass(frozen=True, slots=True)
class ConfirmedStep:
    """A step of the ladder that stands confirmed. at: the legal moment it fell"""

    number: str
    department: str
    step: Step
    at: datetime


def list_confirmed(
    district_id: int, start: datetime, until: datetime
) -> list[ConfirmedStep]:
    """The steps of the ladder that stand confirmed against departments, by moment.

    Without clue packages, which are no fault beside those that led to them.
    """
    row, codes = EscalationRow, directory.district(district_id).department_codes
    chosen = (
        select(TicketRow.number, row.department_id, row.step, row.due_at)
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .where(
            row.district_id == district_id,
            row.review_status == ReviewStatus.CONFIRMED,
            is_open_to_all(row),
            row.due_at >= start,
            row.due_at < until,
        )
        .order_by(row.due_at, row.id)
    )
    return [
        ConfirmedStep(number, codes[department], step, at)
        for number, department, step, at in ask(chosen).all()
        if department is not None
    ]


def steps_by_department(
    confirmed: Iterable[ConfirmedStep],
) -> dict[str, Counter[Step]]:
    """How many steps of each kind, by department code."""
    found: dict[str, Counter[Step]] = defaultdict(Counter)
    for one in confirmed:
        found[one.department][one.step] += 1
    return dict(found)


@dataclass(frozen=True, slots=True)
class ConfirmedFinding:
    """A finding that stands confirmed. at: its legal moment

    of_contact: is it about the contact after a bad rating?
    """

    number: str
    department: str
    code: FindingCode
    at: datetime
    of_contact: bool


def list_confirmed_findings(
    district_id: int, start: datetime, until: datetime
) -> list[ConfirmedFinding]:
    """The findings that stand confirmed against departments, by legal moment."""
    row, codes = FindingRow, directory.district(district_id).department_codes
    is_contact = exists().where(
        ClockRow.ticket_id == row.ticket_id,
        ClockRow.name == ClockName.RATING_CONTACT,
        ClockRow.due_at == row.since,
    )
    chosen = (
        select(TicketRow.number, row.department_id, row.code, row.since, is_contact)
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .where(
            row.district_id == district_id,
            row.review_status == ReviewStatus.CONFIRMED,
            row.since >= start,
            row.since < until,
        )
        .order_by(row.since, row.id)
    )
    return [
        ConfirmedFinding(number, codes[department], code, at, bool(of_contact))
        for number, department, code, at, of_contact in ask(chosen).all()
        if department is not None
    ]


def findings_by_department(
    confirmed: Iterable[ConfirmedFinding],
) -> dict[str, ConfirmedFindings]:
    """What stands confirmed beside the ladder, by department code."""
    by_code: dict[str, Counter[FindingCode]] = defaultdict(Counter)
    contacts: Counter[str] = Counter()
    for one in confirmed:
        by_code[one.department][one.code] += 1
        if one.code is FindingCode.Q1 and one.of_contact:
            contacts[one.department] += 1
    return {code: ConfirmedFindings(by_code[code], contacts[code]) for code in by_code}


def _chosen(district_id: int, start: datetime, until: datetime) -> Chosen:
    """The cases that are open, and those that ended since: each found by its index."""
    row = TicketRow
    given = select(row.id).where(
        row.district_id == district_id, row.dispatched_at < until
    )
    return given.where(row.closed_at.is_(None)).union_all(
        given.where(row.closed_at >= start)
    )


def _entries(chosen: Chosen, until: datetime) -> dict[int, list[ReadEntry]]:
    row = EntryRow
    several = (
        select(row.ticket_id, row.kind, row.at, row.department, row.payload)
        .where(row.ticket_id.in_(chosen), row.kind.in_(COUNTED_KINDS), row.at < until)
        .order_by(row.ticket_id, row.seq)
    )
    found: dict[int, list[ReadEntry]] = defaultdict(list)
    for ticket, kind, at, department, payload in ask(several).all():
        said = json.loads(payload) if kind in _READ else _NOTHING
        found[ticket].append(ReadEntry(kind, at, department, said))
    return found


def _clocks(district_id: int, chosen: Chosen) -> dict[int, list[CountedClock]]:
    row, codes = ClockRow, directory.district(district_id).department_codes
    several = (
        select(
            row.ticket_id,
            row.name,
            row.department_id,
            row.started_at,
            row.due_at,
            row.stopped_at,
        )
        .where(row.ticket_id.in_(chosen), row.name.in_(COUNTED_CLOCKS))
        .order_by(row.ticket_id, row.started_at, row.cycle)
    )
    found: dict[int, list[CountedClock]] = defaultdict(list)
    for ticket, name, department, started, due, stopped in ask(several).all():
        code = codes.get(department) if department is not None else None
        found[ticket].append(CountedClock(name, code, started, due, stopped))
    return found
