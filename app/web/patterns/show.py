"""The patterns of a period: all departments beside each other, one department, one
pattern; each as a page and as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.casework.desk import Desk
from app.casework.findings_across import list_last_minute
from app.domain.figures.comparing import Share
from app.domain.figures.measures import Rate
from app.domain.terms import Comparison, Pattern, ProcedureFault, Role
from app.reports.cells import Cell
from app.reports.charts import Chart
from app.reports.patterns import PeriodPatterns
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.figures.blueprint import DEPARTMENTS, DISTRICT
from app.web.figures.periods import choices, name_of, name_of_key
from app.web.figures.rates import between, percent, rate_cells
from app.web.formats import term
from app.web.list_files import sent_table
from app.web.patterns.blueprint import (
    Page,
    blueprint,
    counted_here,
    department_here,
    pattern_of,
)
from app.web.patterns.pictures import Compared, beside_others
from app.web.patterns.words import MARKS, counted_so
from app.web.places import list_address
from app.web.unit_names import unit_name

MATTERS = 30

Shares = dict[Pattern, dict[str, Share[str]]]


@dataclass(frozen=True)
class Shown:
    """What both pages are made from. department: '' for the whole district"""

    counted: PeriodPatterns
    shares: Shares
    department: str

    @property
    def units(self) -> dict[str, str]:
        """The names of the departments that had an occasion, by code."""
        seen = {code for shares in self.shares.values() for code in shares}
        names = self.counted.departments
        return {code: name for code, name in names.items() if code in seen}

    def total(self, pattern: Pattern) -> Rate:
        """All departments together."""
        several = [share.own for share in self.shares[pattern].values()]
        return Rate(sum(one.hits for one in several), sum(one.total for one in several))


@blueprint.get("/patterns")
@for_roles(*DISTRICT, *DEPARTMENTS)
def show() -> Page:
    """Show all departments beside each other, or one in all patterns."""
    desk = desk_here()
    shown = _shown(desk)
    page = "patterns/department.html" if shown.department else "patterns/district.html"
    return render_template(
        page,
        shown=shown,
        picture=_of_department(shown) if shown.department else None,
        last_minute=list_last_minute(desk, shown.department),
        period_name=name_of_key,
        **_surroundings(desk, shown.counted),
    )


@blueprint.get("/patterns/table")
@for_roles(*DISTRICT, *DEPARTMENTS)
def table() -> Response:
    """Send every department and pattern as CSV, a row each."""
    shown = _shown(desk_here())
    rows: list[list[Cell]] = [_titles(gettext("Pattern"), gettext("Code"))]
    for pattern, by_department in shown.shares.items():
        names = shown.counted.departments
        rows += [
            [term(pattern), *row]
            for row in _rows(_chosen(by_department, shown.department), names.get)
        ]
    return sent_table(f"patterns-{shown.counted.period.key}", rows)


@blueprint.get("/patterns/<string:code>")
@for_roles(*DISTRICT, *DEPARTMENTS)
def one(code: str) -> Page:
    """Show one pattern by department and by matter, and by ground where it has one."""
    pattern, desk = pattern_of(code), desk_here()
    counted = counted_here(desk)
    department = department_here(desk, request.args.get("department", ""))
    matters = counted.by_matter(pattern, department)
    by_department = _chosen(counted.by_department(pattern), department)
    return render_template(
        "patterns/pattern.html",
        pattern=pattern,
        department=department,
        by_department=by_department,
        picture=_of_pattern(pattern, counted, by_department),
        matters=matters[:MATTERS],
        more=max(0, len(matters) - MATTERS),
        grounds=counted.grounds(department) if pattern in _GROUNDED else [],
        faults=list(ProcedureFault),
        others=_others(pattern),
        **_surroundings(desk, counted),
    )


@blueprint.get("/patterns/<string:code>/matters")
@for_roles(*DISTRICT, *DEPARTMENTS)
def matters(code: str) -> Response:
    """Send the matters of one pattern as CSV."""
    pattern, desk = pattern_of(code), desk_here()
    counted = counted_here(desk)
    department = department_here(desk, request.args.get("department", ""))
    rows = [_titles(gettext("Code"))]
    rows += _rows(counted.by_matter(pattern, department), counted.matters.get)
    return sent_table(f"patterns-{pattern}-{counted.period.key}", rows)


_GROUNDED = frozenset({Pattern.SUSPENSION, Pattern.OFF_REGISTER})


def _shown(desk: Desk) -> Shown:
    counted = counted_here(desk)
    shares = {pattern: counted.by_department(pattern) for pattern in Pattern}
    asked = request.args.get("department", "")
    return Shown(counted, shares, department_here(desk, asked))


def _of_department(shown: Shown) -> Chart | None:
    """All patterns of one department beside all the others."""
    several = [
        Compared(term(pattern), found[shown.department])
        for pattern, found in shown.shares.items()
        if shown.department in found
    ]
    name = unit_name(shown.counted.departments[shown.department])
    title = gettext("%(name)s beside all others", name=name)
    return beside_others(title, several, own=name, corner=gettext("Pattern"))


def _of_pattern(
    pattern: Pattern, counted: PeriodPatterns, by_department: Sequence[Share[str]]
) -> Chart | None:
    """One pattern of each department beside all the others."""
    several = [
        Compared(unit_name(counted.departments.get(share.key, share.key)), share)
        for share in by_department
    ]
    title = gettext("%(name)s beside all others", name=term(pattern))
    own, corner = gettext("The department"), gettext("Department")
    return beside_others(title, several, own=own, corner=corner)


def _surroundings(desk: Desk, counted: PeriodPatterns) -> dict[str, object]:
    rules, practice = desk.office.rules, desk.office.practice
    last, same = rules.findings.m3_last_percent, practice.same_answer_percent
    return {
        "counted": counted,
        "name": name_of(counted.period),
        "choices": choices(request.endpoint or "", counted.period, **_kept()),
        "own": desk.actor.department,
        "opens": desk.actor.role is not Role.STATISTICIAN,
        "patterns": list(Pattern),
        "comparisons": list(Comparison),
        "marks": MARKS,
        "counted_so": lambda pattern: counted_so(pattern, last, same),
        "percent": percent,
        "between": between,
    }


def _kept() -> dict[str, str | None]:
    """The parts of the address that another period keeps."""
    return {name: str(value) for name, value in (request.view_args or {}).items()}


def _others(chosen: Pattern) -> list[tuple[str, None, str, bool]]:
    return [
        (
            term(pattern),
            None,
            list_address("patterns.one", code=pattern),
            pattern is chosen,
        )
        for pattern in Pattern
    ]


def _chosen(by_department: dict[str, Share[str]], department: str) -> list[Share[str]]:
    """Return all departments, those that stand out first; or the one."""
    if department:
        return [by_department[department]] if department in by_department else []
    return sorted(by_department.values(), key=_most_first)


def _most_first(share: Share[str]) -> tuple[bool, float, str]:
    is_above = share.comparison is Comparison.ABOVE
    return not is_above, -(share.own.value or 0), share.key


# --- CSV ------------------------------------------------------------------------------


def _titles(*first: str) -> list[Cell]:
    return [
        *first,
        gettext("Department or matter"),
        gettext("Times"),
        gettext("Of"),
        gettext("Interval from"),
        gettext("Interval to"),
        gettext("Others: times"),
        gettext("Others: of"),
        gettext("Others: from"),
        gettext("Others: to"),
        gettext("Comparison"),
    ]


def _rows(
    several: Iterable[Share[str]], name_of_key: Callable[[str], str | None]
) -> Iterator[list[Cell]]:
    for share in several:
        yield [
            share.key,
            name_of_key(share.key) or share.key,
            *rate_cells(share.own),
            *rate_cells(share.others),
            term(share.comparison),
        ]
