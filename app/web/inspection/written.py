"""Dates of official papers as filters, and moments to the second."""

from __future__ import annotations

from datetime import datetime

from app.web.inspection.blueprint import blueprint
from app.web.moments import district_calendar
from app.web.paper_dates import written, written_day

blueprint.app_template_filter("written_day")(written_day)
blueprint.app_template_filter("written")(written)


@blueprint.app_template_filter("exact")
def exact(at: datetime) -> str:
    """Return 2026-10-14 09:00:07, in the district's zone."""
    return f"{at.astimezone(district_calendar().zone):%Y-%m-%d %H:%M:%S}"


@blueprint.app_template_filter("mark")
def mark(fingerprint: str) -> str:
    """Return the ends of a fingerprint, which are enough to compare."""
    return f"{fingerprint[:4]}…{fingerprint[-4:]}"
