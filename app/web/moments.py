"""The moment of this request, read once, and the calendar that words it."""

from __future__ import annotations

from datetime import date, datetime

from flask import g

from app import clock
from app.web.readers import Calendar, readers


def request_now() -> datetime:
    """Return the moment of this request: an aware UTC instant, the same all through."""
    try:
        now: datetime = g.now
    except AttributeError:
        now = g.now = clock.now()
    return now


def district_calendar() -> Calendar:
    """Return the calendar of the district this page speaks for, read once a request."""
    try:
        found: Calendar = g.district_calendar
    except AttributeError:
        found = g.district_calendar = readers().calendar()
    return found


def today() -> date:
    """Return the civil date of this request in the district's zone."""
    return request_now().astimezone(district_calendar().zone).date()
