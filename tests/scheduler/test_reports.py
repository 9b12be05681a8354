"""Reports by the timer: once a morning, gone on with after a death, given up in the end."""

import pytest

from app.casework.reporting import (
    MOST_TRIES,
    order_reports_for_system,
    stop_reports,
)
from app.domain.periods import parse_period
from app.scheduler import reports as round_of_reports
from app.store import reports as kept
from app.store.report_files import read_report_file
from app.store.transaction import reading, transaction
from tests.casework.conftest import district
from tests.casework.given_office import act, answered, dispatched, offices, rows
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at

__all__ = ["district"]


@pytest.fixture
def november(district):
    """One case answered by SJ, one untouched at GA."""
    return answered(), dispatched(department="GA")


def ordered(district, key="2026-11", when="12-01 08:40"):
    with transaction():
        return order_reports_for_system(district.id, parse_period(key), at(when))


def made(tmp_path, when="12-01 08:41", stopping=lambda: False):
    return round_of_reports.make_open(offices(), tmp_path, at(when), stopping)


def run_of(district, number):
    with reading():
        return kept.get_run(district.id, number)


def scopes():
    return [(row["scope"].value, row["code"]) for row in rows("reports")]


def test_a_morning_orders_each_report_once(district, november):
    first = round_of_reports.order_owed(offices(), at("12-01 08:35"))
    again = round_of_reports.order_owed(offices(), at("12-01 09:35"))

    assert (first, again) == (2, 0)
    found = [row["period"] for row in rows("report_runs")]
    assert found == ["2026-12-01", "2026-11"], "before there is no case to tell of"


@on_sqlite_only
def test_a_register_without_a_case_owes_nothing(district):
    assert round_of_reports.order_owed(offices(), at("12-01 08:35")) == 0


@on_sqlite_only
@pytest.mark.parametrize("when", ["12-01 07:59", "12-01 13:00", "12-05 09:00"])
def test_neither_at_night_nor_on_rest_days(district, november, when):
    assert round_of_reports.order_owed(offices(), at(when)) == 0


def test_a_run_makes_one_for_the_district_and_each_with_a_case(
    district, november, tmp_path
):
    number = ordered(district)

    assert made(tmp_path) == 4
    assert scopes() == [
        ("district", ""),
        ("center", "C0"),
        ("department", "SJ"),
        ("department", "GA"),
    ]
    run = run_of(district, number)
    assert (run.made, run.total, run.is_whole) == (4, 4, True)
    assert run.ended_at is not None
    for row in rows("reports"):
        assert read_report_file(tmp_path, row["xlsx"]).startswith(b"PK")
        assert read_report_file(tmp_path, row["docx"]).startswith(b"PK")


@on_sqlite_only
def test_what_was_stopped_goes_on_where_it_was(district, november, tmp_path):
    number = ordered(district)
    assert made(tmp_path, stopping=lambda: True) == 1
    assert run_of(district, number).made == 1

    assert made(tmp_path) == 3
    assert len(scopes()) == len(set(scopes())) == 4
    assert made(tmp_path) == 0


@on_sqlite_only
def test_a_run_that_fails_is_tried_again_then_given_up(
    district, november, tmp_path, monkeypatch
):
    number = ordered(district)
    later = ordered(district, key="2026-12-01")

    def broken(report, made_at):
        if report.title.endswith("月报"):
            raise ValueError("陈不可见")
        return b"PK"

    monkeypatch.setattr(round_of_reports, "workbook", broken)
    for _ in range(MOST_TRIES + 1):
        made(tmp_path)

    run = run_of(district, number)
    assert (run.made, run.tries, run.fault) == (0, MOST_TRIES, "ValueError")
    assert run.ended_at is not None
    assert run_of(district, later).is_whole


@on_sqlite_only
def test_the_next_edition_stands_beside_the_first(district, november, tmp_path):
    first, second = ordered(district), ordered(district)
    made(tmp_path)

    assert [run_of(district, one).edition for one in (first, second)] == [1, 2]
    contents = {row["hash"] for row in rows("reports") if row["code"] == "SJ"}
    assert len(contents) == 1, "nothing happened in between"


@on_sqlite_only
def test_a_stopped_run_ends_after_the_report_it_is_at(district, november, tmp_path):
    number = ordered(district)
    assert made(tmp_path, stopping=lambda: True) == 1

    act("inspector", "12-01 08:42", stop_reports, number)

    assert made(tmp_path) == 0
    run = run_of(district, number)
    assert (run.made, run.is_whole, bool(run.stopped_by)) == (1, False, True)
