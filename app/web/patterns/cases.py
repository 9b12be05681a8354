"""The list behind every number of a pattern: the cases, and what was said or written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from flask import render_template, request
from flask_babel import gettext

from app.domain.figures.patterns import Occasion
from app.domain.terms import Pattern, Role, SuspensionReason
from app.reports.cells import Cell
from app.reports.patterns import PeriodPatterns
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.figures.blueprint import DEPARTMENTS, DISTRICT
from app.web.figures.periods import name_of
from app.web.formats import term
from app.web.list_files import (
    Sheet,
    is_file_asked,
    moment_cell,
    sent_list,
)
from app.web.patterns.blueprint import (
    Page,
    blueprint,
    counted_here,
    department_here,
    pattern_of,
)
from app.web.places import list_address

ROWS = 200
ALL = "all"
_OPENERS = tuple(role for role in DISTRICT if role is not Role.STATISTICIAN)


@blueprint.get("/patterns/<string:code>/cases")
@for_roles(*_OPENERS, *DEPARTMENTS)
def cases(code: str) -> Page:
    """Show the occasions that came to it, or all of them."""
    pattern = pattern_of(code)
    counted, department, found = _found(pattern)
    if is_file_asked():
        return sent_list(_sheet(pattern, counted), found)
    matter = request.args.get("matter")
    return render_template(
        "patterns/cases.html",
        pattern=pattern,
        counted=counted,
        name=name_of(counted.period),
        department=department,
        matter=counted.matters.get(matter, matter) if matter is not None else "",
        occasions=found[:ROWS],
        more=max(0, len(found) - ROWS),
        choices=_choices(),
        reason=reason_text,
    )


def reason_text(one: Occasion) -> str:
    """Return the ground of a suspension, or the group of equal answers."""
    if one.pattern is Pattern.SAME_ANSWER:
        return gettext("Group %(number)s", number=one.code) if one.code else ""
    return term(SuspensionReason(one.code)) if one.code else ""


def _sheet(pattern: Pattern, counted: PeriodPatterns) -> Sheet[Occasion]:
    """How the occasions of a pattern are written down."""

    def rows(found: list[Occasion]) -> Iterable[list[Cell]]:
        return [
            [
                one.number,
                counted.departments.get(one.department, one.department),
                counted.matters.get(one.matter, one.matter),
                moment_cell(one.at),
                gettext("yes") if one.is_hit else gettext("no"),
                reason_text(one),
                term(one.fault) if one.fault else "",
                one.said,
            ]
            for one in found
        ]

    name = f"patterns-{pattern}-{counted.period.key}"
    return Sheet(name, lambda: _columns(pattern), rows)


def _columns(pattern: Pattern) -> Mapping[str, int]:
    return {
        gettext("Number"): 13,
        gettext("Department"): 18,
        gettext("Matter"): 34,
        gettext("When"): 17,
        term(pattern): 12,
        gettext("Ground or group"): 18,
        gettext("Against the register"): 18,
        gettext("Words"): 50,
    }


def _found(pattern: Pattern) -> tuple[PeriodPatterns, str, Sequence[Occasion]]:
    desk = desk_here()
    counted = counted_here(desk)
    department = department_here(desk, request.args.get("department", ""))
    found = counted.of(pattern, department, request.args.get("matter"))
    if request.args.get("show") != ALL:
        found = [one for one in found if one.is_hit]
    ground = request.args.get("ground")
    if ground:
        found = [one for one in found if one.code == ground]
    return counted, department, sorted(found, key=_order)


def _order(one: Occasion) -> tuple[str, int, str, str]:
    """By department; equal answers beside each other; then by moment."""
    group = int(one.code) if one.pattern is Pattern.SAME_ANSWER and one.code else 0
    return one.department, group, one.at.isoformat(), one.number


def _choices() -> list[tuple[str, None, str, bool]]:
    shown = request.args.get("show") == ALL
    code = (request.view_args or {})["code"]
    words = ((gettext("It happened"), None), (gettext("All that were counted"), ALL))
    return [
        (
            word,
            None,
            list_address("patterns.cases", code=code, show=show),
            shown is (show == ALL),
        )
        for word, show in words
    ]
