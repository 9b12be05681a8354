"""One civil year of a calendar, counted once: its working days, its working time.

A year without holidays, hours of its own or changes of the clocks that matter shares
its counts with every year of the same shape, so far years cost next to nothing.
Durations are microseconds that really pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from zoneinfo import ZoneInfo

from app.domain.calendar.content import DAY_SECONDS, CalendarContent, Hours
from app.domain.calendar.instants import (
    SECOND,
    Span,
    days_of_clock_changes,
    wall_instant,
)


class DayCounts:
    """What the lengths of the days of a year add up to, by index of the day.

    works:   has the day any working time?
    rank:    working days from the first day of the year to this one, included
    worked:  indices of the working days, in order
    total:   working time of the year
    """

    __slots__ = ("rank", "total", "worked", "works")

    def __init__(self, lengths: Sequence[int]) -> None:
        self.works = [length > 0 for length in lengths]
        self.rank = list(accumulate(map(int, self.works)))
        self.worked = [index for index, works in enumerate(self.works) if works]
        self.total = sum(lengths)


class YearTable:
    """The counts of one year, side by side for speed.

    first:    ordinal of 1 January
    count:    number of working days
    changed:  real blocks of the working days on which the clocks change, by index
    """

    __slots__ = ("changed", "count", "first", "rank", "total", "worked", "works")

    def __init__(
        self, first: int, counts: DayCounts, changed: dict[int, tuple[Span, ...]]
    ) -> None:
        self.first = first
        self.works = counts.works
        self.rank = counts.rank
        self.worked = counts.worked
        self.count = len(counts.worked)
        self.total = counts.total
        self.changed = changed


class WorkLine:
    """The blocks of one year on the line of instants.

    begins, ends:  the year itself
    opens:         openings of its blocks, in order
    done:          working time of the year before each block, and at last all of it
    """

    __slots__ = ("begins", "done", "ends", "opens")

    def __init__(self, begins: int, ends: int, blocks: Sequence[Span]) -> None:
        self.begins = begins
        self.ends = ends
        self.opens = [opens for opens, _ in blocks]
        self.done = [0, *accumulate(closes - opens for opens, closes in blocks)]


class YearTables:
    """Counts the years of one calendar."""

    def __init__(self, content: CalendarContent, zone: ZoneInfo) -> None:
        self._content = content
        self._zone = zone
        self._shapes: dict[tuple[int, int], DayCounts] = {}
        self._exceptions: dict[int, set[date]] = {}
        for day in (*content.holidays, *content.special):
            self._exceptions.setdefault(day.year, set()).add(day)

    def table(self, year: int) -> YearTable:
        """The counts of one year."""
        first = date(year, 1, 1)
        exceptions = self._exceptions.get(year, ())
        changed = self._changed(first)
        if not exceptions and not changed:
            return YearTable(first.toordinal(), self._shape(first), {})
        lengths = self._nominal_lengths(first)
        for day in exceptions:
            seconds = self._content.hours_on(day).seconds
            lengths[day.toordinal() - first.toordinal()] = seconds * SECOND
        for index, blocks in changed.items():
            lengths[index] = sum(closes - opens for opens, closes in blocks)
        return YearTable(first.toordinal(), DayCounts(lengths), changed)

    def line(self, table: YearTable) -> WorkLine:
        """The blocks of one year."""
        days = range(table.first, table.first + len(table.works))
        blocks = [
            block
            for index in table.worked
            for block in self.blocks(table, table.first + index)
        ]
        begins = wall_instant(self._zone, days[0], 0)
        return WorkLine(begins, wall_instant(self._zone, days[-1], DAY_SECONDS), blocks)

    def blocks(self, table: YearTable, ordinal: int) -> tuple[Span, ...]:
        """The blocks of one day of the table's year, as instants."""
        changed = table.changed.get(ordinal - table.first)
        if changed is not None:
            return changed
        midnight = wall_instant(self._zone, ordinal, 0)
        return tuple(
            (midnight + opens * SECOND, midnight + closes * SECOND)
            for opens, closes in self._content.hours_on(
                date.fromordinal(ordinal)
            ).blocks
        )

    def _changed(self, first: date) -> dict[int, tuple[Span, ...]]:
        if not self._content.has_weekly_hours and first.year not in self._exceptions:
            return {}
        changed = {}
        for ordinal in days_of_clock_changes(self._zone, first.year):
            hours = self._content.hours_on(date.fromordinal(ordinal))
            if hours.blocks:
                blocks = real_blocks(self._zone, ordinal, hours)
                changed[ordinal - first.toordinal()] = blocks
        return changed

    def _shape(self, first: date) -> DayCounts:
        key = (first.weekday(), _days_in(first.year))
        counts = self._shapes.get(key)
        if counts is None:
            counts = self._shapes[key] = DayCounts(self._nominal_lengths(first))
        return counts

    def _nominal_lengths(self, first: date) -> list[int]:
        week = [hours.seconds * SECOND for hours in self._content.week]
        start, days = first.weekday(), _days_in(first.year)
        return [week[(start + index) % 7] for index in range(days)]


def real_blocks(zone: ZoneInfo, ordinal: int, hours: Hours) -> tuple[Span, ...]:
    """The blocks of a day as instants, in order, without overlap, none empty.

    Nothing outside the civil day counts, nor a day that the clocks leave out.
    """
    done = wall_instant(zone, ordinal, 0)
    end = wall_instant(zone, ordinal, DAY_SECONDS)
    blocks = []
    for opens, closes in hours.blocks:
        begins = max(wall_instant(zone, ordinal, opens), done)
        done = max(min(wall_instant(zone, ordinal, closes), end), done)
        if begins < done:
            blocks.append((begins, done))
    return tuple(blocks)


def _days_in(year: int) -> int:
    return (date(year, 12, 31) - date(year, 1, 1)).days + 1
