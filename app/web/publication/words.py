"""How a snapshot is told to people: names in the language of the page, rates in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from app.domain.figures.measures import Rate, Score
from app.domain.figures.publication import PublishedUnit, Snapshot
from app.domain.terms import ReviewStatus
from app.reports.charts import Chart, Look, Series, interval, lines
from app.web.figures.periods import name_of_key
from app.web.formats import term
from app.web.language import in_this_language

WHAT: dict[str, LazyString] = {
    "cases": lazy_gettext("Cases"),
    "on_time": lazy_gettext("On time"),
    "on_time_of": lazy_gettext("On time: of"),
    "response": lazy_gettext("Response"),
    "response_of": lazy_gettext("Response: of"),
    "solution": lazy_gettext("Solution"),
    "solution_of": lazy_gettext("Solution: of"),
    "satisfaction": lazy_gettext("Satisfaction"),
    "satisfaction_of": lazy_gettext("Satisfaction: of"),
    "confirmed": lazy_gettext("Confirmed problems"),
    "rank": lazy_gettext("Rank"),
}


def told(snapshot: Snapshot) -> dict[str, Any]:
    """What the template of a snapshot asks for."""
    names = {unit.code: _unit_name(unit) for unit in snapshot.units}
    return {
        "snapshot": snapshot,
        "department_name": lambda code: names.get(code, code),
        "bar": bar,
        "percent": percent,
        "between": between,
        "tenth": tenth,
        "reviews": reviews(snapshot.reviews()),
        "reviewed": lambda unit: reviews(unit.reviews),
        "what": WHAT,
    }


def reviews(counts: Any) -> list[tuple[str, str, int]]:
    """Code, word and count of each status there is, in the order of a course."""
    known = [status for status in ReviewStatus if counts.get(str(status))]
    return [(str(status), term(status), counts[str(status)]) for status in known]


def bar(rate: Rate | Score) -> Markup:
    """A rate and its interval as a small picture."""
    drawn = interval(rate.value, rate.interval)
    return Markup(drawn)  # noqa: S704 - drawn from numbers alone


def trend(several: Sequence[Snapshot]) -> Chart:
    """The on-time rate of the whole district over periods, oldest first."""
    rates = [one.total.on_time for one in several]
    title = gettext("On time, with the interval in which the rate lies")
    series = Series(
        gettext("On time"),
        [rate.value for rate in rates],
        Look.NOW,
        between=[rate.interval for rate in rates],
    )
    return lines(
        title,
        gettext(
            "From %(first)s to %(last)s the rate went from %(was)s to %(now)s.",
            first=period_name(several[0].period),
            last=period_name(several[-1].period),
            was=percent(rates[0].value),
            now=percent(rates[-1].value),
        ),
        [period_name(one.period) for one in several],
        [series],
        bounds=(0, 1),
        say=percent,
        corner=gettext("Period"),
    )


def percent(value: float | None) -> str:
    """A share as people read it; a dash when there was nothing to count."""
    return "—" if value is None else f"{value * 100:.1f}%"


def between(rate: Rate | Score) -> str:
    """The interval of a rate: 80–94%."""
    if rate.interval is None:
        return ""
    lower, upper = rate.interval
    return f"{lower * 100:.0f}–{upper * 100:.0f}%"


def tenth(value: float) -> str:
    """A sum of weights: 12 or 12.8."""
    return f"{round(value, 1):g}"


def period_name(key: str) -> str:
    """What a period is called in the language of the page."""
    return name_of_key(key)


def _unit_name(unit: PublishedUnit) -> str:
    """As it was called when it was published."""
    english = unit.english_name or unit.short_name
    return in_this_language(unit.short_name, english)
