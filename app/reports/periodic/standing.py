"""The three rates, lights and supervision notices, worst units, grades, rulings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from flask_babel import gettext, pgettext

from app.domain.figures.grades import must_be_summoned, streak
from app.domain.terms import Colour, ReviewStatus, Step
from app.reports.cells import Cell
from app.reports.figures import UnitFigures
from app.reports.languages import term
from app.reports.periodic.facts import PeriodFacts
from app.reports.periodic.shape import Column, Drawn, Kind, Picture, Section
from app.reports.periodic.words import between, nothing_here

_R = ReviewStatus
# How a ruling counts; whatever has none yet is still being looked at.
_RULED = {
    **dict.fromkeys((_R.CONFIRMED, _R.DOWNGRADED), _R.CONFIRMED),
    **dict.fromkeys((_R.DISMISSED, _R.REVOKED), _R.DISMISSED),
}
# That a clue is weighed is the inspection office's alone to know.
_STEPS = tuple(step for step in Step if step is not Step.CLUE)


def three_rates(facts: PeriodFacts) -> Section:
    """Response, solution, satisfaction by department, with intervals and ranks."""
    heads = [_department(), Column(gettext("Cases"))]
    for name, its_interval in (
        (gettext("Response"), gettext("Interval of response")),
        (gettext("Solution"), gettext("Interval of solution")),
        (gettext("Satisfaction"), gettext("Interval of satisfaction")),
    ):
        heads += [Column(name, Kind.RATE, 10), Column(its_interval, Kind.TEXT, 12)]
    heads += [
        Column(gettext("Composite"), Kind.NUMBER),
        Column(gettext("Rank"), Kind.TEXT, 10),
    ]
    rows = tuple(_rates(facts, unit) for unit in _units(facts))
    note = gettext(
        "Composite = 30 × response + 35 × solution + 35 × satisfaction − points taken; "
        "departments with fewer than %(least)d cases are not ranked. The intervals are "
        "those of 95%%; where they overlap, a difference may be chance.",
        least=facts.figures.least,
    )
    title = gettext("The three rates")
    return Section(title, note if rows else nothing_here(), tuple(heads), rows)


def lights(facts: PeriodFacts) -> Section:
    """Steps of the ladder that fell, by department, and where their review stands."""
    found: Counter[tuple[str, str]] = Counter()
    for one in facts.steps:
        found[one.department, str(one.step)] += one.count
        if one.review is not None:
            status = _RULED.get(one.review, _R.PENDING)
            found[one.department, str(status)] += one.count
    heads = (
        _department(),
        *(Column(term(step), width=9) for step in _STEPS),
        Column(pgettext("report", "Confirmed, downgraded too"), width=11),
        Column(pgettext("report", "Dismissed")),
        Column(pgettext("report", "Still under review")),
    )
    keys = [*map(str, (*_STEPS, _R.CONFIRMED, _R.DISMISSED, _R.PENDING))]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (facts.names.department(code), *(found[code, key] for key in keys))
        for code in [*facts.names.departments, ""]
        if any(found[code, key] for key in keys)
    )
    about = gettext("Red lights and supervision notices")
    picture = Picture(Drawn.PARTS, about, (2, 3, 4, 5)) if rows else None
    note = "" if rows else gettext("No light fell in this period.")
    return Section(gettext("Lights and steps"), note, heads, rows, picture)


def notices(facts: PeriodFacts) -> Section:
    """Supervision notices by colour, and how they were answered."""
    rows: list[tuple[Cell, ...]] = []
    for colour in Colour:
        several = [one for one in facts.notices if one.colour is colour]
        in_time = sum(
            one.replied_at is not None and one.replied_at <= one.reply_due_at
            for one in several
        )
        replied = sum(one.replied_at is not None for one in several)
        lifted = sum(one.is_lifted for one in several)
        open_ones = len(several) - sum(
            one.is_lifted or one.replied_at is not None for one in several
        )
        rows.append(
            (term(colour), len(several), in_time, replied - in_time, open_ones, lifted)
        )
    heads = (
        Column(gettext("Notice"), Kind.TEXT, 10),
        Column(pgettext("report", "Issued")),
        Column(pgettext("report", "Answered in time")),
        Column(pgettext("report", "Answered late")),
        Column(pgettext("report", "Not answered")),
        Column(pgettext("report", "Lifted")),
    )
    return Section(gettext("Supervision notices"), "", heads, tuple(rows))


def worst(facts: PeriodFacts) -> Section:
    """The units with the most confirmed flags in the month, and for how long they are."""
    named = facts.worst[-1] if facts.worst else ()
    heads = (
        _department(),
        Column(pgettext("report", "Confirmed problems")),
        Column(pgettext("report", "Months running")),
        _to_be_summoned(),
    )
    rows = []
    for code in named:
        months = streak(facts.worst, code)
        is_due = must_be_summoned(months, 0, facts.rules.units)
        flags = facts.reviews.get(code, {}).get(str(ReviewStatus.CONFIRMED), 0)
        rows.append((facts.names.department(code), flags, months, _yes(is_due)))
    note = gettext(
        "The departments with the most confirmed problems; whoever is so for %(months)d "
        "months running is to be summoned. With fewer than %(least)d cases none is named.",
        months=facts.rules.units.worst_months_running,
        least=facts.rules.units.min_cases_to_rank,
    )
    empty = gettext("No department is named as the worst this month.")
    title = gettext("The worst departments")
    return Section(title, note if rows else empty, heads, tuple(rows))


def grades(facts: PeriodFacts) -> Section:
    """The quarterly result: points and one of four grades."""
    heads = (
        _department(),
        Column(gettext("Cases")),
        Column(gettext("Points taken")),
        Column(pgettext("report", "Points left")),
        Column(gettext("Grade"), Kind.TEXT, 8),
        Column(pgettext("report", "Red notices")),
        _to_be_summoned(),
    )
    rows = []
    for unit in _units(facts):
        is_due = must_be_summoned(0, unit.marks.red, facts.rules.units)
        rows.append(
            (
                facts.names.department(unit.code),
                unit.figures.cases,
                unit.deducted,
                unit.points,
                term(unit.grade),
                unit.marks.red,
                _yes(is_due),
            )
        )
    rules = facts.rules.deductions
    note = gettext(
        "Everybody begins with %(start)d points; excellent from %(excellent)d, good from "
        "%(good)d, passed from %(passed)d. Points are taken only for what was confirmed "
        "and not revoked.",
        start=rules.start,
        excellent=rules.excellent_from,
        good=rules.good_from,
        passed=rules.pass_from,
    )
    title = gettext("Grades of the quarter")
    return Section(title, note if rows else nothing_here(), heads, tuple(rows))


def rulings(facts: PeriodFacts) -> Section:
    """Where suspicions of the period stand, by department: confirmed, heard, revoked."""
    shown = [
        status
        for status in ReviewStatus
        if any(counts.get(str(status)) for counts in facts.reviews.values())
    ]
    heads = (
        _department(),
        *(Column(term(status), width=10) for status in shown),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name.told(), *(facts.reviews[code].get(str(status), 0) for status in shown))
        for code, name in facts.names.departments.items()
        if any(facts.reviews.get(code, {}).values())
    )
    note = gettext(
        "What the system points out is a suspicion until the department was heard and a "
        "person has ruled."
    )
    empty = gettext("There was no suspicion in this period.")
    title = gettext("Rulings and objections")
    return Section(title, note if rows else empty, heads, rows)


def _department() -> Column:
    return Column(gettext("Department"), Kind.TEXT, 18)


def _to_be_summoned() -> Column:
    return Column(pgettext("report", "To be summoned"), Kind.TEXT, 8)


def _yes(is_so: bool) -> str:
    return gettext("yes") if is_so else gettext("no")


def _rates(facts: PeriodFacts, unit: UnitFigures) -> tuple[Cell, ...]:
    shown = unit.figures
    cells: list[Cell] = [
        facts.names.department(unit.code),
        shown.cases,
    ]
    for rate in (shown.response, shown.solution, shown.satisfaction):
        cells += [rate.value, between(rate)]
    return (
        *cells,
        unit.composite,
        str(unit.rank) if unit.rank else gettext("not ranked"),
    )


def _units(facts: PeriodFacts) -> Iterable[UnitFigures]:
    """The departments of the report, in their official order."""
    wanted = facts.scope.code
    for code in facts.names.departments:
        unit = facts.figures.unit(code)
        if unit is not None and wanted in ("", code):
            yield unit
