"""The three rates, lights and supervision notices, worst units, grades, rulings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from app.domain.grades import must_be_summoned, streak
from app.domain.terms import Colour, ReviewStatus, Step
from app.reports.cells import Cell
from app.reports.figures import UnitFigures
from app.reports.periodic.facts import PeriodFacts
from app.reports.periodic.shape import Column, Drawn, Kind, Picture, Section
from app.reports.periodic.words import between

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
    heads = [Column("部门", Kind.TEXT, 18), Column("件数")]
    for name in ("响应率", "解决率", "满意率"):
        heads += [Column(name, Kind.RATE, 10), Column(f"{name}区间", Kind.TEXT, 12)]
    heads += [Column("综合分", Kind.NUMBER), Column("排名", Kind.TEXT, 10)]
    rows = tuple(_rates(facts, unit) for unit in _units(facts))
    note = (
        f"综合分=30×响应率+35×解决率+35×满意率−扣分;"
        f"不足 {facts.figures.least} 件的部门只列件数，不排名。"
        "区间为 95% 置信区间，区间相互重叠时差异可能出于偶然。"
    )
    return Section("三率", note if rows else "本期无事项。", tuple(heads), rows)


def lights(facts: PeriodFacts) -> Section:
    """Steps of the ladder that fell, by department, and where their review stands."""
    found: Counter[tuple[str, str]] = Counter()
    for one in facts.steps:
        found[one.department, str(one.step)] += one.count
        if one.review is not None:
            status = _RULED.get(one.review, _R.PENDING)
            found[one.department, str(status)] += one.count
    heads = (
        Column("部门", Kind.TEXT, 18),
        *(Column(step.zh, width=9) for step in _STEPS),
        Column("成立(含从轻)", width=11),
        Column("不成立"),
        Column("尚在审查"),
    )
    keys = [*map(str, (*_STEPS, _R.CONFIRMED, _R.DISMISSED, _R.PENDING))]
    names = facts.names.departments
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (names.get(code, "未派单"), *(found[code, key] for key in keys))
        for code in [*names, ""]
        if any(found[code, key] for key in keys)
    )
    picture = Picture(Drawn.COLUMNS, "红灯与督办单(件)", (2, 3, 4, 5))
    note = "" if rows else "本期没有亮灯。"
    return Section("亮灯与升级", note, heads, rows, picture if rows else None)


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
            (colour.zh, len(several), in_time, replied - in_time, open_ones, lifted)
        )
    heads = (
        Column("督办单", Kind.TEXT, 10),
        *map(Column, ("签发", "按时复函", "逾期复函", "未复函", "已解除")),
    )
    return Section("督办单", "", heads, tuple(rows))


def worst(facts: PeriodFacts) -> Section:
    """The units with the most confirmed flags in the month, and for how long they are."""
    named = facts.worst[-1] if facts.worst else ()
    heads = (
        Column("部门", Kind.TEXT, 18),
        Column("认定问题"),
        Column("连续月数"),
        Column("应约谈", Kind.TEXT, 8),
    )
    rows = []
    for code in named:
        months = streak(facts.worst, code)
        is_due = must_be_summoned(months, 0, facts.rules.units)
        flags = facts.reviews.get(code, {}).get(str(ReviewStatus.CONFIRMED), 0)
        name = facts.names.departments.get(code, code)
        rows.append((name, flags, months, "是" if is_due else "否"))
    note = (
        f"认定问题最多的部门；连续 {facts.rules.units.worst_months_running} 个月的应约谈。"
        f"不足 {facts.rules.units.min_cases_to_rank} 件的部门不列入。"
    )
    empty = "本月没有部门列为末位。"
    return Section("末位部门", note if rows else empty, heads, tuple(rows))


def grades(facts: PeriodFacts) -> Section:
    """The quarterly result: points and one of four grades."""
    heads = (
        Column("部门", Kind.TEXT, 18),
        Column("件数"),
        Column("扣分"),
        Column("得分"),
        Column("等次", Kind.TEXT, 8),
        Column("红色督办单"),
        Column("应约谈", Kind.TEXT, 8),
    )
    rows = []
    for unit in _units(facts):
        is_due = must_be_summoned(0, unit.marks.red, facts.rules.units)
        rows.append(
            (
                facts.names.departments.get(unit.code, unit.name),
                unit.figures.cases,
                unit.deducted,
                unit.points,
                unit.grade.zh,
                unit.marks.red,
                "是" if is_due else "否",
            )
        )
    rules = facts.rules.deductions
    note = (
        f"基础分 {rules.start} 分；{rules.excellent_from} 分以上优秀，"
        f"{rules.good_from} 分以上良好，{rules.pass_from} 分以上合格。"
        "只有经认定成立且未撤销的才扣分。"
    )
    return Section("季度等次", note if rows else "本期无事项。", heads, tuple(rows))


def rulings(facts: PeriodFacts) -> Section:
    """Where suspicions of the period stand, by department: confirmed, heard, revoked."""
    shown = [
        status
        for status in ReviewStatus
        if any(counts.get(str(status)) for counts in facts.reviews.values())
    ]
    heads = (
        Column("部门", Kind.TEXT, 18),
        *(Column(status.zh, width=10) for status in shown),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *(facts.reviews[code].get(str(status), 0) for status in shown))
        for code, name in facts.names.departments.items()
        if any(facts.reviews.get(code, {}).values())
    )
    note = "系统提示的问题，在听取部门说明并经人工认定之前只是疑似。"
    return Section(
        "问题认定与异议", note if rows else "本期没有疑似问题。", heads, rows
    )


def _rates(facts: PeriodFacts, unit: UnitFigures) -> tuple[Cell, ...]:
    shown = unit.figures
    cells: list[Cell] = [
        facts.names.departments.get(unit.code, unit.name),
        shown.cases,
    ]
    for rate in (shown.response, shown.solution, shown.satisfaction):
        cells += [rate.value, between(rate)]
    return *cells, unit.composite, str(unit.rank) if unit.rank else "不排名"


def _units(facts: PeriodFacts) -> Iterable[UnitFigures]:
    """The departments of the report, in their official order."""
    wanted = facts.scope.code
    for code in facts.names.departments:
        unit = facts.figures.unit(code)
        if unit is not None and wanted in ("", code):
            yield unit
