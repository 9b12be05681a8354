"""What patterns are counted from: the entries of a period, and the clocks that ran in it.

Four selects by index, whatever the number of cases; what a pattern is, is
domain.figures.patterns' to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, exists, literal_column, select, union_all

from app.domain.facts import Days
from app.domain.facts_text import load_facts
from app.domain.figures.patterns import History, PatternCase, PatternClock, PatternEntry
from app.domain.terms import ClockName, EntryKind
from app.store import directory
from app.store.database import db
from app.store.tables import ClockRow, EntryRow, MatterRow, TicketRow
from app.store.tables.timeline import PATTERN_CLOCKS, PATTERN_ENTRIES

# Written out, not bound: SQLite uses a partial index only for a condition it can read.
_OF_PATTERNS: ColumnElement[bool] = literal_column(f"ticket_events.{PATTERN_ENTRIES}")
_OF_CLOCKS: ColumnElement[bool] = literal_column(f"clocks.{PATTERN_CLOCKS}")
_CASE = (
    TicketRow.number,
    TicketRow.holder_id,
    TicketRow.matter_id,
    TicketRow.matter_name,
)
_DAY = timedelta(days=1)

Pause: TypeAlias = tuple[datetime, datetime]
Paused: TypeAlias = Mapping[tuple[int, ClockName, int], tuple[Pause, ...]]


def read_history(
    district_id: int, start: datetime, until: datetime
) -> tuple[History, dict[str, str]]:
    """The history of a period, and the names of the matters in it by their code.

    start: included; until: not included
    """
    cases = _Cases(district_id)
    entries = [
        PatternEntry(
            cases.case(one), one.kind, one.at, one.department, json.loads(one.payload)
        )
        for one in db.session.execute(_entries(district_id, start, until))
    ]
    paused = _paused(district_id, start, until)
    clocks = [
        PatternClock(
            cases.case(one),
            one.name,
            cases.code(one.department_id),
            one.started_at,
            one.due_at,
            one.stopped_at,
            paused.get((one.ticket_id, one.name, one.cycle), ()),
        )
        for one in db.session.execute(_clocks(district_id, start, until))
    ]
    return History(start, until, entries, clocks), cases.names


class _Cases:
    """Rows to cases, each made once; the register of matters is read once."""

    def __init__(self, district_id: int) -> None:
        self._codes = directory.district(district_id).department_codes
        row = MatterRow
        chosen = select(row.id, row.code, row.name, row.special_procedures)
        self._matters = {
            one.id: one
            for one in db.session.execute(chosen.where(row.district_id == district_id))
        }
        self._known: dict[str, PatternCase] = {}
        self.names: dict[str, str] = {}

    def code(self, department_id: int | None) -> str | None:
        return None if department_id is None else self._codes.get(department_id)

    def case(self, one: Any) -> PatternCase:
        found = self._known.get(one.number)
        if found is None:
            found = self._known[one.number] = self._case(one)
        return found

    def _case(self, one: Any) -> PatternCase:
        matter = self._matters.get(one.matter_id)
        code = matter.code if matter else one.matter_name
        self.names[code] = matter.name if matter else one.matter_name
        return PatternCase(
            one.number,
            self.code(one.holder_id),
            code,
            matter.special_procedures if matter else None,
        )


def _entries(district_id: int, start: datetime, until: datetime) -> Any:
    row = EntryRow
    return (
        select(*_CASE, row.kind, row.at, row.department, row.payload)
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .where(_OF_PATTERNS, row.at >= start, row.at < until)
        .where(TicketRow.district_id == district_id)
        .order_by(row.at, row.id)
    )


def _clocks(district_id: int, start: datetime, until: datetime) -> Any:
    """Those that still run, and those that stopped since: each found by the index."""
    row = ClockRow
    chosen = (
        select(
            *_CASE,
            row.ticket_id,
            row.name,
            row.cycle,
            row.department_id,
            row.started_at,
            row.due_at,
            row.stopped_at,
        )
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .where(_OF_CLOCKS, row.started_at < until)
        .where(TicketRow.district_id == district_id)
    )
    return union_all(
        chosen.where(row.stopped_at >= start), chosen.where(row.stopped_at.is_(None))
    ).order_by("number", "started_at", "cycle")


def _paused(district_id: int, start: datetime, until: datetime) -> Paused:
    """When the clocks of answered tickets stood still, of those that ever did."""
    row = EntryRow
    answered = select(row.ticket_id).where(
        _OF_PATTERNS, row.kind == EntryKind.ANSWERED, row.at >= start, row.at < until
    )
    suspended = exists().where(
        EntryRow.ticket_id == TicketRow.id, EntryRow.kind == EntryKind.SUSPENDED
    )
    chosen = select(TicketRow.id, TicketRow.facts).where(
        TicketRow.id.in_(answered), TicketRow.district_id == district_id, suspended
    )
    zone = directory.district(district_id).zone
    return {
        (ticket, clock.name, clock.cycle): tuple(_pauses(clock.touched, zone))
        for ticket, facts in db.session.execute(chosen)
        for clock in load_facts(facts).clocks
        if clock.touched
    }


def _pauses(touched: Iterable[Days], zone: ZoneInfo) -> Iterator[Pause]:
    """Whole days, as instants."""
    for first, last in touched:
        yield (
            datetime.combine(first, time.min, zone),
            datetime.combine(last + _DAY, time.min, zone),
        )
