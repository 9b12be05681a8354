"""The ledger (台账) of a period as a workbook: one row a case, masked by default.

Columns: docs/rules.md, section 2.3. The sheet is Chinese in every language: it is an
official record of the office.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.counting import CountedEntry
from app.domain.periods import Period
from app.domain.terms import CauseCode, EntryKind, ResultCode, Verdict
from app.domain.working_calendar import WorkingCalendar
from app.reports.cells import Cell
from app.reports.workbook import MEDIA_TYPE, workbook
from app.store.reads.case_ledger import LedgerCase, list_ledger
from app.store.reads.organisation import list_departments

__all__ = ["MEDIA_TYPE", "ledger_workbook"]

K = EntryKind
SUMMARY = 80  # characters of what was told
_COLUMNS = {
    **{"序号": 6, "编号": 13, "日期": 11, "中心/窗口": 18, "受理人": 10},
    **{"反映人": 10, "联系电话": 14, "事项": 26, "责任部门": 16, "会办部门": 16},
    **{"问题摘要": 40, "原因分类": 18, "难度": 8, "应办结日": 11, "派单": 16},
    **{"签收": 16, "首次联系": 16, "延期": 8, "退回次数": 8, "办结日": 11},
    **{"用时(工作日)": 10, "灯色": 8, "办理结果": 14, "反馈": 20, "回访评价": 10},
    **{"是否督办": 8, "督办单号": 20, "责任认定": 14, "整改/举一反三": 20},
    "归档": 16,
}
_RATINGS = {5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意"}


def ledger_workbook(
    district_id: int,
    period: Period,
    now: datetime,
    calendar: WorkingCalendar,
    *,
    full: bool = False,
) -> bytes:
    """The ledger of the cases filed in the period, as an xlsx file.

    full: with whole names and numbers, for whoever gave a reason
    """
    cases = list_ledger(district_id, *period.instants(calendar.zone), full=full)
    names = {one.code: one.short_name for one in list_departments(district_id)}
    rows = (
        [number, *_row(_Reading(case, now, calendar, names))]
        for number, case in enumerate(cases, start=1)
    )
    return workbook(f"台账 {period.key}", _COLUMNS, rows)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One case with what is needed to tell it."""

    case: LedgerCase
    now: datetime
    calendar: WorkingCalendar
    names: Mapping[str, str]

    def all(self, kind: EntryKind) -> list[CountedEntry]:
        return [entry for entry in self.case.entries if entry.kind is kind]

    def said(self, kind: EntryKind, key: str) -> object:
        """What the last entry of that kind says; None when it says nothing."""
        entries = self.all(kind)
        return entries[-1].payload.get(key) if entries else None

    def day(self, at: datetime | None) -> str:
        return self.calendar.civil_date(at).isoformat() if at else ""

    def moment(self, kind: EntryKind) -> str:
        """When the first entry of that kind was made."""
        entries = self.all(kind)
        zone = self.calendar.zone
        return f"{entries[0].at.astimezone(zone):%Y-%m-%d %H:%M}" if entries else ""


def _row(read: _Reading) -> Iterator[Cell]:
    case = read.case
    yield from (case.number, read.day(case.filed_at))
    yield from (f"{case.center} {case.counter}".strip(), case.filed_by)
    yield from (case.person, case.phone, case.matter, case.department)
    yield "、".join(_assistants(read))
    yield case.told[:SUMMARY]
    cause = read.said(K.VERIFIED, "cause") or read.said(K.ANSWERED, "cause")
    yield CauseCode(str(cause)).zh if cause else ""
    yield from (case.ticket_class.zh, read.day(case.due_at))
    yield from (read.moment(K.DISPATCHED), read.moment(K.SIGNED))
    yield read.moment(K.CONTACTED)
    granted = [entry.payload.get("working_days", 0) for entry in read.all(K.EXTENDED)]
    yield sum(granted)
    yield len(read.all(K.RETURNED))
    yield read.day(case.closed_at)
    yield from (_days(read), _light(case, read.now))
    result = read.said(K.ANSWERED, "result")
    yield ResultCode(str(result)).zh if result else ""
    yield str(read.said(K.ANSWERED, "told") or "")
    yield _rating(read)
    yield "是" if case.notices else "否"
    yield "、".join(case.notices)
    verdict = read.said(K.ARCHIVED, "verdict")
    yield Verdict(str(verdict)).zh if verdict else ""
    yield str(read.said(K.ARCHIVED, "text") or "")
    yield case.archive_no


def _assistants(read: _Reading) -> list[str]:
    codes: list[str] = []
    for entry in read.all(K.DISPATCHED):
        codes += entry.payload.get("assisting") or []
    codes += [one.department or "" for one in read.all(K.ASSISTANT_ADDED)]
    return [read.names.get(code, code) for code in dict.fromkeys(codes) if code]


def _days(read: _Reading) -> int | None:
    """Working days from the first dispatch to the last answer."""
    given, answered = read.all(K.DISPATCHED), read.all(K.ANSWERED)
    if not given or not answered:
        return None
    first, last = (read.calendar.civil_date(e.at) for e in (given[0], answered[-1]))
    return read.calendar.working_days_between(first, last)


def _light(case: LedgerCase, now: datetime) -> str:
    if case.due_at is None:
        return ""
    if (case.stopped_at or now) > case.due_at:
        return "红灯"
    return "黄灯" if case.is_yellow else "绿灯"


def _rating(read: _Reading) -> str:
    """No rating is told as none, never as a good one."""
    rating = read.said(K.REVISITED, "rating")
    return _RATINGS[rating] if isinstance(rating, int) else ""
