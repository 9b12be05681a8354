"""How moments, days, counts and terms are worded, in the language of the page.

Moments are instants; they are worded in the district's zone, always with the date,
the weekday and the hour. A weekend day on which offices work (调休上班) says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import Flask
from flask_babel import gettext, ngettext

from app.domain.masks import masked_id, masked_name, masked_phone
from app.domain.terms import Term
from app.web.language import current_language, in_this_language
from app.web.moments import district_calendar, request_now, today

_MINUTE = 60
_HOUR = 3600


@dataclass(frozen=True)
class DateWords:
    """How a language writes days; the braces are filled from the date."""

    weekdays: tuple[str, ...]
    week_heads: tuple[str, ...]
    make_up: str
    short_day: str
    day: str
    day_of_year: str
    months: tuple[str, ...]


_ENGLISH = DateWords(
    weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    week_heads=("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"),
    make_up="{weekday} (working)",
    short_day="{day} {month_name}",
    day="{plain_weekday} {day} {month_name}{make_up}",
    day_of_year="{plain_weekday} {day} {month_name} {year}{make_up}",
    months=(
        *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
        *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    ),
)
_CHINESE = DateWords(
    weekdays=tuple(f"周{name}" for name in "一二三四五六日"),
    week_heads=tuple("一二三四五六日"),
    make_up="{weekday}(班)",
    short_day="{month}月{day}日",
    day="{month}月{day}日 {weekday}",
    day_of_year="{year}年{month}月{day}日 {weekday}",
    months=(),
)
# 周, 月, 日, 班 are written the same in 繁體.
WORDS: Mapping[str, DateWords] = {
    "en": _ENGLISH,
    "zh_Hans": _CHINESE,
    "zh_Hant": _CHINESE,
}


def moment_text(at: datetime) -> str:
    """Return 10月14日 周三 17:00, or Wed 14 Oct 17:00; the year, if it is another."""
    return f"{day_text(_civil(at))} {clock_time(at)}"


def day_text(on: date | datetime) -> str:
    """Return 10月14日 周三, or Wed 14 Oct; with the year, if it is not this year's."""
    on, words = _civil(on), _words()
    pattern = words.day if on.year == today().year else words.day_of_year
    return _filled(words, pattern, on)


def full_day(on: date | datetime) -> str:
    """Return the day with its year, for heads of pages and for paper."""
    words = _words()
    return _filled(words, words.day_of_year, _civil(on))


def short_day(on: date | datetime) -> str:
    """Return 10月14日, or 14 Oct."""
    words = _words()
    return _filled(words, words.short_day, _civil(on))


def weekday(on: date | datetime) -> str:
    """Return 周三, 周六(班); or Wed, Sat (working)."""
    return _weekday(_words(), _civil(on))


def week_heads() -> tuple[str, ...]:
    """Return the heads of seven columns, Monday first."""
    return _words().week_heads


def clock_time(at: datetime) -> str:
    """Return 17:00, in the district's zone."""
    return f"{at.astimezone(district_calendar().zone):%H:%M}"


def working_days(count: int) -> str:
    """Return "5 working days"."""
    return ngettext("%(num)d working day", "%(num)d working days", count)


def relative(due_at: datetime) -> str:
    """Say when something is due, from this request: "in 2 working days"."""
    now, due_on = request_now(), _civil(due_at)
    if now > due_at:
        return overdue(due_at)
    ahead = (due_on - today()).days
    if ahead == 0:
        return gettext("today")
    if ahead == 1:
        return gettext("tomorrow")
    count = district_calendar().working_days_between(today(), due_on)
    return ngettext("in %(num)d working day", "in %(num)d working days", count)


def overdue(due_at: datetime) -> str:
    """Return "3 working days late"; the days after the due day that have opened."""
    count = _days_late(due_at)
    if count == 0:
        return gettext("just overdue")
    return ngettext("%(num)d working day late", "%(num)d working days late", count)


def left(due_at: datetime) -> str:
    """Return what is left, short, for a list: 2 d, 4 h, 25 min, 3 d over.

    Working days; on the due day working hours, rounded to the nearest.
    """
    calendar, now, due_on = district_calendar(), request_now(), _civil(due_at)
    if now > due_at:
        count = _days_late(due_at)
        return gettext("%(num)d d over", num=count) if count else gettext("just over")
    if due_on > today():
        count = calendar.working_days_between(today(), due_on)
        return gettext("%(num)d d", num=count)
    seconds = calendar.working_time_between(now, due_at)
    if seconds < _HOUR // 2:
        return gettext("%(num)d min", num=max(1, seconds // _MINUTE))
    return gettext("%(num)d h", num=(seconds + _HOUR // 2) // _HOUR)


def remaining(due_at: datetime) -> str:
    """Return the same for a clock: "2 d left", "3 d late"."""
    if request_now() > due_at:
        count = _days_late(due_at)
        return gettext("%(num)d d late", num=count) if count else overdue(due_at)
    return gettext("%(time)s left", time=left(due_at))


def term(code: Term | None) -> str:
    """Return the official name of a code, Chinese or English; nothing for None."""
    if code is None:
        return ""
    return in_this_language(code.zh, code.en)


def tenths(count: float) -> str:
    """Return 0.5, 10.4, and 2 for 2.0."""
    return f"{count:.1f}".removesuffix(".0")


FILTERS = {
    "moment": moment_text,
    "day": day_text,
    "full_day": full_day,
    "short_day": short_day,
    "weekday": weekday,
    "clock_time": clock_time,
    "working_days": working_days,
    "relative": relative,
    "overdue": overdue,
    "left": left,
    "remaining": remaining,
    "term": term,
    "tenths": tenths,
    "masked_name": masked_name,
    "masked_phone": masked_phone,
    "masked_id": masked_id,
}


def init_formats(app: Flask) -> None:
    """Give the filters to the templates."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals["week_heads"] = week_heads


def _days_late(due_at: datetime) -> int:
    """Overdue working days as the ladder counts them: a day counts from its opening.
    Timelines 24, 36; suspended days are not known here."""
    calendar, day = district_calendar(), today()
    count = calendar.working_days_between(_civil(due_at), day)
    if count and calendar.is_working_day(day) and request_now() < calendar.opening(day):
        return count - 1
    return count


def _words() -> DateWords:
    return WORDS[current_language().code]


def _civil(on: date | datetime) -> date:
    if isinstance(on, datetime):
        return on.astimezone(district_calendar().zone).date()
    return on


def _is_make_up(on: date) -> bool:
    return on.weekday() >= 5 and district_calendar().is_working_day(on)


def _weekday(words: DateWords, on: date) -> str:
    name = words.weekdays[on.weekday()]
    return words.make_up.format(weekday=name) if _is_make_up(on) else name


def _filled(words: DateWords, pattern: str, on: date) -> str:
    return pattern.format(
        year=on.year,
        month=on.month,
        day=on.day,
        weekday=_weekday(words, on),
        plain_weekday=words.weekdays[on.weekday()],
        month_name=words.months[on.month - 1] if words.months else "",
        make_up=" (working)" if _is_make_up(on) else "",
    )
