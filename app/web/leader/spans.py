"""Which span of time the overview and its lists are about, and how it is said."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from app.casework.desk import Desk
from app.domain.periods import Period, period_of
from app.domain.terms import PeriodKind
from app.domain.working_calendar import WorkingCalendar
from app.store import directory
from app.store.reads.happenings import During, What
from app.web.figures.periods import name_of_key
from app.web.moments import today

MONTHS = 12


def calendar_of(desk: Desk) -> WorkingCalendar:
    """The calendar of the district's own window."""
    return desk.office.calendar(directory.district(desk.district).window)


def during(what: What, period: Period, now: datetime, zone: ZoneInfo) -> During:
    """What happened in a period of the district."""
    start, until = period.instants(zone)
    return During(what, start, until, now)


def last_months() -> list[Period]:
    """The present month and those before it, a year in all, the oldest first."""
    months = [period_of(PeriodKind.MONTH, today())]
    while len(months) < MONTHS:
        months.append(months[-1].previous)
    return months[::-1]


def named(key: str) -> str:
    """How a period is called; its key when it is none."""
    try:
        return name_of_key(key)
    except ValueError:
        return key
