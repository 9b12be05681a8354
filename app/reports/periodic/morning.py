"""The daily report: what must be done today, and by whom. Case numbers, no names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from flask_babel import gettext, ngettext, pgettext

from app.domain.reporting import Scope
from app.domain.terms import ClockName, ReportScope, State
from app.domain.working_calendar import WorkingCalendar
from app.reports.cells import Cell
from app.reports.periodic.names import Names, names_of, scopes_of
from app.reports.periodic.shape import Column, Drawn, Kind, Picture, Section
from app.reports.periodic.words import moment
from app.store.reads.reported import (
    ReportedCase,
    WaitingClock,
    open_cases,
    waiting_clocks,
    yellow_cases,
)

N = ClockName


@dataclass(frozen=True, slots=True)
class Morning:
    """What is open this morning. yellow: ids of the cases with a yellow light"""

    now: datetime
    calendar: WorkingCalendar
    names: Names
    cases: tuple[ReportedCase, ...]
    clocks: tuple[WaitingClock, ...]
    yellow: frozenset[int]

    def scopes(self) -> list[Scope]:
        """Of whom there is something open."""
        centers = {one.center for one in self.cases}
        departments = {one.department for one in self.cases}
        departments |= {one.department for one in self.clocks}
        return scopes_of(self.names, centers, departments)

    @property
    def tonight(self) -> datetime:
        """The end of today."""
        tomorrow = self.calendar.civil_date(self.now) + timedelta(days=1)
        return datetime.combine(tomorrow, time.min, self.calendar.zone)


def this_morning(district_id: int, now: datetime, calendar: WorkingCalendar) -> Morning:
    """Read what is open in a district."""
    return Morning(
        now,
        calendar,
        names_of(district_id),
        tuple(open_cases(district_id)),
        tuple(waiting_clocks(district_id)),
        frozenset(yellow_cases(district_id)),
    )


def daily_sections(morning: Morning, scope: Scope) -> tuple[Section, ...]:
    """The sections of one day: a summary, then a list for each thing to do."""
    lists = list(_lists(morning, scope))
    rows = tuple((title, len(found)) for title, found in lists)
    picture = Picture(Drawn.BARS, gettext("To be done today (cases)"), (1,))
    summary = Section(
        gettext("Today at a glance"),
        "",
        (Column(pgettext("report", "What"), Kind.TEXT, 16), Column(gettext("Cases"))),
        rows,
        picture if any(count for _, count in rows) else None,
    )
    return summary, *(
        Section(title, "" if found else gettext("None."), _heads(), tuple(found))
        for title, found in lists
    )


def _heads() -> tuple[Column, ...]:
    return (
        Column(gettext("Number"), Kind.TEXT, 14),
        Column(gettext("Matter"), Kind.TEXT, 26),
        Column(pgettext("report", "Department responsible"), Kind.TEXT, 16),
        Column(gettext("Center or window"), Kind.TEXT, 16),
        Column(pgettext("report", "Due"), Kind.TEXT, 20),
        Column(pgettext("report", "How it stands"), Kind.TEXT, 16),
    )


def _lists(
    morning: Morning, scope: Scope
) -> Iterable[tuple[str, list[tuple[Cell, ...]]]]:
    promised = [
        one
        for one in morning.cases
        if one.due_at is not None
        and one.stopped_at is None
        and _belongs(scope, one, one.department)
    ]
    late = [one for one in promised if _due(one) < morning.now]
    today = [one for one in promised if morning.now <= _due(one) < morning.tonight]
    yellow = [
        one
        for one in promised
        if one.id in morning.yellow and _due(one) >= morning.tonight
    ]
    yield gettext("Red light (overdue)"), [_case(morning, one) for one in late]
    yield pgettext("report", "Due today"), [_case(morning, one) for one in today]
    yield gettext("Yellow light (due soon)"), [_case(morning, one) for one in yellow]
    yield gettext("Not signed for"), _waiting(morning, scope, N.SIGN)
    yield (
        gettext("Not contacted yet"),
        _waiting(morning, scope, N.CONTACT, N.RATING_CONTACT),
    )
    yield gettext("To be verified"), _waiting(morning, scope, N.VERIFY)
    yield gettext("To be revisited"), _waiting(morning, scope, N.REVISIT)


def _waiting(
    morning: Morning, scope: Scope, *names: ClockName
) -> list[tuple[Cell, ...]]:
    """The cases whose clock of that name runs; a case once."""
    cases = {one.id: one for one in morning.cases}
    found: dict[int, tuple[Cell, ...]] = {}
    for clock in morning.clocks:
        case = cases.get(clock.case)
        if case is None or clock.name not in names:
            continue
        department = clock.department or case.department
        if _belongs(scope, case, department):
            row = _row(morning, case, department, clock.due_at)
            if clock.name is N.SIGN and clock.due_at < morning.now:
                row = *row[:-1], gettext("signed by the system")
            found.setdefault(case.id, row)
    return list(found.values())


def _belongs(scope: Scope, case: ReportedCase, department: str) -> bool:
    match scope.kind:
        case ReportScope.CENTER:
            return case.center == scope.code
        case ReportScope.DEPARTMENT:
            return department == scope.code
    return True


def _case(morning: Morning, case: ReportedCase) -> tuple[Cell, ...]:
    return _row(morning, case, case.department, _due(case))


def _row(
    morning: Morning, case: ReportedCase, department: str, due: datetime
) -> tuple[Cell, ...]:
    return (
        case.number,
        case.matter,
        morning.names.department(department),
        morning.names.center(case.center),
        moment(due, morning.calendar),
        _how(morning, case, due),
    )


def _how(morning: Morning, case: ReportedCase, due: datetime) -> str:
    if case.state is State.SUSPENDED:
        return gettext("paused")
    if due >= morning.now:
        is_today = due < morning.tonight
        return pgettext("report", "Due today") if is_today else gettext("not due yet")
    last = morning.calendar.civil_date(due)
    today = morning.calendar.civil_date(morning.now)
    days = morning.calendar.working_days_between(last, today)
    if not days:
        return gettext("overdue since today")
    return ngettext("%(num)d working day late", "%(num)d working days late", days)


def _due(case: ReportedCase) -> datetime:
    """Its promise; asked of promised cases alone."""
    assert case.due_at is not None  # noqa: S101 - see the docstring
    return case.due_at
