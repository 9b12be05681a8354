"""Taken in, closed, on time, returned, extended, paused: as a whole and by center,
department, matter and cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask_babel import gettext, ngettext, pgettext

from app.domain.figures.measures import (
    CountedCase,
    Figures,
    Rate,
    Score,
    figures,
    on_time,
)
from app.domain.terms import CauseCode, EntryKind, ReportScope
from app.reports.cells import Cell
from app.reports.languages import term
from app.reports.periodic.facts import PeriodFacts
from app.reports.periodic.shape import Column, Drawn, Kind, Picture, Section
from app.reports.periodic.words import between, counts, nothing_here
from app.store.reads.reported import ReportedCase

K = EntryKind
MOST_MATTERS = 20
_COUNTED = (K.RETURNED, K.EXTENDED, K.SUSPENDED)


@dataclass(frozen=True, slots=True)
class _Grouping:
    """How cases are put together. key: of a case; called: that key, as people read it"""

    key: Callable[[ReportedCase], str]
    called: Callable[[str], str]


def overall(facts: PeriodFacts) -> Section:
    """The period in one table, each rate with what it is made of."""
    heads = (
        Column(gettext("Figure"), Kind.TEXT, 16),
        Column(pgettext("report", "This period"), Kind.TEXT, 14),
        Column(pgettext("report", "Made of"), Kind.TEXT, 30),
    )
    rows = (*_counted(facts), *_rated(own_figures(facts)))
    return Section(pgettext("report", "In all"), "", heads, rows)


def _counted(facts: PeriodFacts) -> list[tuple[Cell, ...]]:
    open_now = [
        one
        for one in facts.cases.values()
        if one.closed_at is None or one.closed_at >= facts.until
    ]
    overdue = sum(one.overdue for one in facts.counted.values())
    kinds = Counter(one.kind for one in facts.happened)
    late = gettext("%(num)d of them overdue", num=overdue)
    return [
        (pgettext("report", "Taken in"), _cases(len(facts.filed())), ""),
        (pgettext("report", "Closed"), _cases(len(facts.closed())), ""),
        (pgettext("report", "Open at the end"), _cases(len(open_now)), late),
        (pgettext("report", "Returned"), _times(kinds[K.RETURNED]), ""),
        (pgettext("report", "Extended"), _times(kinds[K.EXTENDED]), ""),
        (pgettext("report", "Paused"), _times(kinds[K.SUSPENDED]), ""),
        (pgettext("report", "Sent back to be redone"), _times(kinds[K.REOPENED]), ""),
    ]


def _rated(own: Figures) -> list[tuple[Cell, ...]]:
    median = own.median_days
    days = "—" if median is None else _days(median)
    return [
        (
            pgettext("report", "Closed on time"),
            _share(own.on_time),
            _made_of(own.on_time),
        ),
        (gettext("Response"), _share(own.response), _made_of(own.response)),
        (gettext("Solution"), _share(own.solution), _made_of(own.solution)),
        (gettext("Satisfaction"), _share(own.satisfaction), _made_of(own.satisfaction)),
        (pgettext("report", "Median time taken"), days, ""),
    ]


def _cases(number: int) -> str:
    return ngettext("%(num)d case", "%(num)d cases", number)


def _times(number: int) -> str:
    return ngettext("%(num)d time", "%(num)d times", number)


def _days(number: int) -> str:
    return ngettext("%(num)d working day", "%(num)d working days", number)


def _share(rate: Rate | Score) -> str:
    return "—" if rate.value is None else f"{rate.value * 100:.1f}%"


def _made_of(rate: Rate | Score) -> str:
    if not rate.total:
        return gettext("nothing to count")
    return gettext(
        "%(counts)s; 95%% interval %(between)s",
        counts=counts(rate),
        between=between(rate),
    )


def own_figures(facts: PeriodFacts) -> Figures:
    """The figures of whom the report is about."""
    if facts.scope.kind is ReportScope.DISTRICT:
        return facts.figures.total
    if facts.scope.kind is ReportScope.DEPARTMENT:
        unit = facts.figures.unit(facts.scope.code)
        return unit.figures if unit else facts.figures.nothing
    return figures([*facts.counted.values()])


def by_department(facts: PeriodFacts) -> Section:
    """By the department that has or had the case."""
    return _section(
        facts,
        gettext("By department"),
        gettext("Department"),
        _Grouping(lambda case: case.department, facts.names.department),
        Picture(Drawn.BARS, gettext("Cases taken in, by department"), (1,)),
    )


def by_center(facts: PeriodFacts) -> Section:
    """By the center where it was taken in."""
    return _section(
        facts,
        gettext("By center (window)"),
        gettext("Center or window"),
        _Grouping(lambda case: case.center, facts.names.center),
        Picture(Drawn.COLUMNS, gettext("Cases taken in and closed, by center"), (1, 2)),
    )


def by_matter(facts: PeriodFacts) -> Section:
    """By matter, those with the most cases."""
    return _section(
        facts,
        gettext("By matter (the first %(most)d)", most=MOST_MATTERS),
        gettext("Matter"),
        _Grouping(lambda case: case.matter, str),
        None,
        MOST_MATTERS,
    )


def by_cause(facts: PeriodFacts) -> Section:
    """By the cause: as verified, else as answered, else as the window saw it."""
    return _section(
        facts,
        gettext("By cause"),
        gettext("Cause"),
        _Grouping(lambda case: str(case.cause or ""), cause_words),
        Picture(Drawn.BARS, gettext("Cases taken in, by cause"), (1,)),
    )


def cause_words(code: str) -> str:
    """A cause with its code; in words when there is none yet."""
    if not code:
        return gettext("not settled")
    return f"{code} {term(CauseCode(code))}"


def _section(
    facts: PeriodFacts,
    title: str,
    head: str,
    grouping: _Grouping,
    picture: Picture | None,
    most: int | None = None,
) -> Section:
    rows = _rows(facts, grouping)[:most]
    heads = (Column(head, Kind.TEXT, 24), *_heads())
    note = "" if rows else nothing_here()
    return Section(title, note, heads, tuple(rows), picture if rows else None)


def _heads() -> tuple[Column, ...]:
    return (
        Column(pgettext("report", "Taken in")),
        Column(pgettext("report", "Closed")),
        Column(pgettext("report", "Closed on time"), Kind.RATE, 12),
        Column(pgettext("report", "On time of due"), Kind.TEXT, 13),
        Column(pgettext("report", "Returned (times)")),
        Column(pgettext("report", "Extended (times)")),
        Column(pgettext("report", "Paused (times)")),
    )


def _rows(facts: PeriodFacts, grouping: _Grouping) -> list[tuple[Cell, ...]]:
    """The most cases taken in first; what has no case in the period is left out."""
    key = grouping.key
    filed = Counter(key(case) for case in facts.filed())
    closed = Counter(key(case) for case in facts.closed())
    happened = Counter((key(facts.cases[one.case]), one.kind) for one in facts.happened)
    rates = _rates(facts, grouping)
    touched = {*filed, *closed, *(name for name, _ in happened)}
    touched |= {name for name, rate in rates.items() if rate.total}
    return [
        (
            grouping.called(name),
            filed[name],
            closed[name],
            rates[name].value,
            counts(rates[name]),
            *(happened[name, kind] for kind in _COUNTED),
        )
        for name in sorted(touched, key=lambda one: (-filed[one], -closed[one], one))
    ]


def _rates(facts: PeriodFacts, grouping: _Grouping) -> Mapping[str, Rate]:
    """The on-time rate of each key that has a case."""
    grouped: dict[str, list[CountedCase]] = {}
    for case in facts.cases.values():
        found = grouped.setdefault(grouping.key(case), [])
        if counted := facts.counted.get(case.number):
            found.append(counted)
    return {name: on_time(cases) for name, cases in grouped.items()}
