"""When each clock of a ticket is due.

Day limits count untouched working days after day zero and end at the close of
business; a working day touched by a lawful suspension does not count.
Source: docs/rules.md, "Timelines" 1, 7, 8, 15, 16, 49; Civil Code 201, 203.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from app.domain.facts import Clock, Days
from app.domain.rule_set import RuleSet
from app.domain.terms import ClockName
from app.domain.working_calendar import WorkingCalendar

_DAY = timedelta(days=1)


def is_touched(day: date, touched: Iterable[Days]) -> bool:
    """Does a suspension touch this day? Both ends of a span are included."""
    return any(first <= day <= last for first, last in touched)


def untouched_day(
    calendar: WorkingCalendar, day_zero: date, count: int, touched: Iterable[Days]
) -> date:
    """The count-th untouched working day after day zero; count is at least 1."""
    day = day_zero
    for first, last in sorted(touched):
        if last <= day:
            continue
        free = calendar.working_days_between(day, first - _DAY)
        if free >= count:
            break
        count -= free
        day = last
    return calendar.add_working_days(day, count)


def untouched_days_between(
    calendar: WorkingCalendar, start: date, end: date, touched: Iterable[Days]
) -> int:
    """Untouched working days after `start`, `end` included."""
    day, count = start, 0
    for first, last in sorted(touched):
        if last <= day:
            continue
        if first > end:
            break
        count += calendar.working_days_between(day, first - _DAY)
        day = last
    return count + calendar.working_days_between(day, end)


def untouched_day_before(
    calendar: WorkingCalendar, day: date, touched: Iterable[Days]
) -> date:
    """The last untouched working day strictly before `day`."""
    day = calendar.previous_working_day(day)
    for first, last in sorted(touched, reverse=True):
        if first <= day <= last:
            day = calendar.previous_working_day(first)
    return day


def days_due(
    calendar: WorkingCalendar, started_at: datetime, count: int
) -> tuple[date, datetime]:
    """Day zero and due instant of a limit of `count` working days that nothing stops."""
    day_zero = calendar.day_zero(started_at)
    return day_zero, calendar.closing(calendar.add_working_days(day_zero, count))


def started_too_long_ago(
    calendar: WorkingCalendar, now: datetime, count: int
) -> datetime:
    """The instant before which a limit of `count` working days must have started to
    have passed by now."""
    day = calendar.day_zero(now)
    while calendar.closing(calendar.add_working_days(day, count)) >= now:
        day = calendar.previous_working_day(day)
    return calendar.closing(day)


def contact_due(
    calendar: WorkingCalendar, rules: RuleSet, started_at: datetime
) -> datetime:
    """Close of the same day when dispatched on a working day before the hour that
    the rules name, else the hour that they name on the next working day."""
    local = started_at.astimezone(calendar.zone)
    day = local.date()
    if calendar.is_working_day(day) and local.time() < rules.contact_same_day_before:
        return calendar.closing(day)
    return _at(calendar, calendar.next_working_day(day), rules)


def _at(calendar: WorkingCalendar, day: date, rules: RuleSet) -> datetime:
    return datetime.combine(day, rules.contact_next_day_by, calendar.zone)


def moved(clock: Clock, calendar: WorkingCalendar, rules: RuleSet) -> Clock:
    """The finish or redo clock with the due instant that its touched days give."""
    if clock.day_zero is not None and clock.limit_days:
        day = untouched_day(calendar, clock.day_zero, clock.limit_days, clock.touched)
        return replace(clock, due_at=calendar.closing(day))
    return replace(clock, due_at=_simple_due(clock, calendar, rules))


def _simple_due(clock: Clock, calendar: WorkingCalendar, rules: RuleSet) -> datetime:
    due = contact_due(calendar, rules, clock.started_at)
    day = calendar.civil_date(due)
    if not is_touched(day, clock.touched):
        return due
    day = untouched_day(calendar, day, 1, clock.touched)
    return datetime.combine(day, due.astimezone(calendar.zone).time(), calendar.zone)


def assist_due(
    finish: Clock, calendar: WorkingCalendar, rules: RuleSet
) -> datetime | None:
    """Close of the untouched working day that the rules put before finish's due day;
    for a simple ticket the finish's own due instant."""
    if finish.due_at is None or not finish.limit_days:
        return finish.due_at
    day = calendar.civil_date(finish.due_at)
    for _ in range(rules.assist_days_before_finish):
        day = untouched_day_before(calendar, day, finish.touched)
    return calendar.closing(day)


def overdue_days(
    clock: Clock,
    until: datetime,
    calendar: WorkingCalendar,
    not_counted: tuple[Days, ...] = (),
) -> int:
    """Working days after the due day whose opening lies before the clock stopped, or,
    while it runs, at or before `until`.

    not_counted: days left out; for finish, redo and assist only. Timelines 24, 36.
    """
    if clock.due_at is None or clock.name in (ClockName.HOLD, ClockName.RETURN):
        return 0
    if (clock.stopped_at or until) <= clock.due_at:
        return 0
    last = last_overdue_day(clock, until, calendar)
    due_day = calendar.civil_date(clock.due_at)
    return untouched_days_between(calendar, due_day, last, not_counted)


def last_overdue_day(clock: Clock, until: datetime, calendar: WorkingCalendar) -> date:
    """The last working day that opened before the clock stopped, or by `until` while
    it runs: an overdue day counts from its opening. Timelines 24, 36."""
    running = clock.stopped_at is None
    return opened_before(calendar, clock.stopped_at or until, itself=running)


def opened_before(calendar: WorkingCalendar, at: datetime, *, itself: bool) -> date:
    """The last working day that opened before `at`; or at it, when `itself`."""
    day = calendar.civil_date(at)
    if calendar.is_working_day(day):
        opening = calendar.opening(day)
        if opening < at or (itself and opening == at):
            return day
    return calendar.previous_working_day(day)


def days_opened_in(
    calendar: WorkingCalendar, spans: Iterable[tuple[datetime, datetime | None]]
) -> tuple[Days, ...]:
    """For each span [from, to) the days that open in it; an open span has no end."""
    return tuple(
        (
            calendar.next_working_day(opened_before(calendar, a, itself=False)),
            opened_before(calendar, b, itself=False) if b else date.max,
        )
        for a, b in spans
    )


def business_hour_before(
    calendar: WorkingCalendar, at: datetime, hours: int
) -> datetime:
    """The instant from which `hours` working hours remain until `at`."""
    return calendar.add_working_time(at, -int(timedelta(hours=hours).total_seconds()))
