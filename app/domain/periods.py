"""The spans of time that figures and reports are about: day, month, quarter, year.

Each has a key that stands in addresses and file names: 2026-11-23, 2026-11, 2026-Q4,
2026. A period has local days; its instants depend on the district's zone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.domain.terms import PeriodKind

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_YEAR = re.compile(r"(\d{4})")


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole days. first, last: both included"""

    kind: PeriodKind
    first: date
    last: date

    @property
    def key(self) -> str:
        """What the period is called in addresses."""
        year = f"{self.first.year:04}"
        match self.kind:
            case PeriodKind.DAY:
                return self.first.isoformat()
            case PeriodKind.MONTH:
                return f"{year}-{self.first.month:02}"
            case PeriodKind.QUARTER:
                return f"{year}-Q{(self.first.month + 2) // 3}"
        return year

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Its start, included, and its end, not included."""
        start = datetime.combine(self.first, time.min, zone)
        return start, datetime.combine(self.last + timedelta(1), time.min, zone)

    def so_far(self, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Its start, included, and its end or `now`, whichever is earlier, not included;
        empty before it begins."""
        start, end = self.instants(zone)
        return start, max(start, min(end, now))

    def is_over(self, now: datetime, zone: ZoneInfo) -> bool:
        """Has its last day ended?"""
        return self.instants(zone)[1] <= now

    @property
    def previous(self) -> Period:
        """The period of the same kind before it. raises: ValueError before year 1"""
        try:
            return period_of(self.kind, self.first - timedelta(1))
        except OverflowError:
            raise ValueError("there is no earlier period") from None


def period_of(kind: PeriodKind, day: date) -> Period:
    """The period of that kind in which a day lies."""
    if kind is PeriodKind.DAY:
        return Period(kind, day, day)
    first = _first_month(kind, day.month)
    length = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}[kind]
    return Period(
        kind, date(day.year, first, 1), _last_day(day.year, first + length - 1)
    )


def parse_period(key: str) -> Period:
    """The period with that key. raises: ValueError"""
    if found := _DAY.fullmatch(key):
        return period_of(PeriodKind.DAY, date(*map(int, found.groups())))
    if found := _MONTH.fullmatch(key):
        return period_of(PeriodKind.MONTH, date(int(found[1]), int(found[2]), 1))
    if found := _QUARTER.fullmatch(key):
        month = int(found[2]) * 3
        return period_of(PeriodKind.QUARTER, date(int(found[1]), month, 1))
    if found := _YEAR.fullmatch(key):
        return period_of(PeriodKind.YEAR, date(int(found[1]), 1, 1))
    raise ValueError(f"{key!r} is no period")


def _first_month(kind: PeriodKind, month: int) -> int:
    if kind is PeriodKind.MONTH:
        return month
    return (month - 1) // 3 * 3 + 1 if kind is PeriodKind.QUARTER else 1


def _last_day(year: int, month: int) -> date:
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(1)
