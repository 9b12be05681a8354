"""How moments, days and counts are worded, in both languages."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import g

from app.domain.terms import Role
from app.web.formats import FILTERS, week_heads
from tests.web.gallery import CALENDAR, gallery_app

NOW = datetime(2026, 10, 14, 2, 26, tzinfo=UTC)  # Wednesday, 10:26 in Shanghai


@pytest.fixture(scope="module")
def shell():
    return gallery_app()


def worded(shell, name, value, language, now=NOW):
    with shell.test_request_context(headers={"Cookie": f"language={language}"}):
        g.now, g.district_calendar = now, CALENDAR
        word: Any = FILTERS[name]
        return str(word(value))


def at(month, day, hour, minute=0, year=2026):
    return datetime(year, month, day, hour - 8, minute, tzinfo=UTC)


DAYS = [
    # filter      value                     简体                        English
    ("moment", at(10, 14, 17), "10月14日 周三 17:00", "Wed 14 Oct 17:00"),
    (
        "moment",
        at(10, 10, 17),
        "10月10日 周六(班) 17:00",
        "Sat 10 Oct (working) 17:00",
    ),
    (
        "moment",
        at(1, 4, 9, year=2027),
        "2027年1月4日 周一 09:00",
        "Mon 4 Jan 2027 09:00",
    ),
    ("day", date(2026, 10, 17), "10月17日 周六", "Sat 17 Oct"),
    ("day", datetime(2026, 10, 14, 16, tzinfo=UTC), "10月15日 周四", "Thu 15 Oct"),
    ("full_day", date(2026, 10, 14), "2026年10月14日 周三", "Wed 14 Oct 2026"),
    ("short_day", date(2026, 9, 20), "9月20日", "20 Sep"),
    ("weekday", date(2026, 9, 20), "周日(班)", "Sun (working)"),
    ("weekday", date(2026, 9, 27), "周日", "Sun"),
    ("clock_time", at(10, 14, 9, 5), "09:05", "09:05"),
    ("working_days", 1, "1 个工作日", "1 working day"),
    ("working_days", 5, "5 个工作日", "5 working days"),
    ("relative", at(10, 14, 17), "今天", "today"),
    ("relative", at(10, 15, 17), "明天", "tomorrow"),
    ("relative", at(10, 19, 17), "3 个工作日后", "in 3 working days"),
    ("relative", at(10, 10, 17), "逾期 3 个工作日", "3 working days late"),
    ("overdue", at(10, 14, 9), "刚逾期", "just overdue"),
    ("left", at(10, 10, 17), "超 3日", "3 d over"),
    ("left", at(10, 14, 10), "刚超", "just over"),
    ("left", at(10, 14, 10, 30), "4分钟", "4 min"),
    ("left", at(10, 14, 11, 40), "1小时", "1 h"),
    ("left", at(10, 14, 12), "2小时", "2 h"),
    ("left", at(10, 14, 15, 26), "4小时", "4 h"),
    ("left", at(10, 14, 17), "6小时", "6 h"),
    ("left", at(10, 16, 17), "2日", "2 d"),
    ("remaining", at(10, 15, 17), "余 1日", "1 d left"),
    ("remaining", at(10, 10, 17), "逾期 3日", "3 d late"),
    ("remaining", at(10, 14, 10), "刚逾期", "just overdue"),
    ("term", Role.HANDLER, "承办人", "Handler"),
    ("term", None, "", ""),
    ("tenths", 10.4, "10.4", "10.4"),
    ("tenths", 2.0, "2", "2"),
]


@pytest.mark.parametrize(("name", "value", "chinese", "english"), DAYS)
def test_how_it_is_worded(shell, name, value, chinese, english):
    assert worded(shell, name, value, "zh_Hans") == chinese
    assert worded(shell, name, value, "en") == english


def test_the_due_moment_itself_is_not_overdue(shell):
    assert worded(shell, "relative", NOW, "en") == "today"


@pytest.mark.parametrize(
    ("now", "late"),
    [
        (at(10, 14, 8, 59), "2 working days late"),
        (at(10, 14, 9), "3 working days late"),
        (at(10, 17, 12), "5 working days late"),
    ],
)
def test_an_overdue_day_counts_from_its_opening(shell, now, late):
    assert worded(shell, "overdue", at(10, 10, 17), "en", now) == late


def test_weeks_begin_on_monday(shell):
    with shell.test_request_context():
        assert week_heads()[0] == "一"
