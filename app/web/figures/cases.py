"""The list behind every number of the figures: the cases, and how each counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import render_template, request
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from app.domain.figures.measures import Cases, CountedCase, Figure, counted_in, hits_in
from app.reports.cells import Cell
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.figures.blueprint import CASE_READERS, Page, blueprint
from app.web.figures.counted import CountedCases, cases_here
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
ROWS = 500


@blueprint.get("/figures/cases")
@for_roles(*CASE_READERS)
def cases() -> Page:
    """Show the cases behind one number of a department, and how each counted."""
    desk = desk_here()
    counted, figure = cases_here(desk), _figure_here()
    shown = _listed(counted.cases, figure)
    if is_file_asked():
        return sent_list(_sheet(counted), shown)
    return render_template(
        "figures/cases.html",
        counted=counted,
        name=name_of(counted.period),
        cases=shown[:ROWS],
        count=len(shown),
        figures=_figures(counted.cases, figure),
        parts=_parts(counted.cases, figure) if figure in RATES else [],
        rules=desk.office.rules,
    )


def _figure_here() -> Figure:
    try:
        return Figure(request.args.get("figure", ""))
    except ValueError:
        return Figure.CASES


def _listed(cases: Cases, figure: Figure) -> list[CountedCase]:
    part = request.args.get("part", "")
    counted = counted_in(figure, cases)
    if part == HITS:
        counted = hits_in(figure, cases)
    elif part == MISSED:
        hits = {one.number for one in hits_in(figure, cases)}
        counted = [one for one in counted if one.number not in hits]
    return sorted(counted, key=_worst_first)


def _worst_first(case: CountedCase) -> tuple[bool, bool, bool, str]:
    return not case.overdue, not case.late, case.solved is not False, case.number


def _figures(cases: Cases, chosen: Figure) -> list[tuple[str, int, str, bool]]:
    return [
        (
            str(NAMES[one]),
            len(counted_in(one, cases)),
            list_address("figures.cases", figure=one, part=None),
            one is chosen,
        )
        for one in Figure
    ]


def _parts(cases: Cases, figure: Figure) -> list[tuple[str, int, str, bool]]:
    total, hits = (len(found(figure, cases)) for found in (counted_in, hits_in))
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


def _sheet(counted: CountedCases) -> Sheet[CountedCase]:
    """The list as a file; of all departments it says whose each case is."""
    name = f"figures-{counted.code or 'all'}-{counted.period.key}"
    holders = counted.holders
    if not holders:
        return Sheet(name, _columns, lambda cases: map(_row, cases))
    return Sheet(
        name,
        lambda: {gettext("Department"): 16, **_columns()},
        lambda cases: ([holders[one.department], *_row(one)] for one in cases),
    )


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
