"""Calendars and moments for tests, written as an office would say them."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.config import ROOT
from app.domain.working_calendar import calendar_from_request, district_calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
EVERY_DAY = (*WEEKDAYS, "sat", "sun")
OFFICE = [["09:00", "12:00"], ["13:00", "17:00"]]
NIGHT = [["00:00", "06:00"], ["22:00", "24:00"]]
AROUND_THE_CLOCK = [["00:00", "24:00"]]


def holidays_file():
    return json.loads((ROOT / "app/district/holidays.json").read_text("utf-8"))


def the_district():
    """The calendar of the district, with the usual office hours."""
    return district_calendar(holidays_file())


def a_calendar(hours=OFFICE, days=WEEKDAYS, timezone="Asia/Shanghai", **more):
    week = dict.fromkeys(days, hours)
    return calendar_from_request({"timezone": timezone, "week": week, **more})


def on(text):
    """on("2026-11-23") is that civil day."""
    return date.fromisoformat(text)


def at(text, zone=SHANGHAI):
    """at("2026-11-23 10:00") is that moment by the clocks of the zone."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def instant(text):
    """instant("2026-11-23T10:00:00+08:00")"""
    moment = datetime.fromisoformat(text)
    assert moment.tzinfo is not None
    return moment
