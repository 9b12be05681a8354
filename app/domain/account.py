"""The account of a limit: each day, or each stretch of hours, from its start to its end.

Days come from the ledger's walk. A limit in hours is told by the blocks that the walk
over working time goes through, and by what lies between them: nights, weekends, days
off. What is counted adds up to the limit; whoever doubts a date can add it up.
Source: Civil Code 201-204; docs/rules.md, "Timelines" 1, 7, 8, 16, 24.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.clock_days import counts_days, days_of
from app.domain.deciding import Moment
from app.domain.entries import Told
from app.domain.facts import Clock, TicketFacts
from app.domain.ledger import LedgerDay, LedgerSource
from app.domain.terms import EntryKind
from app.domain.working_calendar import DayKind, WorkingCalendar

_DAY = timedelta(days=1)


class StretchKind(StrEnum):
    """What a stretch of time is to a limit in hours."""

    COUNTED = "counted"
    MAKE_UP = "make_up"
    AFTER_HOURS = "after_hours"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"

    @property
    def counts(self) -> bool:
        """Is it working time?"""
        return self in (StretchKind.COUNTED, StretchKind.MAKE_UP)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time from one instant to the next that is all of one kind.

    seconds: counted in it; total: counted up to its end
    """

    start: datetime
    end: datetime
    kind: StretchKind
    seconds: int
    total: int


@dataclass(frozen=True, slots=True)
class Account:
    """A clock explained. One of `days` and `stretches` is empty.

    limit: working days, or seconds of working time, that are counted
    """

    clock: Clock
    days: tuple[LedgerDay, ...]
    stretches: tuple[Stretch, ...]

    @property
    def limit(self) -> int:
        """How many working days it has, or working seconds where it is in hours."""
        if self.days:
            return sum(row.kind.counts for row in self.days)
        return self.stretches[-1].total if self.stretches else 0


def account(clock: Clock, facts: TicketFacts, moment: Moment) -> Account:
    """The account of one clock of a ticket, overdue days up to now included; empty for
    a clock without a limit."""
    if counts_days(clock):
        return Account(clock, days_of(clock, facts, moment), ())
    return Account(clock, (), tuple(stretches_of(clock, moment.calendar)))


def stretches_of(clock: Clock, calendar: WorkingCalendar) -> Iterator[Stretch]:
    """The time between the start of a clock and its due moment, without a gap."""
    if clock.due_at is None:
        return
    at, total = clock.started_at, 0
    for opens, closes in calendar.blocks_between(clock.started_at, clock.due_at):
        yield from _rest(at, opens, total, calendar)
        seconds = int((closes - opens).total_seconds())
        total += seconds
        kind = _working(calendar, opens)
        yield Stretch(opens, closes, kind, seconds, total)
        at = closes
    yield from _rest(at, clock.due_at, total, calendar)


def suspension_numbers(entries: Iterable[Told]) -> Mapping[datetime, str]:
    """By the instant of each suspension the number of its notice."""
    return {
        entry.at: str(entry.payload.get("notice_no") or "")
        for entry in entries
        if entry.kind is EntryKind.SUSPENDED
    }


def suspension_notes(
    clock: Clock, facts: TicketFacts, entries: Iterable[Told]
) -> dict[date, str]:
    """By day the number of the notice under which the clock stood still."""
    numbers = suspension_numbers(entries)
    return {
        one.first_day + _DAY * n: numbers[one.at]
        for one in facts.suspensions
        if (one.first_day, one.last_day) in clock.touched and numbers.get(one.at)
        for n in range((one.last_day - one.first_day).days + 1)
    }


def exact_source(row: LedgerDay, calendar: WorkingCalendar) -> str:
    """Why the day has hours of its own, or the number of the notice behind it; empty
    where its general source is all that is known."""
    if calendar.reason(row.day):
        return calendar.reason(row.day)
    if row.source is LedgerSource.NOTICE:
        return calendar.notice_number(row.day.year)
    return ""


def source_text(row: LedgerDay, calendar: WorkingCalendar) -> str:
    """Where it is written, as exactly as it is known; else the source's official name."""
    return exact_source(row, calendar) or row.source.zh


def stretch_source(stretch: Stretch, calendar: WorkingCalendar) -> str:
    """The same for a stretch of hours."""
    day = calendar.civil_date(stretch.start)
    if calendar.reason(day):
        return calendar.reason(day)
    if stretch.kind in (StretchKind.HOLIDAY, StretchKind.MAKE_UP):
        if not calendar.is_published(day.year):
            return LedgerSource.NO_NOTICE.zh
        return calendar.notice_number(day.year) or LedgerSource.NOTICE.zh
    return LedgerSource.OPENING_HOURS.zh


def _working(calendar: WorkingCalendar, at: datetime) -> StretchKind:
    made_up = calendar.day_kind(calendar.civil_date(at)) is DayKind.MAKE_UP
    return StretchKind.MAKE_UP if made_up else StretchKind.COUNTED


def _rest(
    start: datetime, end: datetime, total: int, calendar: WorkingCalendar
) -> Iterator[Stretch]:
    """What lies between two blocks, cut where a day off begins or ends."""
    while start < end:
        day = calendar.civil_date(start)
        stop = min(end, calendar.wall_time(day, 86_400))
        kind = _resting(calendar, day)
        if kind is StretchKind.AFTER_HOURS:
            while stop < end and calendar.is_working_day(calendar.civil_date(stop)):
                stop = min(end, calendar.wall_time(calendar.civil_date(stop), 86_400))
        yield Stretch(start, stop, kind, 0, total)
        start = stop


def _resting(calendar: WorkingCalendar, day: date) -> StretchKind:
    if calendar.is_working_day(day):
        return StretchKind.AFTER_HOURS
    if calendar.day_kind(day) is DayKind.HOLIDAY:
        return StretchKind.HOLIDAY
    return StretchKind.WEEKEND
