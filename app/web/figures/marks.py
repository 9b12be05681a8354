"""The list behind the points taken: what was confirmed against a department."""

from __future__ import annotations

from flask import render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.casework.desk import Desk
from app.domain.periods import Period
from app.reports.cells import Cell
from app.reports.figures import UnitFigures
from app.reports.marks import Mark, list_marks
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.figures.blueprint import CASE_READERS, Page, blueprint
from app.web.figures.counted import calendar_of, sent_as_csv, unit_here
from app.web.figures.periods import name_of
from app.web.formats import moment_text, term


@blueprint.get("/figures/marks")
@for_roles(*CASE_READERS)
def marks() -> Page:
    """Show what points were taken for."""
    desk = desk_here()
    counted, unit = unit_here(desk)
    return render_template(
        "figures/marks.html",
        unit=unit,
        period=counted.period,
        name=name_of(counted.period),
        marks=_marks(desk, unit, counted.period),
        called=called,
    )


@blueprint.get("/figures/marks/table")
@for_roles(*CASE_READERS)
def marks_table() -> Response:
    """Send the same list as CSV."""
    desk = desk_here()
    counted, unit = unit_here(desk)
    titles = [
        gettext("Number"),
        gettext("For what"),
        gettext("When"),
        gettext("Points"),
    ]
    rows: list[list[Cell]] = [
        [one.number, called(one), moment_text(one.at), one.points]
        for one in _marks(desk, unit, counted.period)
    ]
    return sent_as_csv(f"marks-{unit.code}", counted.period, [titles, *rows])


def called(mark: Mark) -> str:
    """Return what the mark is for."""
    return term(mark.what) if mark.what else gettext("Return rejected by the arbiter")


def _marks(desk: Desk, unit: UnitFigures, period: Period) -> list[Mark]:
    calendar, rules = calendar_of(desk), desk.office.rules
    return list_marks(desk.district, unit.code, period, desk.now, calendar, rules)
