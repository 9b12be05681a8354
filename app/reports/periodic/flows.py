"""Taken in, closed, on time, returned, extended, paused: as a whole and by center,
department, matter and cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from app.domain.measures import CountedCase, Figures, Rate, figures, on_time
from app.domain.terms import EntryKind, ReportScope
from app.reports.cells import Cell
from app.reports.periodic.facts import PeriodFacts
from app.reports.periodic.shape import Column, Drawn, Kind, Picture, Section
from app.reports.periodic.words import between, counts
from app.store.reads.reported import ReportedCase

K = EntryKind
MOST_MATTERS = 20
NO_CAUSE, NO_DEPARTMENT = "未定", "未派单"
_HEADS = (
    Column("受理"),
    Column("办结"),
    Column("按期办结率", Kind.RATE, 11),
    Column("按期/应办结", Kind.TEXT, 11),
    Column("退回(次)"),
    Column("延期(次)"),
    Column("挂起(次)"),
)
_COUNTED = (K.RETURNED, K.EXTENDED, K.SUSPENDED)

Key = Callable[[ReportedCase], str]


def overall(facts: PeriodFacts) -> Section:
    """The period in one table, each rate with what it is made of."""
    own = own_figures(facts)
    open_now = [
        one
        for one in facts.cases.values()
        if one.closed_at is None or one.closed_at >= facts.until
    ]
    overdue = sum(one.overdue for one in facts.counted.values())
    kinds = Counter(one.kind for one in facts.happened)
    rows: list[tuple[Cell, ...]] = [
        ("受理", f"{len(facts.filed())} 件", ""),
        ("办结", f"{len(facts.closed())} 件", ""),
        ("期末在办", f"{len(open_now)} 件", f"其中逾期 {overdue} 件"),
        ("退回", f"{kinds[K.RETURNED]} 次", ""),
        ("延期", f"{kinds[K.EXTENDED]} 次", ""),
        ("挂起", f"{kinds[K.SUSPENDED]} 次", ""),
        ("退回重办", f"{kinds[K.REOPENED]} 次", ""),
    ]
    for name, rate in (
        ("按期办结率", own.on_time),
        ("响应率", own.response),
        ("解决率", own.solution),
        ("满意率", own.satisfaction),
    ):
        share = "—" if rate.value is None else f"{rate.value * 100:.1f}%"
        made_of = f"{counts(rate)};95% 区间 {between(rate)}" if rate.total else "无样本"
        rows.append((name, share, made_of))
    days = "—" if own.median_days is None else f"{own.median_days} 个工作日"
    rows.append(("办理用时中位数", days, ""))
    heads = (
        Column("指标", Kind.TEXT, 16),
        Column("本期", Kind.TEXT, 14),
        Column("说明", Kind.TEXT, 30),
    )
    return Section("总体情况", "", heads, tuple(rows))


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
    names = facts.names.departments
    return _section(
        facts,
        "按部门",
        "部门",
        lambda case: names.get(case.department, NO_DEPARTMENT),
        Picture(Drawn.BARS, "各部门受理件数", (1,)),
    )


def by_center(facts: PeriodFacts) -> Section:
    """By the center where it was taken in."""
    names = facts.names.centers
    return _section(
        facts,
        "按中心(窗口)",
        "中心/窗口",
        lambda case: names.get(case.center, case.center),
        Picture(Drawn.COLUMNS, "各中心受理与办结件数", (1, 2)),
    )


def by_matter(facts: PeriodFacts) -> Section:
    """By matter, those with the most cases."""
    return _section(
        facts,
        f"按事项(前 {MOST_MATTERS} 项)",
        "事项",
        lambda case: case.matter,
        None,
        MOST_MATTERS,
    )


def by_cause(facts: PeriodFacts) -> Section:
    """By the cause: as verified, else as answered, else as the window saw it."""
    return _section(
        facts,
        "按原因",
        "原因",
        cause_of,
        Picture(Drawn.BARS, "各类原因受理件数", (1,)),
    )


def cause_of(case: ReportedCase) -> str:
    """The name of a case's cause."""
    return f"{case.cause} {case.cause.zh}" if case.cause else NO_CAUSE


def _section(
    facts: PeriodFacts,
    title: str,
    head: str,
    key: Key,
    picture: Picture | None,
    most: int | None = None,
) -> Section:
    rows = _rows(facts, key)[:most]
    heads = (Column(head, Kind.TEXT, 24), *_HEADS)
    note = "" if rows else "本期无事项。"
    return Section(title, note, heads, tuple(rows), picture if rows else None)


def _rows(facts: PeriodFacts, key: Key) -> list[tuple[Cell, ...]]:
    """The most cases taken in first; what has no case in the period is left out."""
    filed = Counter(key(case) for case in facts.filed())
    closed = Counter(key(case) for case in facts.closed())
    happened = Counter((key(facts.cases[one.case]), one.kind) for one in facts.happened)
    rates = _rates(facts, key)
    touched = {*filed, *closed, *(name for name, _ in happened)}
    touched |= {name for name, rate in rates.items() if rate.total}
    return [
        (
            name,
            filed[name],
            closed[name],
            rates[name].value,
            counts(rates[name]),
            *(happened[name, kind] for kind in _COUNTED),
        )
        for name in sorted(touched, key=lambda one: (-filed[one], -closed[one], one))
    ]


def _rates(facts: PeriodFacts, key: Key) -> Mapping[str, Rate]:
    """The on-time rate of each name that has a case."""
    grouped: dict[str, list[CountedCase]] = {}
    for case in facts.cases.values():
        found = grouped.setdefault(key(case), [])
        if counted := facts.counted.get(case.number):
            found.append(counted)
    return {name: on_time(cases) for name, cases in grouped.items()}
