"""One report put together: which sections it has, and of whom there are any."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import force_locale, gettext

from app.domain.periods import Period
from app.domain.reporting import Scope
from app.domain.rule_set import RuleSet
from app.domain.terms import PeriodKind, ReportScope
from app.domain.working_calendar import WorkingCalendar
from app.reports.languages import OFFICE
from app.reports.periodic import flows, problems, standing
from app.reports.periodic.facts import PeriodFacts, period_facts
from app.reports.periodic.morning import Morning, daily_sections, this_morning
from app.reports.periodic.names import Names
from app.reports.periodic.shape import Report, Section
from app.reports.periodic.words import exact, period_words, title_of

Part = Callable[[PeriodFacts], Section]

_FLOWS = (
    flows.overall,
    flows.by_department,
    flows.by_center,
    flows.by_matter,
    flows.by_cause,
)
_MONTH: tuple[Part, ...] = (
    *_FLOWS,
    standing.three_rates,
    standing.lights,
    standing.notices,
    standing.worst,
    problems.repeated,
    problems.improvements,
    problems.watch_list,
)
_QUARTER: tuple[Part, ...] = (
    flows.overall,
    standing.grades,
    standing.rulings,
    standing.three_rates,
    standing.lights,
    standing.notices,
    problems.repeated,
    problems.improvements,
)
_YEAR: tuple[Part, ...] = (
    flows.overall,
    problems.by_month,
    problems.fields_concerned,
    flows.by_cause,
    flows.by_matter,
    problems.most_complained,
    problems.handed_on,
    standing.three_rates,
    standing.notices,
    problems.repeated,
    problems.proposals,
    problems.improvements,
)
PARTS: Mapping[PeriodKind, tuple[Part, ...]] = {
    PeriodKind.MONTH: _MONTH,
    PeriodKind.QUARTER: _QUARTER,
    PeriodKind.YEAR: _YEAR,
}
# What compares departments, or is the inspection office's with one, is no center's.
_NOT_FOR_CENTERS = frozenset(
    {
        standing.three_rates,
        standing.notices,
        standing.worst,
        standing.grades,
        standing.rulings,
        problems.most_complained,
        problems.handed_on,
        problems.improvements,
        problems.proposals,
    }
)
_NOT_FOR_DEPARTMENTS = frozenset(
    {flows.by_department, standing.worst, problems.most_complained, problems.handed_on}
)
_LEFT_OUT = {
    ReportScope.CENTER: _NOT_FOR_CENTERS,
    ReportScope.DEPARTMENT: _NOT_FOR_DEPARTMENTS,
}


@dataclass(frozen=True, slots=True)
class Material:
    """What all reports of a period and district are made from, read once."""

    period: Period
    now: datetime
    calendar: WorkingCalendar
    found: Morning | PeriodFacts

    def scopes(self) -> list[Scope]:
        """Of whom there will be a report."""
        return self.found.scopes()

    def report(self, scope: Scope, language: str = OFFICE) -> Report:
        """The report of one of them. language: one that has a catalogue, or English"""
        until = self._until()
        with force_locale(language):
            return Report(
                title_of(self.period.kind),
                self._names().of(scope),
                period_words(self.period),
                gettext("Counted up to %(moment)s", moment=exact(until, self.calendar)),
                self._sections(scope),
            )

    def _sections(self, scope: Scope) -> tuple[Section, ...]:
        if isinstance(self.found, Morning):
            return daily_sections(self.found, scope)
        facts = self.found.cut(scope)
        left_out = _LEFT_OUT.get(scope.kind, frozenset())
        parts = PARTS[self.period.kind]
        return tuple(part(facts) for part in parts if part not in left_out)

    def _until(self) -> datetime:
        return self.now if isinstance(self.found, Morning) else self.found.until

    def _names(self) -> Names:
        return self.found.names


def material(
    district_id: int,
    period: Period,
    now: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> Material:
    """Read what the reports of a period are made from."""
    if period.kind is PeriodKind.DAY:
        found: Morning | PeriodFacts = this_morning(district_id, now, calendar)
    else:
        found = period_facts(district_id, period, now, calendar, rules)
    return Material(period, now, calendar, found)
