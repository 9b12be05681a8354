"""The ledger: each civil day from day zero to the due day, and why it counts or not.

The walk that writes the rows is the walk that finds the due day, so the explanation
cannot differ from the date. What is printed about each kind is the pages' business.
Source: Civil Code 201, 203; Administrative Licensing Law 45; docs/rules.md,
"Timelines" 1, 16, 24, 49.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice, takewhile

from app.domain.working_calendar import CalendarFault, DayKind, WorkingCalendar

DayRange = tuple[date, date]


class LedgerKind(StrEnum):
    """What a day is to the limit; in the order in which they are explained."""

    START = "start"
    COUNTED = "counted"
    MAKE_UP = "make_up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    SUSPENDED = "suspended"
    DUE = "due"
    OVERDUE = "overdue"

    @property
    def zh(self) -> str:
        """Official name."""
        return _KIND_ZH[self]

    @property
    def counts(self) -> bool:
        """Is it one of the days of the limit? Make-up days and the due day are."""
        return self in (LedgerKind.COUNTED, LedgerKind.MAKE_UP, LedgerKind.DUE)


_KIND_ZH = {
    LedgerKind.START: "起算日，不计",
    LedgerKind.COUNTED: "计入",
    LedgerKind.MAKE_UP: "调休上班，计入",
    LedgerKind.WEEKEND: "周末",
    LedgerKind.HOLIDAY: "放假",
    LedgerKind.SUSPENDED: "挂起",
    LedgerKind.DUE: "到期",
    LedgerKind.OVERDUE: "逾期",
}


class LedgerSource(StrEnum):
    """Where it is written that a day counts or does not."""

    CIVIL_CODE_201 = "civil_code_201"
    CIVIL_CODE_203 = "civil_code_203"
    LICENSING_LAW_45 = "licensing_law_45"
    NOTICE = "notice"
    NO_NOTICE = "no_notice"
    OPENING_HOURS = "opening_hours"
    RULE_FILE = "rule_file"

    @property
    def zh(self) -> str:
        """Official name."""
        return _SOURCE_ZH[self]


_SOURCE_ZH = {
    LedgerSource.CIVIL_CODE_201: "民法典201条",
    LedgerSource.CIVIL_CODE_203: "民法典203条",
    LedgerSource.LICENSING_LAW_45: "行政许可法45条",
    LedgerSource.NOTICE: "国办放假通知",
    LedgerSource.NO_NOTICE: "当年放假通知未发布",
    LedgerSource.OPENING_HOURS: "办公时间",
    LedgerSource.RULE_FILE: "升级规则",
}


@dataclass(frozen=True, slots=True)
class LedgerDay:
    """One civil day of a limit.

    number:     n-th day of the limit on days that count; n-th overdue day after the
                due day; None on days that do not count
    remaining:  days of the limit left after this day; negative when overdue
    day_kind:   what the calendar says of the day, whatever the limit makes of it
    """

    day: date
    kind: LedgerKind
    number: int | None
    remaining: int
    source: LedgerSource
    day_kind: DayKind


def ledger(
    calendar: WorkingCalendar,
    day_zero: date,
    limit_days: int,
    touched: tuple[DayRange, ...] = (),
    until: date | None = None,
) -> tuple[LedgerDay, ...]:
    """One row for each civil day from day zero to the due day, and on to `until`.

    limit_days:  working days, extensions included; 0 is due on day zero itself, or on
                 the first untouched working day after it
    touched:     first and last day of each lawful suspension, both included, in any
                 order; a working day inside is not counted
    until:       overdue days are added up to this day; before the due day it changes
                 nothing
    raises:      CalendarFault, if the limit is negative or a range ends before it
                 begins
    """
    due = due_day(calendar, day_zero, limit_days, touched)
    end = due if until is None else max(due, until)
    owed = limit_days or int(due > day_zero)
    walk = _walked(calendar, day_zero, touched, end)
    rows = [_first_row(calendar, day_zero, limit_days, due)]
    done = 0
    for day in _days_after(day_zero, end):
        counts = day in walk
        done += counts
        kind = _kind(calendar.day_kind(day), day, due, counts=counts, touched=touched)
        number = None
        if counts and (limit_days or day > due):
            number = done if done <= owed else done - owed
        rows.append(_row(calendar, day, kind, number, min(limit_days, owed - done)))
    return tuple(rows)


def due_day(
    calendar: WorkingCalendar,
    day_zero: date,
    limit_days: int,
    touched: tuple[DayRange, ...] = (),
) -> date:
    """The last day of the limit: the n-th untouched working day after day zero."""
    _check(limit_days, touched)
    if not limit_days and not _is_touched(day_zero, touched):
        return day_zero
    if not touched:
        return calendar.add_working_days(day_zero, limit_days)
    days = untouched_working_days(calendar, day_zero, touched)
    return next(islice(days, max(limit_days, 1) - 1, None))


def untouched_working_days(
    calendar: WorkingCalendar, after: date, touched: tuple[DayRange, ...]
) -> Iterator[date]:
    """The walk: working days strictly after a day, without those that are touched.

    It ends only with the calendar, by CalendarExhausted.
    """
    day = calendar.next_working_day(after)
    for first, last in sorted(touched):
        while day < first:
            yield day
            day = calendar.next_working_day(day)
        if day <= last:
            day = calendar.next_working_day(last)
    while True:
        yield day
        day = calendar.next_working_day(day)


def _check(limit_days: int, touched: tuple[DayRange, ...]) -> None:
    if limit_days < 0:
        raise CalendarFault("a limit cannot be negative")
    if any(last < first for first, last in touched):
        raise CalendarFault("a suspension ends before it begins")


def _is_touched(day: date, touched: tuple[DayRange, ...]) -> bool:
    return any(first <= day <= last for first, last in touched)


def _walked(
    calendar: WorkingCalendar, after: date, touched: tuple[DayRange, ...], end: date
) -> frozenset[date]:
    if end == after:
        return frozenset()
    walk = untouched_working_days(calendar, after, touched)
    return frozenset(takewhile(lambda day: day <= end, walk))


def _days_after(day: date, end: date) -> Iterator[date]:
    return map(date.fromordinal, range(day.toordinal() + 1, end.toordinal() + 1))


def _first_row(
    calendar: WorkingCalendar, day_zero: date, limit_days: int, due: date
) -> LedgerDay:
    kind = LedgerKind.DUE if due == day_zero else LedgerKind.START
    return _row(calendar, day_zero, kind, None, limit_days)


def _row(
    calendar: WorkingCalendar,
    day: date,
    kind: LedgerKind,
    number: int | None,
    remaining: int,
) -> LedgerDay:
    day_kind = calendar.day_kind(day)
    source = _SOURCE.get(kind, LedgerSource.OPENING_HOURS)
    if kind in (LedgerKind.HOLIDAY, LedgerKind.MAKE_UP):
        published = calendar.is_published(day.year)
        source = LedgerSource.NOTICE if published else LedgerSource.NO_NOTICE
    return LedgerDay(day, kind, number, remaining, source, day_kind)


_SOURCE = {
    LedgerKind.START: LedgerSource.CIVIL_CODE_201,
    LedgerKind.SUSPENDED: LedgerSource.LICENSING_LAW_45,
    LedgerKind.DUE: LedgerSource.CIVIL_CODE_203,
    LedgerKind.OVERDUE: LedgerSource.RULE_FILE,
}


def _kind(
    day_kind: DayKind,
    day: date,
    due: date,
    *,
    counts: bool,
    touched: tuple[DayRange, ...],
) -> LedgerKind:
    if day == due:
        return LedgerKind.DUE
    if counts and day > due:
        return LedgerKind.OVERDUE
    if counts:
        made_up = day_kind is DayKind.MAKE_UP
        return LedgerKind.MAKE_UP if made_up else LedgerKind.COUNTED
    if day_kind is DayKind.HOLIDAY:
        return LedgerKind.HOLIDAY
    rest = day_kind is DayKind.WEEKEND or not _is_touched(day, touched)
    return LedgerKind.WEEKEND if rest else LedgerKind.SUSPENDED
