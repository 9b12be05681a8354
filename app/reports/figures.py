"""The figures of a period by department: what the register has, counted and graded.

Definitions: domain.figures.measures (rates), domain.figures.grades (points, grades).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.figures.counting import CaseRecord, counted_case, improper_returns
from app.domain.figures.grades import (
    ConfirmedFindings,
    Marks,
    deducted,
    grade,
    marks_of,
    points,
    worst_of,
)
from app.domain.figures.measures import CountedCase, Figures, figures, may_rank
from app.domain.periods import Period
from app.domain.rule_set import RuleSet
from app.domain.terms import Grade, Step
from app.domain.working_calendar import WorkingCalendar
from app.store.reads.counted import (
    findings_by_department,
    list_case_records,
    list_confirmed,
    list_confirmed_findings,
    steps_by_department,
)
from app.store.reads.organisation import short_names


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """One department in one period.

    marks:     what stands confirmed against it; deducted, points, grade: after the rules
    composite: points of 100 after deductions; None when one of the rates has no case
    rank:      by composite, 1 is best, equals share a rank; None with too few cases
    is_worst:  is it among those with the most confirmed flags?
    """

    code: str
    name: str
    cases: tuple[CountedCase, ...]
    figures: Figures
    marks: Marks
    deducted: int
    points: int
    grade: Grade
    composite: float | None
    rank: int | None = None
    is_worst: bool = False


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """All departments that had a case in the period, by code, and their total.

    until: counted up to this moment: the end of the period, or now while it lasts
    least: fewest cases for a rank
    """

    period: Period
    until: datetime
    units: tuple[UnitFigures, ...]
    total: Figures
    least: int

    @property
    def nothing(self) -> Figures:
        """The figures of a department without a case."""
        return figures(())

    def unit(self, code: str) -> UnitFigures | None:
        """One department; None when it had no case."""
        return next((unit for unit in self.units if unit.code == code), None)


def count_period(
    district_id: int,
    period: Period,
    now: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> PeriodFigures:
    """Count one period of a district."""
    start, until = period.so_far(now, calendar.zone)
    records = list_case_records(district_id, start, until)
    found = _by_department(records, start, until, calendar)
    steps = steps_by_department(list_confirmed(district_id, start, until))
    rejected = Counter(
        one.department for one in improper_returns(records, start, until)
    )
    against = findings_by_department(list_confirmed_findings(district_id, start, until))
    marks = {
        code: marks_of(steps.get(code, {}), rejected[code], against.get(code))
        for code in found
    }
    worst = worst_of(
        {code: _flags(code, steps, against) for code in found},
        {code: len(cases) for code, cases in found.items()},
        rules.units,
    )
    names = short_names(district_id)
    ranks = _ranks(found, marks, rules)
    units = [
        _unit(code, names[code], found[code], marks[code], rules, ranks, worst)
        for code in sorted(found)
    ]
    everything = [case for cases in found.values() for case in cases]
    least = rules.units.min_cases_to_rank
    return PeriodFigures(period, until, tuple(units), figures(everything), least)


def _flags(
    code: str,
    steps: Mapping[str, Mapping[Step, int]],
    against: Mapping[str, ConfirmedFindings],
) -> int:
    """How many flags stand confirmed against a department."""
    found = against.get(code)
    return sum(steps.get(code, {}).values()) + (found.total if found else 0)


def _by_department(
    records: Iterable[CaseRecord],
    start: datetime,
    until: datetime,
    calendar: WorkingCalendar,
) -> dict[str, list[CountedCase]]:
    found: dict[str, list[CountedCase]] = defaultdict(list)
    for record in records:
        case = counted_case(record, start, until, calendar)
        if case is not None:
            found[case.department].append(case)
    return dict(found)


def _unit(
    code: str,
    name: str,
    cases: list[CountedCase],
    marks: Marks,
    rules: RuleSet,
    ranks: Mapping[str, int],
    worst: tuple[str, ...],
) -> UnitFigures:
    counted, taken = figures(cases), deducted(marks, rules.deductions)
    return UnitFigures(
        code,
        name,
        tuple(cases),
        counted,
        marks,
        taken,
        points(marks, rules.deductions),
        grade(marks, rules.deductions),
        counted.composite(taken),
        ranks.get(code),
        code in worst,
    )


def _ranks(
    found: Mapping[str, list[CountedCase]], marks: Mapping[str, Marks], rules: RuleSet
) -> dict[str, int]:
    """The places of the departments that have enough cases and all three rates."""
    scores = {}
    for code, cases in found.items():
        score = figures(cases).composite(deducted(marks[code], rules.deductions))
        is_enough = may_rank(len(cases), rules.units.min_cases_to_rank)
        if is_enough and score is not None:
            scores[code] = round(score, 2)
    return {
        code: 1 + sum(other > score for other in scores.values())
        for code, score in scores.items()
    }
