"""What was confirmed against departments in a period, and what points were taken for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from app.domain.figures.counting import improper_returns
from app.domain.figures.grades import points_of, points_of_finding
from app.domain.periods import Period
from app.domain.rule_set import RuleSet
from app.domain.terms import FindingCode, Step
from app.domain.working_calendar import WorkingCalendar
from app.store.reads.counted import (
    list_case_records,
    list_confirmed,
    list_confirmed_findings,
)

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark. what: the step or finding confirmed; None for a rejected return"""

    number: str
    department: str
    what: Step | FindingCode | None
    at: datetime
    points: int


def list_marks(
    district_id: int,
    department: str,
    period: Period,
    now: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> list[Mark]:
    """The marks of one department, the earliest first.

    Of the findings those that take points; the others have no say in the grade.
    """
    span = period.so_far(now, calendar.zone)
    found = (
        *_steps(district_id, span, rules),
        *(one for one in _findings(district_id, span, rules) if one.points),
        *_returns(district_id, span, rules),
    )
    return _in_order(one for one in found if one.department == department)


def list_flags(
    district_id: int,
    period: Period,
    now: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> list[Mark]:
    """The flags that stand confirmed against any department, the earliest first, also
    those that take no points: what the worst of a month are found by."""
    span = period.so_far(now, calendar.zone)
    found = *_steps(district_id, span, rules), *_findings(district_id, span, rules)
    return _in_order(found)


def _in_order(found: Iterable[Mark]) -> list[Mark]:
    return sorted(found, key=lambda mark: (mark.at, mark.number))


def _steps(district_id: int, span: Span, rules: RuleSet) -> Iterator[Mark]:
    for one in list_confirmed(district_id, *span):
        points = points_of(one.step, rules.deductions)
        yield Mark(one.number, one.department, one.step, one.at, points)


def _findings(district_id: int, span: Span, rules: RuleSet) -> Iterator[Mark]:
    for one in list_confirmed_findings(district_id, *span):
        points = points_of_finding(one.code, one.of_contact, rules.deductions)
        yield Mark(one.number, one.department, one.code, one.at, points)


def _returns(district_id: int, span: Span, rules: RuleSet) -> Iterator[Mark]:
    points = rules.deductions.improper_return
    for one in improper_returns(list_case_records(district_id, *span), *span):
        yield Mark(one.number, one.department, None, one.at, points)
