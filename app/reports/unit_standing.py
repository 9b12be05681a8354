"""Departments in a finished month or quarter, counted for papers on their figures."""

from __future__ import annotations

from datetime import datetime

from app.domain.errors import NotFound
from app.domain.periods import Period, period_of
from app.domain.rule_set import RuleSet
from app.domain.terms import PeriodKind
from app.domain.unit_grounds import UnitStanding
from app.domain.working_calendar import WorkingCalendar
from app.reports.figures import UnitFigures, count_period
from app.reports.units import Units, count_units


def standing_of(
    district_id: int,
    department: str,
    period: Period,
    now: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> UnitStanding:
    """Count one department as the record has it now.

    period: a month or a quarter
    raises: NotFound paper.no_figures, where it had no case in it
    """
    for one in standings_of(district_id, period, now, calendar, rules):
        if one.department == department:
            return one
    raise NotFound("paper.no_figures", field="ground")


def standings_of(
    district_id: int,
    period: Period,
    now: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> list[UnitStanding]:
    """Count every department that had a case in a month or quarter, by code."""
    counted = count_period(district_id, period, now, calendar, rules)
    last = period_of(PeriodKind.MONTH, period.last)
    units = count_units(district_id, last, now, calendar, rules)
    return [_standing(one, units, period) for one in counted.units if one.code]


def _standing(unit: UnitFigures, units: Units, period: Period) -> UnitStanding:
    watched = next((one for one in units.watched if one.code == unit.code), None)
    is_month = period.kind is PeriodKind.MONTH
    rate = unit.figures.on_time
    return UnitStanding(
        department=unit.code,
        period=period.key,
        flags=_flags(units, period, unit.code),
        cases=unit.figures.cases,
        on_time=(rate.hits, rate.total),
        is_worst=is_month and unit.code in units.months[-1].worst,
        running=watched.running if watched else 0,
        red=watched.red if watched else 0,
        points=unit.points,
        grade=unit.grade,
    )


def _flags(units: Units, period: Period, department: str) -> int:
    """Flags confirmed in the period, month by month."""
    return sum(
        month.flags.get(department, 0)
        for month in units.months
        if period.first <= month.period.first <= period.last
    )
