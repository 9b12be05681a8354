"""When the windows are open: the hours most of them keep, and where and when it is
otherwise, as the calendars in force say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext

from app.casework.office import Office
from app.domain.working_calendar import WorkingCalendar
from app.process import offices_here
from app.store.directory import District
from app.store.reads.organisation import Center, list_centers
from app.web.formats import clock_time, day_text
from app.web.moments import today
from app.web.opening_hours import opening_words

# Calendar days that are told ahead.
AHEAD = 14


@dataclass(frozen=True, slots=True)
class Opening:
    """One window. hours: its week, empty where it is the common one; ahead: each of the
    next days on which it is open at other times, or not at all"""

    center: Center
    hours: str
    ahead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Openings:
    """The windows of a district, the week that most of them keep, and the days ahead on
    which all of them are open at other times."""

    common: str
    ahead: Sequence[str] = ()
    windows: Sequence[Opening] = ()


def openings(district: District | None) -> Openings:
    """When the windows of a district are open; the file's hours before one is loaded."""
    if district is None:
        office = offices_here().without_district()
        return Openings(opening_words(office.standard_calendar().weekly_hours))
    office = offices_here().of(district.id)
    centers = list_centers(district.id)
    weeks = {one.code: _week(office, one) for one in centers}
    standard = opening_words(office.standard_calendar().weekly_hours)
    ((common, _),) = Counter(weeks.values()).most_common(1) or [(standard, 0)]
    days = {one.code: _days_ahead(office.calendar(one.code)) for one in centers}
    first = next(iter(days.values()), ())
    everywhere = [told for told in first if all(told in each for each in days.values())]
    windows = [
        Opening(
            one,
            "" if weeks[one.code] == common else weeks[one.code],
            tuple(told for told in days[one.code] if told not in everywhere),
        )
        for one in centers
    ]
    return Openings(common, everywhere, windows)


def _week(office: Office, center: Center) -> str:
    return opening_words(office.calendar(center.code).weekly_hours)


def _days_ahead(calendar: WorkingCalendar) -> tuple[str, ...]:
    days = (today() + timedelta(days=count) for count in range(AHEAD))
    special = (day for day in days if calendar.has_own_hours(day))
    return tuple(_day_words(calendar, day) for day in special)


def _day_words(calendar: WorkingCalendar, day: date) -> str:
    spans = [f"{clock_time(a)}–{clock_time(b)}" for a, b in calendar.blocks(day)]
    hours = gettext(", ").join(spans) or gettext("closed")
    told = f"{day_text(day)} {hours}"
    reason = calendar.reason(day)
    return (
        gettext("%(told)s (%(reason)s)", told=told, reason=reason) if reason else told
    )
