"""Which period a page shows, and how periods are called."""

from __future__ import annotations

from babel.dates import format_date
from flask import request
from flask_babel import get_locale, gettext, pgettext

from app.domain.periods import Period, parse_period, period_of
from app.domain.terms import PeriodKind
from app.web.figures.blueprint import blueprint
from app.web.formats import full_day
from app.web.moments import today
from app.web.places import list_address

YEARS = range(2000, 2100)
_SHOWN = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)

Choice = tuple[str, None, str, bool]


def period_here(kind: PeriodKind = PeriodKind.MONTH) -> Period:
    """Return the period that the address names; the present one for nonsense."""
    try:
        period = parse_period(request.args.get("period", ""))
    except ValueError:
        return period_of(kind, today())
    return period if period.first.year in YEARS else period_of(kind, today())


def name_of(period: Period) -> str:
    """Return the name of a period: 2026年11月, Nov 2026."""
    year, month = period.first.year, period.first.month
    match period.kind:
        case PeriodKind.DAY:
            return full_day(period.first)
        case PeriodKind.MONTH:
            pattern = pgettext("name of a month", "MMM y")
            return format_date(period.first, pattern, locale=get_locale())
        case PeriodKind.QUARTER:
            quarter = (month + 2) // 3
            return gettext(
                "Quarter %(quarter)d of %(year)d", quarter=quarter, year=year
            )
    return gettext("Year %(year)d", year=year)


@blueprint.app_template_filter("period")
def name_of_key(key: str) -> str:
    """Return the name of a period that the register keeps by its key: 2026-Q3.

    raises: ValueError for what is no key
    """
    return name_of(parse_period(key))


def choices(endpoint: str, chosen: Period, **kept: str | None) -> list[Choice]:
    """Return the present and the last period of each kind; the chosen one among them.

    kept: further parts of the address; of a list, None takes one away
    """
    several: list[Period] = []
    for kind in _SHOWN:
        now = period_of(kind, today())
        several += [now, now.previous]
    if chosen not in several:
        several.insert(0, chosen)
    return [
        (
            name_of(one),
            None,
            list_address(endpoint, period=one.key, **kept),
            one == chosen,
        )
        for one in several
    ]
