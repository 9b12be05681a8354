"""The working calendar: working days and working time, in both directions.

Durations are real elapsed time, also across changes of the clocks. Limits and their
law are in deadlines; how a calendar is written down is in calendar_files.
Source: Civil Code 201-204; docs/rules.md, "Timelines" 1.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from app.domain.calendar.content import (
    DAY_SECONDS,
    CalendarContent,
    CalendarExhausted,
    CalendarFault,
    Hours,
)
from app.domain.calendar.days import CalendarDays, DayKind
from app.domain.calendar.files import read_district_calendar, read_request_calendar
from app.domain.calendar.instants import (
    EPOCH,
    FIRST_YEAR,
    LAST_DAY,
    LAST_YEAR,
    SECOND,
    Span,
    at_instant,
    instant_of,
    merged,
)
from app.domain.calendar.year_table import WorkLine

__all__ = [
    "CalendarExhausted",
    "CalendarFault",
    "DayKind",
    "Hours",
    "Pauses",
    "WorkingCalendar",
    "calendar_from_request",
    "district_calendar",
]

Pauses = Iterable[tuple[datetime, datetime]]
Place = tuple[int, int]  # year, working time since its first day
_LONGEST = LAST_DAY * DAY_SECONDS
_MEAN_YEAR_SECONDS = 31_556_952
_MEAN_YEAR = _MEAN_YEAR_SECONDS * SECOND


def district_calendar(
    holidays: Mapping[str, object],
    hours: Mapping[str, object] | None = None,
    single_days: Mapping[str, object] | None = None,
) -> WorkingCalendar:
    """The calendar of a district: its file of holidays and its weekly hours.

    hours:       timezone, week, make_up; what is left out is that of the usual office
    single_days: by date, hours of its own; none for no working time at all
    raises:      CalendarFault
    """
    return WorkingCalendar(read_district_calendar(holidays, hours, single_days))


def calendar_from_request(content: object) -> WorkingCalendar:
    """The calendar that a batch request describes. Raises CalendarFault."""
    return WorkingCalendar(read_request_calendar(content))


class WorkingCalendar(CalendarDays):
    """Days and hours of work. Pauses are spans [from, to), in any order."""

    __slots__ = ("_lines",)

    def __init__(self, content: CalendarContent) -> None:
        super().__init__(content)
        self._lines: dict[int, WorkLine] = {}

    def is_working_time(self, at: datetime) -> bool:
        """Is the instant inside a block? The closing instant is not."""
        instant = instant_of(at)
        _, line = self._line_at(instant)
        block = bisect_right(line.opens, instant) - 1
        if block < 0:
            return False
        length = line.done[block + 1] - line.done[block]
        return instant < line.opens[block] + length

    def add_working_time(
        self, at: datetime, seconds: int, pauses: Pauses = ()
    ) -> datetime:
        """The first instant at which that much working time has elapsed.

        It may be a closing. Negative walks back in mirror image: the last instant from
        which that much working time elapses until `at`; it may be an opening. 0 gives
        `at`. No second inside a pause [from, to) counts.
        """
        if not pauses and seconds > 0:
            reached = self._straight_on(at, seconds)
            if reached is not None:
                return reached
        spans = _spans(pauses) if pauses else []
        if abs(seconds) > _LONGEST:
            raise CalendarExhausted("the calendar has not so much working time")
        if not seconds:
            return self._local(at)
        walk, amount = self._walk_on, seconds * SECOND
        if amount < 0:
            walk, amount = self._walk_back, -amount
        return at_instant(walk(instant_of(at), amount, spans), self.zone)

    def working_time_between(
        self, start: datetime, end: datetime, pauses: Pauses = ()
    ) -> int:
        """Whole seconds of working time in [start, end), pauses left out.

        raises:  CalendarFault, if end lies before start
        """
        return self.working_microseconds_between(start, end, pauses) // SECOND

    def working_microseconds_between(
        self, start: datetime, end: datetime, pauses: Pauses = ()
    ) -> int:
        """The same, in microseconds, exactly."""
        begins, ends = instant_of(start), instant_of(end)
        if ends < begins:
            raise CalendarFault("end lies before start")
        worked = self._worked(self._place(begins), self._place(ends))
        for pause in _spans(pauses) if pauses else ():
            a, b = max(pause[0], begins), min(pause[1], ends)
            if a < b:
                worked -= self._worked(self._place(a), self._place(b))
        return worked

    def blocks_between(
        self, start: datetime, end: datetime
    ) -> Iterator[tuple[datetime, datetime]]:
        """The blocks of work in [start, end), in order, cut to it: those that the walks
        above go through."""
        begins, ends = instant_of(start), instant_of(end)
        year, line = self._line_at(begins)
        block = max(bisect_right(line.opens, begins) - 1, 0)
        while begins < ends:
            if block == len(line.opens):
                year, block = year + 1, 0
                line = self._line(year)
                continue
            opens = line.opens[block]
            closes = opens + line.done[block + 1] - line.done[block]
            if opens >= ends:
                return
            if closes > begins:
                a, b = max(opens, begins), min(closes, ends)
                yield at_instant(a, self.zone), at_instant(b, self.zone)
            block += 1

    def same_time_working_days_later(self, at: datetime, count: int) -> datetime:
        """The count-th working day after (or before) the instant's civil day, at the
        same time of day by the clocks; 0 gives the instant itself."""
        local = self._local(at)
        if not count:
            return local
        day = self.add_working_days(local.date(), count)
        seconds = (local.hour * 60 + local.minute) * 60 + local.second
        part = timedelta(microseconds=local.microsecond)
        return self.wall_time(day, seconds) + part

    def after_real_time(self, at: datetime, seconds: int) -> datetime:
        """The instant so many elapsed seconds later, whatever the days between are."""
        return at_instant(instant_of(at) + seconds * SECOND, self.zone)

    def _straight_on(self, at: datetime, seconds: int) -> datetime | None:
        """The walk that most limits take, in one breath: no pause, no turn of a year.

        None when it is another; then the long way gives the answer.
        """
        if at.tzinfo is None:
            return None
        since = at - EPOCH
        second = since.days * DAY_SECONDS + since.seconds
        line = self._lines.get(1970 + second // _MEAN_YEAR_SECONDS)
        instant = second * SECOND + since.microseconds
        if line is None or not line.begins <= instant < line.ends:
            return None
        opens, done = line.opens, line.done
        block = bisect_right(opens, instant)
        target = seconds * SECOND
        if block:
            end = done[block]
            so_far = done[block - 1] + instant - opens[block - 1]
            target += so_far if so_far < end else end
            if target <= end:
                return at_instant(instant + seconds * SECOND, self.zone)
        if target > done[-1]:
            return None
        block = bisect_left(done, target, block) - 1
        return at_instant(opens[block] + target - done[block], self.zone)

    def _walk_on(self, begins: int, amount: int, pauses: list[Span]) -> int:
        year, target = self._place(begins)
        target += amount
        for a, b in pauses:
            if b <= begins:
                continue
            paused = self._place(max(a, begins))
            if self._worked((year, 0), paused) >= target:
                break
            target += self._worked(paused, self._place(b))
        return self._reached(year, target)

    def _walk_back(self, begins: int, amount: int, pauses: list[Span]) -> int:
        year, target = self._place(begins)
        target -= amount
        for a, b in reversed(pauses):
            if a >= begins:
                continue
            paused = self._place(min(b, begins))
            if self._worked((year, 0), paused) <= target:
                break
            target -= self._worked(self._place(a), paused)
        # One microsecond more of work ends one microsecond after the instant we seek.
        return self._reached(year, target + 1) - 1

    def _reached(self, year: int, amount: int) -> int:
        """The first instant with so much work done since a year's first day."""
        table = self._years.get(year) or self._table(year)
        while amount > table.total:
            amount -= table.total
            year += 1
            table = self._table(year)
        while amount <= 0:
            year -= 1
            table = self._table(year)
            amount += table.total
        line = self._lines.get(year) or self._line(year)
        block = bisect_left(line.done, amount) - 1
        return line.opens[block] + amount - line.done[block]

    def _place(self, instant: int) -> Place:
        """The civil year of an instant, and the work done in it so far."""
        year, line = self._line_at(instant)
        block = bisect_right(line.opens, instant) - 1
        if block < 0:
            return year, 0
        done = line.done[block] + instant - line.opens[block]
        return year, min(done, line.done[block + 1])

    def _line_at(self, instant: int) -> tuple[int, WorkLine]:
        year = 1970 + instant // _MEAN_YEAR
        line = self._lines.get(year)
        if line is not None and line.begins <= instant < line.ends:
            return year, line
        return self._line_near(year, instant)

    def _line_near(self, year: int, instant: int) -> tuple[int, WorkLine]:
        """The line of an instant whose civil year is at most one from `year`."""
        year = min(max(year, FIRST_YEAR), LAST_YEAR)
        line = self._line(year)
        if instant < line.begins:
            year -= 1
        elif instant >= line.ends:
            year += 1
        return year, self._line(year)

    def _line(self, year: int) -> WorkLine:
        line = self._lines.get(year)
        if line is None:
            line = self._lines[year] = self._tables.line(self._table(year))
        return line

    def _worked(self, start: Place, end: Place) -> int:
        """Working time from one place to another, negative when it lies before."""
        if end[0] < start[0]:
            return -self._worked(end, start)
        years = range(start[0], end[0])
        return end[1] - start[1] + sum(self._table(year).total for year in years)


def _spans(pauses: Pauses) -> list[Span]:
    spans = [(instant_of(begins), instant_of(ends)) for begins, ends in pauses]
    if any(ends < begins for begins, ends in spans):
        raise CalendarFault("a pause ends before it begins")
    return merged(spans)
