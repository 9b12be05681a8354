"""One civil year of a calendar, counted once: working days and working time.

A year without holidays, special hours or changes of the clocks that matter shares its
tables with every year of the same shape, so far years cost next to nothing.
Instants are microseconds since 1970 UTC; durations are microseconds that really pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

from app.domain.calendar_content import (
    DAY_SECONDS,
    CalendarContent,
    CalendarExhausted,
    CalendarFault,
    Hours,
)

SECOND = 1_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_YEAR, LAST_YEAR = date.min.year, date.max.year
LAST_DAY = date.max.toordinal()
_EPOCH_ORDINAL = 719_163
_DAY = timedelta(days=1)

Span = tuple[int, int]


class DayCounts:
    """Working days and time by index of the day in its year.

    worked:      indices of the working days, in order
    rank:        working days from the first day of the year to this one, included
    elapsed:     working time before this day; one entry more than there are days
    """

    __slots__ = ("elapsed", "rank", "worked")

    def __init__(self, lengths: Sequence[int]) -> None:
        self.worked = [index for index, length in enumerate(lengths) if length]
        self.rank = list(accumulate(int(length > 0) for length in lengths))
        self.elapsed = [0, *accumulate(lengths)]


class YearTable:
    """The counts of one year, and what changes of the clocks do to its days.

    first:    ordinal of 1 January
    turns:    indices of the days that are not 24 hours long, and of the days before
    changed:  the real blocks of those among them that are worked
    """

    __slots__ = (
        "changed",
        "count",
        "elapsed",
        "first",
        "rank",
        "total",
        "turns",
        "worked",
    )

    def __init__(
        self,
        first: int,
        counts: DayCounts,
        turns: frozenset[int],
        changed: dict[int, tuple[Span, ...]],
    ) -> None:
        self.first = first
        self.turns = turns
        self.worked = counts.worked
        self.rank = counts.rank
        self.elapsed = counts.elapsed
        self.count = len(counts.worked)
        self.total = counts.elapsed[-1]
        self.changed = changed


class YearTables:
    """Builds the tables of a calendar, each at the first question about its year."""

    def __init__(self, content: CalendarContent, zone: ZoneInfo) -> None:
        self._content = content
        self._zone = zone
        self._shapes: dict[tuple[int, int], DayCounts] = {}
        self._exceptions: dict[int, frozenset[date]] = {}
        for day in (*content.holidays, *content.special):
            known = self._exceptions.get(day.year, frozenset())
            self._exceptions[day.year] = known | {day}

    def build(self, year: int) -> YearTable:
        """The table of one year."""
        first = date(year, 1, 1)
        exceptions = self._exceptions.get(year, frozenset())
        turns, changed = self._turns(first)
        if not exceptions and not changed:
            return YearTable(first.toordinal(), self._shape(first), turns, {})
        lengths = self._nominal_lengths(first)
        for day in exceptions:
            seconds = self._content.hours_on(day).seconds
            lengths[day.toordinal() - first.toordinal()] = seconds * SECOND
        for index, blocks in changed.items():
            lengths[index] = sum(closes - opens for opens, closes in blocks)
        return YearTable(first.toordinal(), DayCounts(lengths), turns, changed)

    def blocks(self, table: YearTable, day: date) -> tuple[Span, ...]:
        """The blocks of one day of the table's year, as instants."""
        ordinal = day.toordinal()
        changed = table.changed.get(ordinal - table.first)
        if changed is not None:
            return changed
        midnight = wall_instant(self._zone, ordinal, 0)
        return tuple(
            (midnight + opens * SECOND, midnight + closes * SECOND)
            for opens, closes in self._content.hours_on(day).blocks
        )

    def _turns(self, first: date) -> tuple[frozenset[int], dict[int, tuple[Span, ...]]]:
        if not self._content.has_weekly_hours and first.year not in self._exceptions:
            return frozenset(), {}
        changed = {}
        ordinals = days_of_clock_changes(self._zone, first.year)
        for ordinal in ordinals:
            hours = self._content.hours_on(date.fromordinal(ordinal))
            if hours.blocks:
                blocks = real_blocks(self._zone, ordinal, hours)
                changed[ordinal - first.toordinal()] = blocks
        days = {day - first.toordinal() for day in ordinals}
        return frozenset(days | {day - 1 for day in days}), changed

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


@lru_cache(maxsize=20_000)
def days_of_clock_changes(zone: ZoneInfo, year: int) -> tuple[int, ...]:
    """Ordinals of the civil days that are not 24 hours long in the zone."""
    days = _days_in(year)
    midnight = datetime(year, 1, 1, tzinfo=zone)
    offsets = [midnight.utcoffset()]
    for _ in range(days - 1):
        midnight += _DAY
        offsets.append(midnight.utcoffset())
    first = date(year, 1, 1).toordinal()
    end = timedelta(seconds=_offset(zone, first + days - 1, DAY_SECONDS))
    pairs = enumerate(pairwise((*offsets, end)), start=first)
    return tuple(ordinal for ordinal, (before, after) in pairs if before != after)


def real_blocks(zone: ZoneInfo, ordinal: int, hours: Hours) -> tuple[Span, ...]:
    """The blocks of a day as instants, in order, without overlap, none empty.

    A time that the clocks show twice means the first; one that they skip is read with
    the offset before the change (RFC 5545). Nothing outside the civil day counts.
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


def wall_instant(zone: ZoneInfo, ordinal: int, seconds: int) -> int:
    """The instant at which the clocks first show `seconds` after a day's midnight."""
    wall = (ordinal - _EPOCH_ORDINAL) * DAY_SECONDS + seconds
    return (wall - _offset(zone, ordinal, seconds)) * SECOND


def instant_of(at: datetime) -> int:
    """Microseconds since 1970 UTC of an aware datetime."""
    if at.tzinfo is None:
        raise CalendarFault("an instant needs a zone")
    since = at - EPOCH
    return (since.days * DAY_SECONDS + since.seconds) * SECOND + since.microseconds


def at_instant(instant: int, zone: ZoneInfo) -> datetime:
    """The aware datetime, in the zone, of microseconds since 1970 UTC."""
    seconds, microseconds = divmod(instant, SECOND)
    try:
        at = datetime.fromtimestamp(seconds, zone)
    except (OverflowError, ValueError):
        raise CalendarExhausted("the calendar has the years 1 to 9999") from None
    return at.replace(microsecond=microseconds) if microseconds else at


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same instants as disjoint spans in order; empty ones fall away."""
    joined: list[Span] = []
    for begins, ends in sorted(spans):
        if joined and begins <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ends))
        elif begins < ends:
            joined.append((begins, ends))
    return joined


def _offset(zone: ZoneInfo, ordinal: int, seconds: int) -> int:
    """Seconds ahead of UTC at a wall time; the calendar ends with the year 9999."""
    if seconds == DAY_SECONDS:
        ordinal, seconds = ordinal + 1, 0
    if ordinal > LAST_DAY:
        ordinal, seconds = LAST_DAY, DAY_SECONDS - 1
    wall = datetime.fromordinal(ordinal) + timedelta(seconds=seconds)
    offset = wall.replace(tzinfo=zone).utcoffset() or timedelta()
    return offset.days * DAY_SECONDS + offset.seconds


def _days_in(year: int) -> int:
    return (date(year, 12, 31) - date(year, 1, 1)).days + 1
