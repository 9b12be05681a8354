"""The list behind every number of the figures: the cases, and how each counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from flask import render_template, request
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from app.domain.measures import CountedCase, Figure, counted_in, hits_in
from app.domain.terms import Role
from app.reports.cells import Cell
from app.reports.figures import UnitFigures
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.figures.blueprint import DEPARTMENTS, DISTRICT, Page, blueprint
from app.web.figures.counted import unit_here
from app.web.figures.periods import name_of
from app.web.list_files import Sheet, is_file_asked, sent_list
from app.web.places import list_address

NAMES: Mapping[Figure, LazyString] = {
    Figure.CASES: lazy_gettext("All cases"),
    Figure.ON_TIME: lazy_gettext("On time"),
    Figure.RESPONSE: lazy_gettext("Response"),
    Figure.SOLUTION: lazy_gettext("Solution"),
    Figure.SATISFACTION: lazy_gettext("Satisfaction"),
    Figure.DAYS: lazy_gettext("Working days"),
}
RATES = (Figure.ON_TIME, Figure.RESPONSE, Figure.SOLUTION)
HITS, MISSED = "hits", "missed"
_READERS = (*(role for role in DISTRICT if role is not Role.STATISTICIAN), *DEPARTMENTS)


@blueprint.get("/figures/cases")
@for_roles(*_READERS)
def cases() -> Page:
    """Show the cases behind one number of a department, and how each counted."""
    desk = desk_here()
    counted, unit = unit_here(desk)
    figure = _figure_here()
    if is_file_asked():
        name = f"figures-{unit.code}-{counted.period.key}"
        return sent_list(Sheet(name, _columns, _rows), _listed(unit, figure))
    return render_template(
        "figures/cases.html",
        unit=unit,
        name=name_of(counted.period),
        period=counted.period,
        cases=_listed(unit, figure),
        figures=_figures(unit, figure),
        parts=_parts(unit, figure) if figure in RATES else [],
        rules=desk.office.rules,
    )


def _figure_here() -> Figure:
    try:
        return Figure(request.args.get("figure", ""))
    except ValueError:
        return Figure.CASES


def _listed(unit: UnitFigures, figure: Figure) -> list[CountedCase]:
    part = request.args.get("part", "")
    counted = counted_in(figure, unit.cases)
    hits = hits_in(figure, unit.cases)
    if part == HITS:
        counted = hits
    elif part == MISSED:
        counted = [one for one in counted if one not in hits]
    return sorted(counted, key=_worst_first)


def _worst_first(case: CountedCase) -> tuple[bool, bool, bool, str]:
    return not case.overdue, not case.late, case.solved is not False, case.number


def _figures(unit: UnitFigures, chosen: Figure) -> list[tuple[str, int, str, bool]]:
    return [
        (
            str(NAMES[one]),
            len(counted_in(one, unit.cases)),
            list_address("figures.cases", figure=one, part=None),
            one is chosen,
        )
        for one in Figure
    ]


def _parts(unit: UnitFigures, figure: Figure) -> list[tuple[str, int, str, bool]]:
    total, hits = (len(found(figure, unit.cases)) for found in (counted_in, hits_in))
    words = (
        ("", gettext("All counted"), total),
        (HITS, gettext("Counted as kept"), hits),
        (MISSED, gettext("Not kept"), total - hits),
    )
    chosen = request.args.get("part", "")
    return [
        (word, count, list_address("figures.cases", part=part or None), part == chosen)
        for part, word, count in words
    ]


def _columns() -> Mapping[str, int]:
    return {
        gettext("Number"): 13,
        gettext("Closed"): 10,
        gettext("Open and overdue"): 14,
        gettext("A limit was passed"): 14,
        gettext("Responded in time"): 14,
        gettext("Said to be solved"): 14,
        gettext("cannot be done, explained"): 16,
        gettext("Rating"): 8,
        gettext("Working days"): 12,
    }


def _rows(cases: list[CountedCase]) -> Iterable[Sequence[Cell]]:
    return map(_row, cases)


def _row(case: CountedCase) -> Sequence[Cell]:
    return [
        case.number,
        _yes_no(case.closed),
        _yes_no(case.overdue),
        _yes_no(case.late),
        _yes_no(case.responded if case.must_respond else None),
        _yes_no(case.solved),
        _yes_no(case.cannot_be_done),
        case.rating,
        case.handling_days,
    ]


def _yes_no(value: bool | None) -> str:
    if value is None:
        return ""
    return gettext("yes") if value else gettext("no")
