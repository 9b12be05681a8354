"""Every day of 2019-2026 is as the State Council's notices have it.

Source: 国办发明电〔2018〕15号, 〔2019〕3号, 〔2019〕16号, 〔2020〕1号, 〔2020〕27号, 〔2021〕11号,
〔2022〕16号, 〔2023〕7号, 〔2024〕12号, 〔2025〕7号; day by day beside the package chinesecalendar.
"""

import json
from datetime import date, timedelta

import chinese_calendar
import pytest

from app.domain.deadline_requests import answer_line
from tests.domain.calendars import holidays_file, on, the_district

YEARS = range(2019, 2027)
CALENDAR = the_district()


def days_of(year):
    first = date(year, 1, 1)
    return [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", YEARS)
def test_every_day_is_as_the_package_has_it(year):
    differing = [
        day.isoformat()
        for day in days_of(year)
        if CALENDAR.is_working_day(day) is not chinese_calendar.is_workday(day)
    ]

    assert differing == []


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_the_year_through_the_batch(year):
    asked = {"op": "is_working_day"}
    for day in days_of(year):
        line = json.dumps({"id": "x", "start": f"{day}T10:00:00+08:00", **asked})
        expected = chinese_calendar.is_workday(day)
        assert answer_line(line, CALENDAR) == {"id": "x", "result": expected}, day


@pytest.mark.parametrize("year", YEARS)
def test_a_year_names_its_notice_and_only_days_that_it_moves(year):
    entry = holidays_file()[str(year)]

    assert "国办发明电" in entry["number"]
    assert not entry["provisional"]
    assert all(on(day).year == year for day in entry["rest"] + entry["work"])
    assert all(on(day).weekday() >= 5 for day in entry["work"])
    assert not set(entry["rest"]) & set(entry["work"])


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2019-05-03", False),  # 〔2019〕3号 made four days of one
        ("2019-05-05", True),
        ("2020-01-31", False),  # 〔2020〕1号 prolonged the Spring Festival
        ("2020-02-01", False),  # and took this make-up day back
        ("2020-02-03", True),
        ("2025-10-08", False),  # Mid-Autumn inside the National Day week
        ("2026-02-23", False),  # the ninth day of the longest Spring Festival
        ("2026-02-28", True),
    ],
)
def test_days_that_are_easily_missed(day, works):
    assert CALENDAR.is_working_day(on(day)) is works
