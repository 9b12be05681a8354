"""Limits become deadlines.

The starting day or hour is not counted; a month or year ends on the same day number
or the month's last day; a limit in calendar days, months or years whose last day is a
rest day ends on the first day after that rest period.
Source: Civil Code 201-204. When a ticket's day zero shifts is in working_calendar;
which days of a ticket do not count is in ledger.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from app.domain.calendar.content import DAY_SECONDS
from app.domain.working_calendar import (
    CalendarExhausted,
    CalendarFault,
    Pauses,
    WorkingCalendar,
)

END_OF_DAY = DAY_SECONDS


class LimitUnit(StrEnum):
    """What a limit counts."""

    CALENDAR_DAY = "calendar_day"
    HOUR = "hour"
    MONTH = "month"
    WORKING_DAY = "working_day"
    WORKING_HOUR = "working_hour"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many of a unit; none is allowed, fewer are a CalendarFault.

    key, ends_on_a_day: worked out once, as a limit is asked about very often
    """

    n: int
    unit: LimitUnit
    key: str = field(init=False, compare=False, repr=False)
    ends_on_a_day: bool = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.n < 0:
            raise CalendarFault("a limit cannot be negative")
        object.__setattr__(self, "key", f"{self.unit} {self.n:x}")
        object.__setattr__(self, "ends_on_a_day", self.unit not in _IN_HOURS)


_IN_HOURS = (LimitUnit.HOUR, LimitUnit.WORKING_HOUR)


class Deadline(NamedTuple):
    """The end of a limit.

    last_day:  the civil day on which it ends; None for limits in hours
    due_at:    the instant until which an act is on time, in the calendar's zone
    """

    last_day: date | None
    due_at: datetime


def deadline(
    calendar: WorkingCalendar,
    start: datetime,
    limit: Limit,
    *,
    day_end: int = END_OF_DAY,
    pauses: Pauses = (),
) -> Deadline:
    """The end of a limit that begins at `start`; nothing shifts the starting day.

    day_end:  seconds after midnight at which the last day ends; 86400 is the midnight
              after it
    pauses:   seconds that do not count; only for limits in working hours
    raises:   CalendarFault; CalendarExhausted beyond the year 9999
    """
    if limit.ends_on_a_day:
        known = calendar.ends_of(limit.key, day_end)
        ordinal = calendar.civil_ordinal(start)
        found = known.get(ordinal)
        if found is None:
            last = last_day(calendar, date.fromordinal(ordinal), limit)
            found = last, calendar.wall_time(last, day_end)
            known[ordinal] = found
        return Deadline._make(found)
    if limit.unit is LimitUnit.HOUR:
        return Deadline(None, calendar.after_real_time(start, limit.n * 3600))
    seconds = limit.n * 3600
    return Deadline(None, calendar.add_working_time(start, seconds, pauses))


def last_day(calendar: WorkingCalendar, day: date, limit: Limit) -> date:
    """The civil day on which a limit in days, months or years ends; `day` itself is
    not counted."""
    match limit.unit:
        case LimitUnit.WORKING_DAY:
            return calendar.add_working_days(day, limit.n)
        case LimitUnit.CALENDAR_DAY:
            last = days_later(day, limit.n)
        case LimitUnit.MONTH:
            last = months_later(day, limit.n)
        case LimitUnit.YEAR:
            last = months_later(day, 12 * limit.n)
        case _:
            raise ValueError(f"{limit.unit} does not end on a day")
    return calendar.working_day_from(last)


def days_later(day: date, count: int) -> date:
    """The civil day `count` days later."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        raise CalendarExhausted("the calendar has the years 1 to 9999") from None


def months_later(day: date, count: int) -> date:
    """The same day number `count` months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, month + 1
    if not date.min.year <= year <= date.max.year:
        raise CalendarExhausted("the calendar has the years 1 to 9999")
    try:
        return day.replace(year, month)
    except ValueError:
        first_of_next = date(year, month + 1, 1)
        return first_of_next - timedelta(days=1)
