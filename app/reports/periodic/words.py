"""Numbers of reports in words: a rate with its counts and interval, a moment, a day."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_date, format_datetime
from flask_babel import get_locale, gettext, pgettext

from app.domain.figures.measures import Rate, Score
from app.domain.periods import Period
from app.domain.terms import PeriodKind
from app.domain.working_calendar import WorkingCalendar


def title_of(kind: PeriodKind) -> str:
    """What a report of such a period is called."""
    match kind:
        case PeriodKind.DAY:
            return gettext("Daily report of the “cannot get it done” windows")
        case PeriodKind.MONTH:
            return gettext("Monthly report of the “cannot get it done” windows")
        case PeriodKind.QUARTER:
            return gettext("Quarterly report of the “cannot get it done” windows")
    return gettext("Yearly report of the “cannot get it done” windows")


def period_words(period: Period) -> str:
    """2026年11月30日, 2026年11月, 2026年第4季度, 2026年; 30 November 2026, ..."""
    match period.kind:
        case PeriodKind.DAY:
            pattern = pgettext("pattern of a date", "d MMMM y")
        case PeriodKind.MONTH:
            pattern = pgettext("pattern of a date", "MMMM y")
        case PeriodKind.QUARTER:
            pattern = pgettext("pattern of a date", "'quarter' Q 'of' y")
        case _:
            pattern = pgettext("pattern of a date", "y")
    return format_date(period.first, pattern, locale=get_locale())


def month_words(period: Period) -> str:
    """A month among those of one year: 11月, November"""
    pattern = pgettext("pattern of a date", "MMMM")
    return format_date(period.first, pattern, locale=get_locale())


def counts(rate: Rate | Score) -> str:
    """17/24, or 17.8/24 of weights."""
    hits = rate.hits if isinstance(rate, Rate) else round(rate.sum, 1)
    return f"{hits:g}/{rate.total}"


def between(rate: Rate | Score) -> str:
    """The 95 % interval: 51–85%; empty when there was nothing to count."""
    if rate.interval is None:
        return ""
    lower, upper = rate.interval
    return f"{lower * 100:.0f}–{upper * 100:.0f}%"


def moment(at: datetime | None, calendar: WorkingCalendar) -> str:
    """11月30日 周一 17:00, Mon 30 Nov 17:00; empty for none"""
    if at is None:
        return ""
    return _told(at, calendar, pgettext("pattern of a date", "EEE d MMM HH:mm"))


def exact(at: datetime, calendar: WorkingCalendar) -> str:
    """2026年12月1日 09:00, 1 December 2026 09:00"""
    return _told(at, calendar, pgettext("pattern of a date", "d MMMM y HH:mm"))


def nothing_here() -> str:
    """What stands in the place of a table without rows."""
    return gettext("No case in this period.")


def _told(at: datetime, calendar: WorkingCalendar, pattern: str) -> str:
    return format_datetime(at, pattern, tzinfo=calendar.zone, locale=get_locale())
