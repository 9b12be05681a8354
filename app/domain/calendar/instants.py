"""Instants as whole numbers: microseconds since 1970 UTC; and clocks on the wall.

A time that the clocks show twice means the first; one that they skip is read with the
offset before the change (RFC 5545). Nothing here knows of work.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from app.domain.calendar.content import DAY_SECONDS, CalendarExhausted, CalendarFault

SECOND = 1_000_000
FIRST_YEAR, LAST_YEAR = date.min.year, date.max.year
LAST_DAY = date.max.toordinal()

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_ORDINAL = EPOCH.toordinal()
_DAY = timedelta(days=1)

Span = tuple[int, int]


def instant_of(at: datetime) -> int:
    """The instant of an aware datetime. Raises CalendarFault for a naive one."""
    if at.tzinfo is None:
        raise CalendarFault("an instant needs a zone")
    since = at - EPOCH
    return (since.days * DAY_SECONDS + since.seconds) * SECOND + since.microseconds


def at_instant(instant: int, zone: ZoneInfo) -> datetime:
    """The datetime of an instant in the zone."""
    seconds, microseconds = divmod(instant, SECOND)
    try:
        at = datetime.fromtimestamp(seconds, zone)
    except (OverflowError, ValueError):
        raise CalendarExhausted("the calendar has the years 1 to 9999") from None
    return at.replace(microsecond=microseconds) if microseconds else at


def wall_instant(zone: ZoneInfo, ordinal: int, seconds: int) -> int:
    """The instant at which the clocks show `seconds` after a day's midnight."""
    wall = (ordinal - _EPOCH_ORDINAL) * DAY_SECONDS + seconds
    return (wall - _offset(zone, ordinal, seconds)) * SECOND


@lru_cache(maxsize=20_000)
def days_of_clock_changes(zone: ZoneInfo, year: int) -> tuple[int, ...]:
    """Ordinals of the civil days of a year that are not 24 hours long in the zone."""
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    midnight = datetime(year, 1, 1, tzinfo=zone)
    offsets = [midnight.utcoffset()]
    for _ in range(first, last):
        midnight += _DAY
        offsets.append(midnight.utcoffset())
    end = timedelta(seconds=_offset(zone, last, DAY_SECONDS))
    pairs = enumerate(pairwise((*offsets, end)), start=first)
    return tuple(ordinal for ordinal, (before, after) in pairs if before != after)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same instants as disjoint spans [from, to) in order; empty ones fall away."""
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
