"""Departments as a whole: the worst of each month, how long running, whom to summon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.casework.desk import Desk
from app.casework.improvements import READERS as OF_IMPROVEMENTS
from app.casework.improvements import list_proposed
from app.domain.periods import Period, period_of
from app.domain.terms import PaperKind, PeriodKind, Role, UnitGround
from app.domain.unit_grounds import GROUNDS, UnitStanding, shown_by
from app.reports.cells import Cell
from app.reports.unit_standing import standings_of
from app.reports.units import Units, count_units
from app.store.reads.papers import PaperLine, list_on_figures
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.figures.blueprint import DISTRICT, Page, blueprint
from app.web.figures.counted import calendar_of, sent_as_csv
from app.web.figures.periods import name_of, period_here
from app.web.formats import term
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
        papers=_papers(desk, counted, last),
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


@dataclass(frozen=True)
class UnitPaper:
    """A paper that the figures of a finished period give ground for. written: its number,
    or how far it is; empty while nobody prepared it"""

    name: str
    period: str
    word: str
    address: str
    written: str


def _papers(desk: Desk, counted: Units, last: Period) -> list[UnitPaper]:
    """The papers that the month shown, and the quarter that it ends, give ground for."""
    if desk.actor.role is not Role.INSPECTOR:
        return []
    quarter = [counted.quarter] if counted.quarter.last == last.last else []
    zone = calendar_of(desk).zone
    return [
        paper
        for period in (last, *quarter)
        if period.is_over(desk.now, zone)
        for paper in _of_period(desk, counted, period)
    ]


def _of_period(desk: Desk, counted: Units, period: Period) -> Iterator[UnitPaper]:
    written = {
        (one.department, one.kind, one.unit_ground): one
        for one in list_on_figures(desk.district, period.key)
    }
    standings = standings_of(
        desk.district, period, desk.now, calendar_of(desk), desk.office.rules
    )
    for one in standings:
        shown = shown_by(one, period.kind, desk.office.rules.units)
        for kind, ground in ((k, g) for k in GROUNDS for g in shown & GROUNDS[k]):
            known = written.get((one.department, kind, ground))
            yield UnitPaper(
                counted.names[one.department],
                name_of(period),
                f"{term(kind)} · {term(ground)}",
                _address(one, kind, ground, known),
                f"{term(kind)} {known.number or term(known.state)}" if known else "",
            )


def _address(
    one: UnitStanding, kind: PaperKind, ground: UnitGround, known: PaperLine | None
) -> str:
    if known is None:
        return url_for(
            "inspection.paper_on_figures",
            department=one.department,
            period=one.period,
            kind=kind,
            ground=ground,
        )
    if known.number is None:
        return url_for("inspection.paper_proposal", paper_id=known.id)
    return url_for("inspection.issued_paper", number=known.number)


def _counted(desk: Desk, last: Period) -> Units:
    return count_units(
        desk.district, last, desk.now, calendar_of(desk), desk.office.rules
    )


def _month_here() -> Period:
    """Return the month of the address; the last one of a longer period, no later one
    than this month."""
    asked = period_here()
    return period_of(PeriodKind.MONTH, min(asked.last, today()))
