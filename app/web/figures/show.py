"""The figures of a period by department, as a page and as CSV."""

from __future__ import annotations

from flask import render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.casework.ledgers import may_take_full
from app.domain.figures.measures import Figure
from app.domain.periods import Period
from app.domain.terms import PeriodKind, Role
from app.reports.cells import Cell
from app.reports.figures import UnitFigures
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.figures.blueprint import (
    DEPARTMENTS,
    DISTRICT,
    LEDGER,
    Page,
    blueprint,
)
from app.web.figures.cases import NAMES
from app.web.figures.counted import counted_here, sent_as_csv
from app.web.figures.periods import choices, name_of
from app.web.figures.pictures import Address, rate_pictures
from app.web.figures.rates import between, percent, rate_cells
from app.web.formats import term


@blueprint.get("/figures")
@for_roles(*DISTRICT, *DEPARTMENTS)
def show() -> Page:
    """Show the departments of the district, or the own one, in figures."""
    desk = desk_here()
    counted, units = counted_here(desk)
    opens = desk.actor.role is not Role.STATISTICIAN
    address = _lists_of(counted.period) if opens else _no_list
    names = {figure: str(name) for figure, name in NAMES.items()}
    return render_template(
        "figures/show.html",
        counted=counted,
        pictures=rate_pictures(units, counted.total, names, address),
        units=units,
        name=name_of(counted.period),
        choices=choices("figures.show", counted.period, department=None),
        is_quarter=counted.period.kind is PeriodKind.QUARTER,
        own=desk.actor.department,
        keeps_ledger=desk.actor.role in LEDGER,
        names_all=may_take_full(desk),
        opens=opens,
        rules=desk.office.rules,
        percent=percent,
        between=between,
    )


@blueprint.get("/figures/table")
@for_roles(*DISTRICT, *DEPARTMENTS)
def table() -> Response:
    """Send the same table as CSV."""
    counted, units = counted_here(desk_here())
    return sent_as_csv("figures", counted.period, [_titles(), *map(_row, units)])


def _lists_of(period: Period) -> Address:
    """The cases behind a number of the period."""

    def address(code: str, figure: Figure, part: str | None) -> str:
        return url_for(
            "figures.cases",
            period=period.key,
            department=code,
            figure=figure,
            part=part,
        )

    return address


def _no_list(_code: str, _figure: Figure, _part: str | None) -> str:
    """For those who see numbers and no cases."""
    return ""


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
