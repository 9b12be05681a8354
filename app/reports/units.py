"""Departments as a whole (steps U1 and U2): the worst of each month, and how long so.

Definitions: domain.figures.grades.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from app.domain.figures.counting import CaseRecord, counted_case
from app.domain.figures.grades import must_be_summoned, streak, worst_of
from app.domain.periods import Period, period_of
from app.domain.rule_set import RuleSet
from app.domain.terms import PeriodKind, Step
from app.domain.working_calendar import WorkingCalendar
from app.store.reads.counted import (
    ConfirmedFinding,
    ConfirmedStep,
    list_case_records,
    list_confirmed,
    list_confirmed_findings,
)
from app.store.reads.organisation import short_names

MONTHS = 6

Flag: TypeAlias = ConfirmedStep | ConfirmedFinding


@dataclass(frozen=True, slots=True)
class MonthOfUnits:
    """One month. flags: confirmed steps and findings, by department; cases: counted, of
    those flagged

    worst: the departments with the most flags, of those with enough cases
    """

    period: Period
    flags: Mapping[str, int]
    cases: Mapping[str, int]
    worst: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WatchedUnit:
    """A department that was among the worst in the last month, or had a red notice.

    running:  months running among the worst, up to the last one
    red:      red notices confirmed in the quarter of the last month
    is_due:   is it to be summoned (U2)?
    """

    code: str
    name: str
    running: int
    red: int
    is_due: bool


@dataclass(frozen=True, slots=True)
class Units:
    """The months, the oldest first, and whom they point at. names: by code"""

    months: tuple[MonthOfUnits, ...]
    watched: tuple[WatchedUnit, ...]
    names: Mapping[str, str]
    quarter: Period


def count_units(
    district_id: int,
    last: Period,
    now: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> Units:
    """Count the months up to the last one, as far as they have come."""
    months = _months_up_to(last)
    quarter = period_of(PeriodKind.QUARTER, last.first)
    start = min(months[0].first, quarter.first)
    first, _ = period_of(PeriodKind.MONTH, start).instants(calendar.zone)
    until = min(now, last.instants(calendar.zone)[1])
    span = district_id, first, max(first, until)
    steps = list_confirmed(*span)
    confirmed: list[Flag] = [*steps, *list_confirmed_findings(*span)]
    records = list_case_records(*span) if confirmed else []
    counted = tuple(
        _month(one, confirmed, records, now, calendar, rules) for one in months
    )
    names = short_names(district_id)
    red = Counter(
        one.department
        for one in steps
        if one.step is Step.RED and _is_in(one, quarter, now, calendar)
    )
    return Units(counted, tuple(_watched(counted, red, names, rules)), names, quarter)


def _months_up_to(last: Period) -> list[Period]:
    months = [last]
    while len(months) < MONTHS:
        months.insert(0, months[0].previous)
    return months


def _month(
    period: Period,
    confirmed: Sequence[Flag],
    records: Sequence[CaseRecord],
    now: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> MonthOfUnits:
    """Cases are counted only where somebody was flagged: there alone they decide."""
    flags = Counter(
        one.department for one in confirmed if _is_in(one, period, now, calendar)
    )
    start, until = period.so_far(now, calendar.zone)
    cases: Counter[str] = Counter()
    for record in records if flags else ():
        case = counted_case(record, start, until, calendar)
        if case is not None and case.department in flags:
            cases[case.department] += 1
    return MonthOfUnits(period, flags, cases, worst_of(flags, cases, rules.units))


def _is_in(one: Flag, period: Period, now: datetime, calendar: WorkingCalendar) -> bool:
    start, until = period.so_far(now, calendar.zone)
    return start <= one.at < until


def _watched(
    months: Sequence[MonthOfUnits],
    red: Mapping[str, int],
    names: Mapping[str, str],
    rules: RuleSet,
) -> Iterator[WatchedUnit]:
    worst = [month.worst for month in months]
    for code in sorted({*worst[-1], *red}):
        running = streak(worst, code)
        is_due = must_be_summoned(running, red.get(code, 0), rules.units)
        yield WatchedUnit(code, names[code], running, red.get(code, 0), is_due)
