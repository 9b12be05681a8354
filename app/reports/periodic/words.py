"""Numbers of reports in words: a rate with its counts and interval, a moment, a day."""

from __future__ import annotations

from datetime import datetime

from app.domain.measures import Rate, Score
from app.domain.periods import Period
from app.domain.terms import PeriodKind
from app.domain.working_calendar import WorkingCalendar

_WEEK = "一二三四五六日"
KINDS = {
    PeriodKind.DAY: "日报",
    PeriodKind.MONTH: "月报",
    PeriodKind.QUARTER: "季报",
    PeriodKind.YEAR: "年报",
}


def period_words(period: Period) -> str:
    """2026年11月30日, 2026年11月, 2026年第4季度, 2026年"""
    first = period.first
    match period.kind:
        case PeriodKind.DAY:
            return f"{first.year}年{first.month}月{first.day}日"
        case PeriodKind.MONTH:
            return f"{first.year}年{first.month}月"
        case PeriodKind.QUARTER:
            return f"{first.year}年第{(first.month + 2) // 3}季度"
    return f"{first.year}年"


def counts(rate: Rate | Score) -> str:
    """17/24, or 17.8/24 of weights."""
    hits = rate.hits if isinstance(rate, Rate) else round(rate.sum, 1)
    return f"{hits:g}/{rate.total}"


def between(rate: Rate | Score) -> str:
    """The 95 % interval: 51–85%; empty when there was nothing to count."""
    if rate.interval is None:
        return ""
    lower, upper = rate.interval
    return f"{lower * 100:.0f}–{upper * 100:.0f}%"


def moment(at: datetime | None, calendar: WorkingCalendar) -> str:
    """11月30日 周一 17:00; empty for none"""
    if at is None:
        return ""
    local = at.astimezone(calendar.zone)
    week = _WEEK[local.weekday()]
    return f"{local.month}月{local.day}日 周{week} {local:%H:%M}"


def exact(at: datetime, calendar: WorkingCalendar) -> str:
    """2026年12月1日 09:00"""
    local = at.astimezone(calendar.zone)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
