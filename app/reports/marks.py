"""What points were taken for: each mark against a department in a period, by moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.domain.counting import improper_returns
from app.domain.grades import points_of, points_of_finding
from app.domain.periods import Period
from app.domain.rule_set import RuleSet
from app.domain.terms import FindingCode, Step
from app.domain.working_calendar import WorkingCalendar
from app.store.reads.counted import (
    list_case_records,
    list_confirmed,
    list_confirmed_findings,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark. what: the step or finding confirmed; None for a rejected return"""

    number: str
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
    """The marks of one department, the earliest first."""
    span = period.so_far(now, calendar.zone)
    found = (
        *_steps(district_id, department, span, rules),
        *_findings(district_id, department, span, rules),
        *_returns(district_id, department, span, rules),
    )
    return sorted(found, key=lambda mark: (mark.at, mark.number))


def _steps(
    district_id: int, department: str, span: tuple[datetime, datetime], rules: RuleSet
) -> Iterator[Mark]:
    for one in list_confirmed(district_id, *span):
        if one.department == department:
            points = points_of(one.step, rules.deductions)
            yield Mark(one.number, one.step, one.at, points)


def _findings(
    district_id: int, department: str, span: tuple[datetime, datetime], rules: RuleSet
) -> Iterator[Mark]:
    """Those that take points; the others have no say in the grade."""
    for one in list_confirmed_findings(district_id, *span):
        points = points_of_finding(one.code, one.of_contact, rules.deductions)
        if one.department == department and points:
            yield Mark(one.number, one.code, one.at, points)


def _returns(
    district_id: int, department: str, span: tuple[datetime, datetime], rules: RuleSet
) -> Iterator[Mark]:
    for one in improper_returns(list_case_records(district_id, *span), *span):
        if one.department == department:
            yield Mark(one.number, None, one.at, rules.deductions.improper_return)
