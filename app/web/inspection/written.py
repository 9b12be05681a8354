"""Dates as official papers write them, and moments to the second."""

from __future__ import annotations

from datetime import date, datetime

from app.web.formats import WORDS, clock_time
from app.web.inspection.blueprint import blueprint
from app.web.language import current_language
from app.web.moments import district_calendar


@blueprint.app_template_filter("written_day")
def written_day(on: date | datetime) -> str:
    """Return 2026年10月14日, or 14 Oct 2026."""
    if isinstance(on, datetime):
        on = on.astimezone(district_calendar().zone).date()
    if current_language().code == "en":
        return f"{on.day} {WORDS['en'].months[on.month - 1]} {on.year}"
    return f"{on.year}年{on.month}月{on.day}日"


@blueprint.app_template_filter("written")
def written(at: datetime) -> str:
    """Return 2026年10月14日 09:00."""
    return f"{written_day(at)} {clock_time(at)}"


@blueprint.app_template_filter("exact")
def exact(at: datetime) -> str:
    """Return 2026-10-14 09:00:07, in the district's zone."""
    return f"{at.astimezone(district_calendar().zone):%Y-%m-%d %H:%M:%S}"


@blueprint.app_template_filter("mark")
def mark(fingerprint: str) -> str:
    """Return the ends of a fingerprint, which are enough to compare."""
    return f"{fingerprint[:4]}…{fingerprint[-4:]}"
