"""What points were taken for: each mark against a department in a period, by moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.domain.counting import improper_returns
from app.domain.grades import points_of
from app.domain.periods import Period
from app.domain.rule_set import RuleSet
from app.domain.terms import Step
from app.domain.working_calendar import WorkingCalendar
from app.store.reads.counted import list_case_records, list_confirmed


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark. step: that was confirmed; None for a return that was rejected"""

    number: str
    step: Step | None
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
    start, end = period.instants(calendar.zone)
    span = start, max(start, min(end, now))
    found = (
        *_steps(district_id, department, span, rules),
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


def _returns(
    district_id: int, department: str, span: tuple[datetime, datetime], rules: RuleSet
) -> Iterator[Mark]:
    for one in improper_returns(list_case_records(district_id, *span), *span):
        if one.department == department:
            yield Mark(one.number, None, one.at, rules.deductions.improper_return)
