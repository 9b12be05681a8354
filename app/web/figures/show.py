"""The figures of a period by department, as a page and as CSV; the cases behind them."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.casework.desk import Desk
from app.domain.measures import CountedCase
from app.domain.terms import PeriodKind, Role
from app.reports.cells import Cell, csv_text
from app.reports.figures import PeriodFigures, UnitFigures, count_period
from app.store import directory
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.figures.blueprint import (
    DEPARTMENTS,
    DISTRICT,
    LEDGER,
    Page,
    blueprint,
)
from app.web.figures.periods import choices, name_of, period_here
from app.web.figures.rates import between, percent, rate_cells
from app.web.formats import term


@blueprint.get("/figures")
@for_roles(*DISTRICT, *DEPARTMENTS)
def show() -> Page:
    """Show the departments of the district, or the own one, in figures."""
    desk = desk_here()
    counted, units = _counted(desk)
    return render_template(
        "figures/show.html",
        counted=counted,
        units=units,
        name=name_of(counted.period),
        choices=choices("figures.show", counted.period, department=None),
        is_quarter=counted.period.kind is PeriodKind.QUARTER,
        own=desk.actor.department,
        keeps_ledger=desk.actor.role in LEDGER,
        opens=desk.actor.role is not Role.STATISTICIAN,
        rules=desk.office.rules,
        percent=percent,
        between=between,
    )


@blueprint.get("/figures/table")
@for_roles(*DISTRICT, *DEPARTMENTS)
def table() -> Response:
    """Send the same table as CSV."""
    counted, units = _counted(desk_here())
    answer = current_app.response_class(
        csv_text([_titles(), *map(_row, units)]), mimetype="text/csv"
    )
    name = f"figures-{counted.period.key}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@blueprint.get("/figures/cases")
@for_roles(*(role for role in DISTRICT if role is not Role.STATISTICIAN), *DEPARTMENTS)
def cases() -> Page:
    """Show the cases behind one department's figures, and how each counted."""
    counted, units = _counted(desk_here())
    wanted = request.args.get("department", "")
    unit = next((one for one in units if one.code == wanted), None)
    if unit is None:
        raise NotFound
    return render_template(
        "figures/cases.html",
        unit=unit,
        name=name_of(counted.period),
        period=counted.period,
        cases=sorted(unit.cases, key=_worst_first),
        rules=desk_here().office.rules,
    )


def _counted(desk: Desk) -> tuple[PeriodFigures, Sequence[UnitFigures]]:
    """Count the period of the address; the units are those that this officer may see."""
    known = directory.district(desk.district)
    calendar = desk.office.calendar(known.window)
    counted = count_period(
        desk.district, period_here(), desk.now, calendar, desk.office.rules
    )
    own = desk.actor.department
    units = [unit for unit in counted.units if own in (None, unit.code)]
    return counted, units


def _worst_first(case: CountedCase) -> tuple[bool, bool, bool, str]:
    return not case.overdue, not case.late, case.solved is not False, case.number


# --- CSV ------------------------------------------------------------------------------


def _titles() -> list[Cell]:
    rates: list[Cell] = []
    for word in (gettext("On time"), gettext("Response"), gettext("Solution")):
        rates += [word, gettext("%(rate)s: of", rate=word)]
        rates += [gettext("%(rate)s: from", rate=word)]
        rates += [gettext("%(rate)s: to", rate=word)]
    return [
        gettext("Code"),
        gettext("Department"),
        gettext("Cases"),
        *rates,
        gettext("Satisfaction (weighted sum)"),
        gettext("Ratings"),
        gettext("Median (working days)"),
        gettext("90th percentile (working days)"),
        gettext("Points taken"),
        gettext("Composite"),
        gettext("Rank"),
        gettext("Grade"),
    ]


def _row(unit: UnitFigures) -> list[Cell]:
    shown = unit.figures
    return [
        unit.code,
        unit.name,
        shown.cases,
        *rate_cells(shown.on_time),
        *rate_cells(shown.response),
        *rate_cells(shown.solution),
        round(shown.satisfaction.sum, 1),
        shown.satisfaction.total,
        shown.median_days,
        shown.ninetieth_days,
        unit.deducted,
        None if unit.composite is None else round(unit.composite, 2),
        unit.rank,
        term(unit.grade),
    ]
