"""Departments as a whole: the worst of each month, how long running, whom to summon."""

from __future__ import annotations

from flask import render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.casework.desk import Desk
from app.casework.improvements import READERS as OF_IMPROVEMENTS
from app.casework.improvements import list_proposed
from app.domain.periods import Period, period_of
from app.domain.terms import PeriodKind
from app.reports.cells import Cell
from app.reports.units import Units, count_units
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.figures.blueprint import DISTRICT, Page, blueprint
from app.web.figures.counted import calendar_of, sent_as_csv
from app.web.figures.periods import name_of, period_here
from app.web.moments import today


@blueprint.get("/figures/units")
@for_roles(*DISTRICT)
def units() -> Page:
    """Show the last months up to the one of the address."""
    desk, last = desk_here(), _month_here()
    counted = _counted(desk, last)
    return render_template(
        "figures/units.html",
        units=counted,
        last=last,
        previous=last.previous.key,
        name_of=name_of,
        rules=desk.office.rules.units,
        items=list_proposed(desk, *counted.quarter.instants(calendar_of(desk).zone)),
        opens=desk.actor.role in OF_IMPROVEMENTS,
    )


@blueprint.get("/figures/units/table")
@for_roles(*DISTRICT)
def units_table() -> Response:
    """Send the same months as CSV: a row for each department that was flagged."""
    last = _month_here()
    counted = _counted(desk_here(), last)
    rows: list[list[Cell]] = [
        [
            gettext("Month"),
            gettext("Code"),
            gettext("Department"),
            gettext("Confirmed flags"),
            gettext("Cases"),
            gettext("Among the worst"),
        ]
    ]
    rows += [
        [
            month.period.key,
            code,
            counted.names[code],
            flags,
            month.cases.get(code, 0),
            gettext("yes") if code in month.worst else gettext("no"),
        ]
        for month in counted.months
        for code, flags in sorted(month.flags.items())
    ]
    return sent_as_csv("units", last, rows)


def _counted(desk: Desk, last: Period) -> Units:
    return count_units(
        desk.district, last, desk.now, calendar_of(desk), desk.office.rules
    )


def _month_here() -> Period:
    """Return the month of the address; the last one of a longer period, no later one
    than this month."""
    asked = period_here()
    return period_of(PeriodKind.MONTH, min(asked.last, today()))
