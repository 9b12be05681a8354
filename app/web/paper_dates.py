"""Dates as official papers write them."""

from __future__ import annotations

from datetime import date, datetime

from app.web.formats import WORDS, clock_time
from app.web.language import current_language
from app.web.moments import district_calendar


def written_day(on: date | datetime) -> str:
    """Return 2026年10月14日, or 14 Oct 2026."""
    if isinstance(on, datetime):
        on = on.astimezone(district_calendar().zone).date()
    if current_language().code == "en":
        return f"{on.day} {WORDS['en'].months[on.month - 1]} {on.year}"
    return f"{on.year}年{on.month}月{on.day}日"


def written(at: datetime) -> str:
    """Return 2026年10月14日 09:00."""
    return f"{written_day(at)} {clock_time(at)}"
