"""What a calendar says: weekly hours, holidays, days with hours of their own.

Plain values with a version. How they are read from files and requests is in
calendar_files; what can be computed with them is in working_calendar.
Source: notices of the State Council; docs/rules.md, section 7.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise

DAY_SECONDS = 86_400


class CalendarFault(ValueError):
    """The calendar, or what is asked of it, makes no sense; the message says why."""


class CalendarExhausted(CalendarFault):
    """The walk needs working time that the calendar does not have any more."""


@dataclass(frozen=True)
class Hours:
    """Opening hours of one civil day.

    blocks:  [open, close) in seconds after local midnight, in order; close may be
             86400, the midnight that ends the day
    raises:  CalendarFault, if a block does not end after it begins, lies outside the
             day or overlaps another
    """

    blocks: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.blocks))
        object.__setattr__(self, "blocks", ordered)
        for opens, closes in ordered:
            if not 0 <= opens < closes <= DAY_SECONDS:
                raise CalendarFault("an interval must end after it begins, in one day")
        for (_, closes), (opens, _) in pairwise(ordered):
            if opens < closes:
                raise CalendarFault("two intervals of one day overlap")

    @property
    def seconds(self) -> int:
        """Nominal working seconds, on a day without a change of the clocks."""
        return sum(closes - opens for opens, closes in self.blocks)


@dataclass(frozen=True)
class CalendarContent:
    """Everything a calendar is made of; two calendars with equal content are equal.

    timezone:         IANA name
    week:             hours of Monday to Sunday
    holidays:         rest days; they win over the week
    special:          hours that replace those of a date; they win over both
    published_years:  years with a notice; empty means that it does not matter
    notices:          by year the number of its notice; told, never computed with
    reasons:          by date why it has hours of its own; told, never computed with
    raises:           CalendarFault, if there is no working time at all
    """

    timezone: str
    week: tuple[Hours, Hours, Hours, Hours, Hours, Hours, Hours]
    holidays: frozenset[date] = frozenset()
    special: Mapping[date, Hours] = field(default_factory=dict)
    published_years: frozenset[int] = frozenset()
    notices: Mapping[int, str] = field(default_factory=dict, compare=False)
    reasons: Mapping[date, str] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        if not any(hours.blocks for hours in (*self.week, *self.special.values())):
            raise CalendarFault("the calendar has no working time at all")

    @cached_property
    def has_weekly_hours(self) -> bool:
        """Is there working time in every ordinary week?"""
        return any(hours.blocks for hours in self.week)

    def hours_on(self, day: date) -> Hours:
        """The hours of one civil day; without blocks on a rest day."""
        special = self.special.get(day)
        if special is not None:
            return special
        return CLOSED if day in self.holidays else self.week[day.weekday()]

    @cached_property
    def version(self) -> str:
        """SHA-256, in hexadecimal, of the canonical JSON of the content."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()

    @property
    def canonical(self) -> str:
        """The content as canonical JSON: the same text for the same calendar."""
        told = {
            "holidays": sorted(day.isoformat() for day in self.holidays),
            "published_years": sorted(self.published_years),
            "timezone": self.timezone,
            "week": [hours.blocks for hours in self.week],
            "workdays": {d.isoformat(): h.blocks for d, h in self.special.items()},
        }
        return json.dumps(told, sort_keys=True, separators=(",", ":"))


CLOSED = Hours()
