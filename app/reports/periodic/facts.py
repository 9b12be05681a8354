"""What reports of a period are made from: read once for a district, cut for each scope."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.figures.counting import counted_case
from app.domain.figures.measures import CountedCase
from app.domain.periods import Period
from app.domain.reporting import Scope
from app.domain.rule_set import RuleSet
from app.domain.terms import PeriodKind, ReportScope
from app.domain.working_calendar import WorkingCalendar
from app.reports.figures import PeriodFigures, count_period
from app.reports.periodic.names import Names, names_of, scopes_of
from app.store.reads.counted import list_case_records
from app.store.reads.published import (
    IssuedNotice,
    issued_notices,
    reviews_of_departments,
)
from app.store.reads.reported import (
    FallenStep,
    Happening,
    ReportedCase,
    ReportedImprovement,
    cases_of_period,
    fallen_steps,
    happenings,
    improvements_of_period,
)


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """A period of a district, or of one scope of it.

    until:   counted up to
    counted: the cases as figures count them, by number
    figures: of the departments; their ranks are those of the whole district
    worst:   who was among the worst in each month, oldest first, up to this period
    """

    district_id: int
    scope: Scope
    period: Period
    until: datetime
    calendar: WorkingCalendar
    rules: RuleSet
    names: Names
    cases: Mapping[int, ReportedCase]
    happened: tuple[Happening, ...]
    steps: tuple[FallenStep, ...]
    notices: tuple[IssuedNotice, ...]
    reviews: Mapping[str, Mapping[str, int]]
    improvements: tuple[ReportedImprovement, ...]
    counted: Mapping[str, CountedCase]
    figures: PeriodFigures
    worst: tuple[tuple[str, ...], ...]

    def cut(self, scope: Scope) -> PeriodFacts:
        """The same of one center or department."""
        if scope.kind is ReportScope.CENTER:
            return self._cut_to_center(scope)
        if scope.kind is ReportScope.DEPARTMENT:
            return self._cut_to_department(scope)
        return self

    def filed(self) -> list[ReportedCase]:
        """The cases taken in during the period."""
        start = self.period.instants(self.calendar.zone)[0]
        return [one for one in self.cases.values() if one.filed_at >= start]

    def closed(self) -> list[ReportedCase]:
        """The cases closed in the period, as the figures count them."""
        return [
            one
            for one in self.cases.values()
            if (counted := self.counted.get(one.number)) and counted.closed
        ]

    def scopes(self) -> list[Scope]:
        """Of whom there is something to report: the district, then each with a case."""
        centers = {one.center for one in self.cases.values()}
        departments = {one.department for one in self.cases.values()}
        return scopes_of(self.names, centers, departments)

    def _cut_to_center(self, scope: Scope) -> PeriodFacts:
        return self._only(
            scope,
            lambda case: case.center == scope.code,
            steps=tuple(one for one in self.steps if one.center == scope.code),
            notices=(),
            reviews={},
            improvements=(),
        )

    def _cut_to_department(self, scope: Scope) -> PeriodFacts:
        code = scope.code
        counted = {n: one for n, one in self.counted.items() if one.department == code}
        return replace(self, counted=counted)._only(
            scope,
            lambda case: code in (case.department, self._carried(case)),
            steps=tuple(one for one in self.steps if one.department == code),
            notices=tuple(one for one in self.notices if one.department == code),
            reviews={code: self.reviews.get(code, {})},
            improvements=tuple(
                one for one in self.improvements if one.department == code
            ),
        )

    def _carried(self, case: ReportedCase) -> str:
        counted = self.counted.get(case.number)
        return counted.department if counted else ""

    def _only(
        self,
        scope: Scope,
        belongs: Callable[[ReportedCase], bool],
        *,
        steps: tuple[FallenStep, ...],
        notices: tuple[IssuedNotice, ...],
        reviews: Mapping[str, Mapping[str, int]],
        improvements: tuple[ReportedImprovement, ...],
    ) -> PeriodFacts:
        cases = {key: one for key, one in self.cases.items() if belongs(one)}
        numbers = {one.number for one in cases.values()}
        return replace(
            self,
            scope=scope,
            cases=cases,
            happened=tuple(one for one in self.happened if one.case in cases),
            steps=steps,
            notices=notices,
            reviews=reviews,
            improvements=improvements,
            counted={n: one for n, one in self.counted.items() if n in numbers},
        )


def period_facts(
    district_id: int,
    period: Period,
    now: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> PeriodFacts:
    """Read everything of a period of a whole district."""
    start, until = period.so_far(now, calendar.zone)
    cases = cases_of_period(district_id, start, until)
    found = (
        counted_case(one, start, until, calendar)
        for one in list_case_records(district_id, start, until)
    )
    return PeriodFacts(
        district_id,
        Scope(ReportScope.DISTRICT),
        period,
        until,
        calendar,
        rules,
        names_of(district_id),
        {one.id: one for one in cases},
        tuple(happenings(district_id, start, until)),
        tuple(fallen_steps(district_id, start, until)),
        tuple(issued_notices(district_id, start, until)),
        reviews_of_departments(district_id, start, until),
        tuple(improvements_of_period(district_id, start, until)),
        {one.number: one for one in found if one is not None},
        count_period(district_id, period, now, calendar, rules),
        _worst(district_id, period, now, calendar, rules),
    )


def _worst(
    district_id: int,
    period: Period,
    now: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> tuple[tuple[str, ...], ...]:
    """As many months as make somebody worst for too long; none but for a month."""
    if period.kind is not PeriodKind.MONTH:
        return ()
    months = [period]
    while len(months) < rules.units.worst_months_running:
        months.append(months[-1].previous)
    counted = (
        count_period(district_id, one, now, calendar, rules) for one in months[::-1]
    )
    return tuple(
        tuple(unit.code for unit in one.units if unit.is_worst) for one in counted
    )
