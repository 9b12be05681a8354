"""The three pictures of a ledger come from one list of days."""

from datetime import date

import pytest
from flask import g

from app.domain.ledger import LedgerKind, LedgerSource, ledger
from app.web.day_cells import (
    _KIND_WORDS,
    _LINE_MARKS,
    _MONTH_MARKS,
    _SOURCE_WORDS,
    _STRIP_MARKS,
    around,
    day_cells,
    ledger_lines,
    weeks,
)
from tests.web.gallery import CALENDAR, HELD, NOW, gallery_app


@pytest.fixture(scope="module")
def shell():
    return gallery_app()


@pytest.fixture
def request_in_chinese(shell):
    with shell.test_request_context():
        g.now, g.district_calendar = NOW, CALENDAR
        yield


@pytest.fixture
def rows():
    return ledger(CALENDAR, date(2026, 9, 16), 10, HELD, until=date(2026, 10, 14))


def test_the_strip_of_a_promise(request_in_chinese):
    cells = day_cells(ledger(CALENDAR, date(2026, 10, 14), 5))

    assert [(cell.date, cell.count, cell.mark) for cell in cells] == [
        ("14", "起", "0"),
        ("15", "1", "c"),
        ("16", "2", "c"),
        ("17", "六", "w"),
        ("18", "日", "w"),
        ("19", "3", "c"),
        ("20", "4", "c"),
        ("21", "5", "d"),
    ]


def test_a_strip_shows_holidays_suspensions_and_lateness(request_in_chinese, rows):
    counts = {
        row.day: cell.count for row, cell in zip(rows, day_cells(rows), strict=True)
    }

    assert counts[date(2026, 9, 20)] == "3"
    assert counts[date(2026, 9, 23)] == "停"
    assert counts[date(2026, 9, 25)] == "休"
    assert counts[date(2026, 10, 10)] == "10"
    assert counts[date(2026, 10, 14)] == "+3"


def test_the_first_of_a_month_shows_the_month(request_in_chinese, rows):
    assert "10/1" in [cell.date for cell in day_cells(rows)]


def test_the_month_picture_has_whole_weeks(request_in_chinese, rows):
    picture = weeks(rows)

    assert [len(week) for week in picture] == [7] * 5
    assert [cell.mark for cell in picture[0]][:3] == ["out", "out", "c0"]
    assert picture[3][5].badge == "班"
    assert picture[3][5].count == "10 止"


def test_no_days_no_picture():
    assert weeks([]) == []


def test_the_lines_say_why(request_in_chinese, rows):
    lines = {row.day: line for row, line in zip(rows, ledger_lines(rows), strict=True)}

    assert lines[date(2026, 9, 16)].kind == "起算日，不计"
    assert lines[date(2026, 9, 20)].kind == "调休上班，计入"
    assert lines[date(2026, 9, 20)].source == "国办放假通知"
    assert lines[date(2026, 9, 24)].source == "行政许可法45条"
    assert lines[date(2026, 10, 10)].kind == "调休上班，到期"
    assert lines[date(2026, 10, 10)].number == "第 10 日"
    assert lines[date(2026, 10, 10)].remaining == "0"
    assert lines[date(2026, 10, 14)].number == "逾期 3"


def test_a_note_of_the_case_replaces_the_general_source(request_in_chinese, rows):
    lines = ledger_lines(rows, {date(2026, 9, 23): "补正通知书31号"})

    assert "补正通知书31号" in [line.source for line in lines]


def test_a_short_strip_is_cut_around_a_day(rows):
    cut = around(rows, date(2026, 10, 10), before=2, after=1)

    assert [row.day.day for row in cut] == [8, 9, 10, 11]


@pytest.mark.parametrize(
    "table", [_STRIP_MARKS, _MONTH_MARKS, _LINE_MARKS, _KIND_WORDS]
)
def test_every_kind_of_day_is_drawn(table):
    assert set(table) == set(LedgerKind)


def test_every_source_is_worded():
    assert set(_SOURCE_WORDS) == set(LedgerSource)
