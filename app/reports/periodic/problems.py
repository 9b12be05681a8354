"""What keeps coming back, what waits for a policy, whom people complain of most, what
was handed on."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from app.domain.improvements import is_overdue
from app.domain.measures import on_time
from app.domain.periods import Period, period_of
from app.domain.terms import (
    CauseCode,
    EntryKind,
    ImprovementState,
    PeriodKind,
    Step,
)
from app.reports.cells import Cell
from app.reports.periodic.facts import PeriodFacts
from app.reports.periodic.flows import cause_of
from app.reports.periodic.shape import Column, Drawn, Kind, Picture, Section
from app.reports.periodic.words import moment
from app.store.reads.reported import ReportedImprovement, count_transfers

K = EntryKind
MOST_REPEATED = 30
_WATCHING = {K.WATCHED: "列入", K.CALLED_BACK: "政策变化已回告", K.UNWATCHED: "移出"}


def repeated(facts: PeriodFacts) -> Section:
    """The same matter and cause, as often as the rules find too often."""
    units = facts.rules.units
    is_month = facts.period.kind is PeriodKind.MONTH
    least = units.repeated_month if is_month else units.repeated_quarter
    found = Counter(
        (case.matter, cause_of(case))
        for case in facts.filed()
        if case.cause not in (None, CauseCode.C90)
    )
    rows = tuple(
        (matter, cause, count)
        for (matter, cause), count in sorted(found.items(), key=_most_first)
        if count >= least
    )[:MOST_REPEATED]
    heads = (
        Column("事项", Kind.TEXT, 26),
        Column("原因", Kind.TEXT, 24),
        Column("件数"),
    )
    note = f"同一事项、同一原因本期达到 {least} 件的，应提出改进事项。"
    empty = f"本期没有同一事项、同一原因达到 {least} 件的。"
    return Section("重复问题", note if rows else empty, heads, rows)


def improvements(facts: PeriodFacts) -> Section:
    """The improvement items of the period: whose, until when, what came of them."""
    rows = tuple(
        (
            one.matter,
            f"{one.cause} {one.cause.zh}",
            facts.names.departments.get(one.department, "未定"),
            one.state.zh,
            one.due_on.isoformat() if one.due_on else "",
            one.outcome.zh if one.outcome else _overdue(facts, one),
        )
        for one in facts.improvements
    )
    heads = (
        Column("事项", Kind.TEXT, 24),
        Column("原因", Kind.TEXT, 22),
        Column("负责部门", Kind.TEXT, 16),
        Column("状态", Kind.TEXT, 9),
        Column("应完成", Kind.TEXT, 12),
        Column("结果", Kind.TEXT, 18),
    )
    note = "" if rows else "本期没有改进事项。"
    return Section("改进事项(举一反三)", note, heads, rows)


def proposals(facts: PeriodFacts) -> Section:
    """How many improvements were proposed in the year, and what came of them."""
    start = facts.period.instants(facts.calendar.zone)[0]
    proposed = [one for one in facts.improvements if one.proposed_at >= start]
    states = Counter(one.state for one in facts.improvements)
    rows: tuple[tuple[Cell, ...], ...] = (
        ("本年提出", len(proposed)),
        *((state.zh, states[state]) for state in ImprovementState),
    )
    heads = (Column("改进建议", Kind.TEXT, 20), Column("件数"))
    return Section("改进建议提出与采纳情况", "", heads, rows)


def _overdue(facts: PeriodFacts, one: ReportedImprovement) -> str:
    last = facts.calendar.civil_date(facts.until)
    return "已逾期" if is_overdue(one.state, one.due_on, last) else ""


def watch_list(facts: PeriodFacts) -> Section:
    """What came onto the policy watch-list and left it."""
    rows = tuple(
        (
            facts.cases[one.case].number,
            facts.cases[one.case].matter,
            _WATCHING[one.kind],
            moment(one.at, facts.calendar),
        )
        for one in facts.happened
        if one.kind in _WATCHING
    )
    watched = sum(case.is_watched for case in facts.cases.values())
    heads = (
        Column("编号", Kind.TEXT, 14),
        Column("事项", Kind.TEXT, 26),
        Column("变动", Kind.TEXT, 16),
        Column("时间", Kind.TEXT, 20),
    )
    note = f"“不能办”政策待变清单，目前其中在办 {watched} 件。"
    return Section(
        "政策待变清单变动", note if rows else f"{note}本期无变动。", heads, rows
    )


def most_complained(facts: PeriodFacts) -> Section:
    """The units that most cases were about, with what became of them."""
    filed = Counter(case.department for case in facts.filed() if case.department)
    rows = []
    for code, count in sorted(filed.items(), key=lambda one: (-one[1], one[0])):
        own = [one for one in facts.counted.values() if one.department == code]
        name = facts.names.departments.get(code, code)
        rows.append((name, count, on_time(own).value))
    heads = (
        Column("部门", Kind.TEXT, 18),
        Column("受理"),
        Column("按期办结率", Kind.RATE, 11),
    )
    return Section(
        "反映较多的单位",
        "" if rows else "本期无事项。",
        heads,
        tuple(rows),
        Picture(Drawn.BARS, "反映较多的单位(件)", (1,)) if rows else None,
    )


def fields_concerned(facts: PeriodFacts) -> Section:
    """What people came about, by the kind of their request."""
    filed = Counter(case.request_type for case in facts.filed())
    rows = tuple(
        (kind.zh, count)
        for kind, count in sorted(filed.items(), key=lambda one: (-one[1], str(one[0])))
    )
    heads = (Column("诉求类型", Kind.TEXT, 26), Column("件数"))
    picture = Picture(Drawn.BARS, "诉求类型(件)", (1,)) if rows else None
    return Section(
        "反映事项涉及领域", "" if rows else "本期无事项。", heads, rows, picture
    )


def handed_on(facts: PeriodFacts) -> Section:
    """Referrals to lawful channels, raises, meetings, notices, clue packages."""
    kinds = Counter(one.kind for one in facts.happened)
    referred = sum(case.exclusion is not None for case in facts.filed())
    raised = sum(one.count for one in facts.steps if one.step is Step.RAISED)
    start, _ = facts.period.instants(facts.calendar.zone)
    rows: list[tuple[Cell, ...]] = [
        ("告知并引导至法定渠道", referred),
        ("上交区窗口", kinds[K.HANDED_UP]),
        ("提级", raised + kinds[K.LEVEL_RAISED]),
        ("召开联席会议", kinds[K.MEETING_HELD]),
        ("签发督办单", len(facts.notices)),
    ]
    if not facts.scope.code:
        transfers = count_transfers(facts.district_id, start, facts.until)
        rows.append(("移送线索", transfers))
    heads = (Column("转送、督办", Kind.TEXT, 26), Column("件(次)"))
    return Section("转送与督办情况", "", heads, tuple(rows))


def by_month(facts: PeriodFacts) -> Section:
    """Taken in and closed, month by month."""
    zone = facts.calendar.zone
    filed = Counter(_month(case.filed_at.astimezone(zone)) for case in facts.filed())
    closed = Counter(
        _month(one.at.astimezone(zone))
        for one in facts.happened
        if one.kind is K.CLOSED
    )
    rows = tuple(
        (f"{one.first.month}月", filed[one.first], closed[one.first])
        for one in _months(facts.period)
    )
    heads = (Column("月份", Kind.TEXT, 10), Column("受理"), Column("办结"))
    picture = Picture(Drawn.COLUMNS, "逐月受理与办结件数", (1, 2))
    return Section("逐月情况", "", heads, rows, picture)


def _months(period: Period) -> list[Period]:
    found = [period_of(PeriodKind.MONTH, period.last)]
    while found[0].first > period.first:
        found.insert(0, found[0].previous)
    return found


def _month(local: datetime) -> date:
    return period_of(PeriodKind.MONTH, local.date()).first


def _most_first(one: tuple[tuple[str, str], int]) -> tuple[int, tuple[str, str]]:
    return -one[1], one[0]
