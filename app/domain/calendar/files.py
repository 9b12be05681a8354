"""Reading a calendar from plain mappings: the district's files, a request's field.

Everything that is wrong is a CalendarFault with a sentence; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from app.domain.calendar.content import CalendarContent, CalendarFault, Hours

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_OFFICE_DAY = (("09:00", "12:00"), ("13:00", "17:00"))
OFFICE_HOURS: Mapping[str, object] = {
    "timezone": "Asia/Shanghai",
    "week": dict.fromkeys(WEEKDAYS[:5], _OFFICE_DAY),
}

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_request_calendar(content: object) -> CalendarContent:
    """The `calendar` field of the batch contract.

    timezone and week are required; a weekday, holidays or workdays that are left out
    are empty. Dates that are given hours twice must be given the same hours.
    """
    fields = _mapping(content, "calendar")
    return CalendarContent(
        timezone=_text(fields.get("timezone"), "timezone"),
        week=_week(fields.get("week")),
        holidays=frozenset(_days(fields.get("holidays"), "holidays")),
        special=_special_days(fields.get("workdays")),
    )


def read_district_calendar(
    years: Mapping[str, object],
    hours: Mapping[str, object] | None = None,
    single_days: Mapping[str, object] | None = None,
) -> CalendarContent:
    """The district's calendar from its file of holidays and its weekly hours.

    years:  by year: notice, number, provisional, rest (dates), work (make-up dates)
    single_days: by date: hours of its own, and reason; they win over everything
    hours:  timezone; week by weekday; make_up, the hours of a make-up day (left out:
            those of the first weekday that has any). None: office hours.

    A provisional year keeps its rest days but does not count as published.
    """
    given = OFFICE_HOURS if hours is None else {**OFFICE_HOURS, **hours}
    week = _week(given["week"])
    make_up = _make_up_hours(given.get("make_up"), week)
    holidays: set[date] = set()
    special: dict[date, Hours] = {}
    for year, entry in years.items():
        fields = _mapping(entry, year)
        holidays.update(_days(fields.get("rest"), f"{year}.rest"))
        special.update(
            dict.fromkeys(_days(fields.get("work"), f"{year}.work"), make_up)
        )
    own, reasons = _single_days(single_days or {})
    special.update(own)
    return CalendarContent(
        timezone=_text(given["timezone"], "timezone"),
        week=week,
        holidays=frozenset(holidays),
        special=special,
        published_years=published_years(years),
        notices=_numbers(years),
        reasons=reasons,
    )


def _single_days(
    given: Mapping[str, object],
) -> tuple[dict[date, Hours], dict[date, str]]:
    hours: dict[date, Hours] = {}
    reasons: dict[date, str] = {}
    for text, entry in given.items():
        day, fields = _day(text, "single_days"), _mapping(entry, text)
        hours[day] = read_hours(fields.get("hours"), text)
        reasons[day] = str(fields.get("reason") or "")
    return hours, reasons


def _numbers(years: Mapping[str, object]) -> dict[int, str]:
    found = (
        (year, _mapping(entry, year).get("number")) for year, entry in years.items()
    )
    return {_year(year): number for year, number in found if isinstance(number, str)}


def published_years(years: Mapping[str, object]) -> frozenset[int]:
    """The years of a file of holidays that follow a notice."""
    return frozenset(
        _year(year)
        for year, entry in years.items()
        if not _mapping(entry, year).get("provisional", False)
    )


def read_clock(text: object) -> int:
    """Seconds after midnight of "HH:MM" or "HH:MM:SS"; "24:00" is 86400."""
    if text in ("24:00", "24:00:00"):
        return 86_400
    match = _CLOCK.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise CalendarFault(f"not a time of day, HH:MM or HH:MM:SS: {_shown(text)}")
    hour, minute, second = match.groups()
    return int(hour) * 3600 + int(minute) * 60 + int(second or 0)


def _week(content: object) -> tuple[Hours, Hours, Hours, Hours, Hours, Hours, Hours]:
    fields = _mapping(content, "week")
    unknown = sorted(set(map(str, fields)) - set(WEEKDAYS))
    if unknown:
        raise CalendarFault(f"week: no such weekday: {_shown(unknown[0])}")
    mon, tue, wed, thu, fri, sat, sun = (
        read_hours(fields.get(name, ()), name) for name in WEEKDAYS
    )
    return mon, tue, wed, thu, fri, sat, sun


def _make_up_hours(content: object, week: Sequence[Hours]) -> Hours:
    if content is not None:
        return read_hours(content, "make_up")
    return next((hours for hours in week if hours.blocks), Hours())


def _special_days(content: object) -> dict[date, Hours]:
    special: dict[date, Hours] = {}
    for entry in _list(() if content is None else content, "workdays"):
        fields = _mapping(entry, "workdays")
        day = _day(fields.get("date"), "workdays")
        hours = read_hours(fields.get("hours"), day.isoformat())
        if special.setdefault(day, hours) != hours:
            raise CalendarFault(f"workdays: {day} is given two different hours")
    return special


def read_hours(content: object, place: str) -> Hours:
    """Opening hours of one day from [[open, close], ...]. Raises CalendarFault."""
    blocks = []
    for block in _list(content, place):
        edges = _list(block, place)
        if len(edges) != 2:
            raise CalendarFault(f"{place}: an interval is [open, close]")
        blocks.append((read_clock(edges[0]), read_clock(edges[1])))
    return Hours(tuple(blocks))


def _days(content: object, place: str) -> list[date]:
    return [_day(day, place) for day in _list(content or (), place)]


def _day(text: object, place: str) -> date:
    if isinstance(text, str) and _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise CalendarFault(f"{place}: not a date, YYYY-MM-DD: {_shown(text)}")


def _year(text: str) -> int:
    if re.fullmatch(r"[0-9]{4}", text) is None:
        raise CalendarFault(f"not a year: {_shown(text)}")
    return int(text)


def _text(content: object, place: str) -> str:
    if not isinstance(content, str):
        raise CalendarFault(f"{place}: must be a text")
    return content


def _mapping(content: object, place: str) -> Mapping[str, object]:
    if not isinstance(content, Mapping):
        raise CalendarFault(f"{place}: must be an object")
    return content


def _list(content: object, place: str) -> Sequence[object]:
    if not isinstance(content, (list, tuple)):
        raise CalendarFault(f"{place}: must be a list")
    return content


def _shown(content: object) -> str:
    text = repr(content)
    return text if len(text) <= 60 else f"{text[:57]}..."
