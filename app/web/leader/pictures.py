"""The pictures of the overview: what they are made of, and the list behind each number.

An address is made only for those who may open the list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.dates import format_date
from flask_babel import get_locale, gettext, pgettext

from app.domain.figures.durations import CLASSES, LONGEST, by_class
from app.domain.figures.measures import nearest_rank
from app.domain.periods import Period
from app.domain.terms import CauseCode
from app.domain.working_calendar import WorkingCalendar
from app.reports.charts import Chart, Look, Series, bars, columns
from app.store.reads.happenings import (
    Finish,
    What,
    causes,
    count_happenings,
    finishes,
)
from app.web.formats import term
from app.web.leader.spans import during, last_months

Address = Callable[..., str]

_TREND = (What.FILED, What.ENDED, What.LATE)


@dataclass(frozen=True)
class Finishing:
    """How long cases took. total: how many; median, ninetieth: working days"""

    chart: Chart
    total: int
    median: int | None
    ninetieth: int | None


def trend(
    district: int, now: datetime, calendar: WorkingCalendar, address: Address
) -> Chart:
    """Intake, endings and promises not kept, by month."""
    months = last_months()
    spans = [
        during(what, month, now, calendar.zone) for what in _TREND for month in months
    ]
    counts = count_happenings(district, spans)
    words = {
        What.FILED: (gettext("Filed"), Look.PLAIN),
        What.ENDED: (gettext("Cases ended"), Look.KEPT),
        What.LATE: (gettext("Promise not kept"), Look.LATE),
    }
    series = [
        Series(
            words[what][0],
            counts[place * len(months) : (place + 1) * len(months)],
            words[what][1],
            [address(what=what, period=month.key) for month in months],
        )
        for place, what in enumerate(_TREND)
    ]
    return columns(
        gettext("The last 12 months"),
        _trend_summary(series),
        [month_word(month, months[0]) for month in months],
        series,
        now=True,
        corner=gettext("Month"),
    )


def why(
    district: int, period: Period, now: datetime, calendar: WorkingCalendar, to: Address
) -> Chart | None:
    """Causes of the cases that ended, the most frequent first; None without any."""
    found = causes(district, during(What.ENDED, period, now, calendar.zone))
    if not found:
        return None
    names = [term(cause) for cause in found]
    counts = list(found.values())
    links = [to(what=What.ENDED, period=period.key, cause=cause) for cause in found]
    return bars(
        gettext("Why it could not be done"),
        gettext(
            "The most frequent of %(num)d cases: %(first)s, %(many)d.",
            num=sum(counts),
            first=names[0],
            many=counts[0],
        ),
        names,
        Series(gettext("Cases"), counts, addresses=links),
        corner=gettext("Cause"),
    )


def finishing(
    district: int, period: Period, now: datetime, calendar: WorkingCalendar, to: Address
) -> Finishing | None:
    """In how many working days cases that ended were answered; None without any."""
    found = finishes(district, during(What.ENDED, period, now, calendar.zone))
    days = sorted(days_of(one, calendar) for one in found)
    if not days:
        return None
    median, ninetieth = nearest_rank(days, 0.5), nearest_rank(days, 0.9)
    summary = gettext(
        "Half of %(num)d cases within %(median)d working days, nine in ten within "
        "%(ninetieth)d.",
        num=len(days),
        median=median,
        ninetieth=ninetieth,
    )
    links = [to(what=What.ENDED, period=period.key, days=str(one)) for one in CLASSES]
    series = Series(gettext("Cases"), by_class(days), addresses=links)
    chart = columns(
        gettext("Working days to the answer"),
        summary,
        [*map(str, CLASSES[:-1]), f"{LONGEST + 1}+"],
        [series],
        corner=gettext("Working days taken"),
    )
    return Finishing(chart, len(days), median, ninetieth)


def days_of(finish: Finish, calendar: WorkingCalendar) -> int:
    """Working days from the day a department got it to the day of the last answer."""
    return calendar.working_days_between(
        calendar.civil_date(finish.dispatched_at),
        calendar.civil_date(finish.answered_at),
    )


def causes_in(text: str) -> CauseCode | None:
    """The cause that an address names; None for nonsense."""
    return next((cause for cause in CauseCode if cause == text), None)


def _trend_summary(series: Sequence[Series]) -> str:
    """The present month in words, for who cannot see the picture."""
    given: dict[str, Any] = dict(
        zip(("filed", "ended", "late"), (one.values[-1] for one in series), strict=True)
    )
    return gettext(
        "This month so far: %(filed)d filed, %(ended)d ended, %(late)d promises not "
        "kept.",
        **given,
    )


def month_word(month: Period, first: Period) -> str:
    """Return 11月, Nov; with the year where it begins or the picture does."""
    pattern = pgettext("month below a chart", "MMM")
    if month == first or month.first.month == 1:
        pattern = pgettext("month below a chart", "MMM y")
    return format_date(month.first, pattern, locale=get_locale())
