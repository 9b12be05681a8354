"""Working days: what a civil day is, when it opens and closes, how far to the next.

Every question is answered from tables that are built once for each year asked about.
Working time is in working_calendar; how a calendar is written down in calendar_files.
Source: notices of the State Council; docs/rules.md, "Timelines" 1.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.calendar.content import (
    CalendarContent,
    CalendarExhausted,
    CalendarFault,
)
from app.domain.calendar.instants import (
    FIRST_YEAR,
    LAST_DAY,
    LAST_YEAR,
    Span,
    at_instant,
    instant_of,
    wall_instant,
)
from app.domain.calendar.year_table import YearTable, YearTables


class DayKind(StrEnum):
    """What a civil day is, and why."""

    WEEKDAY = "weekday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"
    SPECIAL = "special"

    @property
    def zh(self) -> str:
        """Official name."""
        return _DAY_KIND_ZH[self]


_DAY_KIND_ZH = {
    DayKind.WEEKDAY: "工作日",
    DayKind.WEEKEND: "周末",
    DayKind.HOLIDAY: "放假",
    DayKind.MAKE_UP: "调休上班",
    DayKind.SPECIAL: "特别作息",
}


class CalendarDays:
    """The days of an immutable calendar; equal when the content is equal.

    zone:             civil days and opening hours are those of this zone
    version:          SHA-256 of the content
    published_years:  years with a notice; empty means that it does not matter

    Any instant may be in any zone, but must have one; answers come in the calendar's.
    Whatever needs more working time than there is raises CalendarExhausted.
    """

    __slots__ = (
        "_closings",
        "_content",
        "_ends",
        "_instants_by_day",
        "_openings",
        "_tables",
        "_walls",
        "_years",
        "published_years",
        "version",
        "zone",
    )

    def __init__(self, content: CalendarContent) -> None:
        self._content = content
        self.zone = _zone(content.timezone)
        self.version = content.version
        self.published_years = content.published_years
        self._tables = YearTables(content, self.zone)
        self._years: dict[int, YearTable] = {}
        self._ends: dict[tuple[str, int], dict[int, tuple[date, datetime]]] = {}
        self._instants_by_day: dict[int, tuple[Span, ...]] = {}
        self._openings: dict[date, datetime] = {}
        self._closings: dict[date, datetime] = {}
        self._walls: dict[tuple[date, int], datetime] = {}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CalendarDays):
            return NotImplemented
        return self.version == other.version

    def __hash__(self) -> int:
        return hash(self.version)

    @property
    def canonical(self) -> str:
        """The text that the version is the hash of."""
        return self._content.canonical

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.zone.key} {self.version[:8]}>"

    @property
    def weekly_hours(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The hours of an ordinary week: of each day, Monday first, its [open, close) in
        seconds after midnight; empty on a day of rest."""
        return tuple(hours.blocks for hours in self._content.week)

    def is_published(self, year: int) -> bool:
        """Is there a notice for the year, or does that not matter here?"""
        return not self.published_years or year in self.published_years

    def notice_number(self, year: int) -> str:
        """The number of the year's notice; empty when it is not known."""
        return self._content.notices.get(year, "")

    def reason(self, day: date) -> str:
        """Why the day has hours of its own; empty when nothing was said."""
        return self._content.reasons.get(day, "")

    def has_own_hours(self, day: date) -> bool:
        """Was the day given hours of its own, apart from the notice of its year?"""
        return day in self._content.reasons

    def civil_date(self, at: datetime) -> date:
        """The civil day of an instant, in the calendar's zone."""
        return self._local(at).date()

    def civil_ordinal(self, at: datetime) -> int:
        """The ordinal of that civil day."""
        return self._local(at).toordinal()

    def ends_of(self, limit: str, day_end: int) -> dict[int, tuple[date, datetime]]:
        """What was found already for a limit that ends on a day: by the ordinal of its
        first day, the last day and the instant. Whoever finds more adds it."""
        known = self._ends.get((limit, day_end))
        if known is None:
            known = self._ends[limit, day_end] = {}
        return known

    def is_working_day(self, day: date) -> bool:
        """Has the civil day any working time?"""
        table = self._years.get(day.year) or self._table(day.year)
        return table.works[day.toordinal() - table.first]

    def day_kind(self, day: date) -> DayKind:
        """Why the day is worked or not; a holiday on a weekend is a holiday."""
        content = self._content
        day = date(day.year, day.month, day.day)
        usual = bool(content.week[day.weekday()].blocks) and day not in content.holidays
        special = content.special.get(day)
        if special is not None and special.blocks:
            return DayKind.SPECIAL if usual else DayKind.MAKE_UP
        if special is not None or day in content.holidays:
            return DayKind.HOLIDAY
        return DayKind.WEEKDAY if usual else DayKind.WEEKEND

    def blocks(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The day's [open, close) as instants in the zone; empty on a rest day."""
        return tuple(
            (at_instant(opens, self.zone), at_instant(closes, self.zone))
            for opens, closes in self._instants(day.toordinal())
        )

    def opening(self, day: date) -> datetime:
        """First opening of a working day. Raises CalendarFault on a rest day."""
        opening = self._openings.get(day)
        if opening is None:
            opening = self._openings[day] = self._blocks_of_work(day)[0][0]
        return opening

    def closing(self, day: date) -> datetime:
        """Last closing of a working day. Raises CalendarFault on a rest day."""
        closing = self._closings.get(day)
        if closing is None:
            closing = self._closings[day] = self._blocks_of_work(day)[-1][1]
        return closing

    def wall_time(self, day: date, seconds: int) -> datetime:
        """The instant `seconds` after the day's midnight by the clocks on the wall.

        A time that they show twice means the first; one that they skip is read with
        the offset before the change. 86400 is the midnight that ends the day.
        """
        at = self._walls.get((day, seconds))
        if at is None:
            instant = wall_instant(self.zone, day.toordinal(), seconds)
            at = self._walls[(day, seconds)] = at_instant(instant, self.zone)
        return at

    def next_working_day(self, day: date) -> date:
        """The first working day strictly after."""
        return self.add_working_days(day, 1)

    def previous_working_day(self, day: date) -> date:
        """The last working day strictly before."""
        return self.add_working_days(day, -1)

    def working_day_from(self, day: date) -> date:
        """The day itself when it is a working day, else the next one."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def add_working_days(self, day: date, count: int) -> date:
        """The count-th working day strictly after, or for a negative count before.

        0 gives the day itself, worked or not.
        """
        if not count:
            return day
        if abs(count) > LAST_DAY:
            raise CalendarExhausted("the calendar has not so many working days")
        year = day.year
        table = self._years.get(year) or self._table(year)
        index = day.toordinal() - table.first
        nth = table.rank[index] + count
        if count < 0:
            nth += 1 - table.works[index]
        while nth > table.count:
            nth -= table.count
            year += 1
            table = self._years.get(year) or self._table(year)
        while nth < 1:
            year -= 1
            table = self._years.get(year) or self._table(year)
            nth += table.count
        return date.fromordinal(table.first + table.worked[nth - 1])

    def working_days_between(self, start: date, end: date) -> int:
        """Number of working days in (start, end]; 0 when end is not after start."""
        if end <= start:
            return 0
        first, last = self._table(start.year), self._table(end.year)
        count = last.rank[end.toordinal() - last.first]
        count -= first.rank[start.toordinal() - first.first]
        return count + sum(
            self._table(year).count for year in range(start.year, end.year)
        )

    def day_zero(self, at: datetime) -> date:
        """The day from which a limit counts: the civil day, or the next working day
        when that is a rest day or the instant is at or after its last closing."""
        day = self._local(at).date()
        spans = self._instants(day.toordinal())
        if spans and instant_of(at) < spans[-1][1]:
            return day
        return self.add_working_days(day, 1)

    def _table(self, year: int) -> YearTable:
        table = self._years.get(year)
        if table is None:
            if not FIRST_YEAR <= year <= LAST_YEAR:
                raise CalendarExhausted("the calendar has not so much working time")
            table = self._years[year] = self._tables.table(year)
        return table

    def _instants(self, ordinal: int) -> tuple[Span, ...]:
        spans = self._instants_by_day.get(ordinal)
        if spans is None:
            table = self._table(date.fromordinal(ordinal).year)
            spans = self._tables.blocks(table, ordinal)
            self._instants_by_day[ordinal] = spans
        return spans

    def _local(self, at: datetime) -> datetime:
        if at.tzinfo is self.zone:
            return at
        if at.tzinfo is None:
            raise CalendarFault("an instant needs a zone")
        try:
            return at.astimezone(self.zone)
        except OverflowError:
            raise CalendarExhausted("the calendar has the years 1 to 9999") from None

    def _blocks_of_work(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        blocks = self.blocks(day)
        if not blocks:
            raise CalendarFault(f"{day} is no working day")
        return blocks


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise CalendarFault(f"no such time zone: {name[:60]!r}") from None
