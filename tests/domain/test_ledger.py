"""The ledger: each day from day zero to the due day, and why it counts or not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar.days import DayKind
from app.domain.ledger import (
    LedgerKind,
    LedgerSource,
    due_day,
    ledger,
    untouched_working_days,
)
from app.domain.working_calendar import CalendarExhausted, CalendarFault
from tests.domain.calendars import a_calendar, on, the_district

DISTRICT = the_district()


def days(first, last):
    return on(first), on(last)


def written(rows):
    """Each row as the page has it: day, kind, number, remaining."""
    return [
        f"{row.day:%m-%d} {row.kind} {row.number or '-'} {row.remaining}"
        for row in rows
    ]


def test_ten_working_days_with_a_suspension_and_two_holidays():
    rows = ledger(DISTRICT, on("2026-09-16"), 10, (days("2026-09-23", "2026-09-28"),))

    assert written(rows) == [
        "09-16 start - 10",
        "09-17 counted 1 9",
        "09-18 counted 2 8",
        "09-19 weekend - 8",
        "09-20 make_up 3 7",
        "09-21 counted 4 6",
        "09-22 counted 5 5",
        "09-23 suspended - 5",
        "09-24 suspended - 5",
        "09-25 holiday - 5",
        "09-26 holiday - 5",
        "09-27 holiday - 5",
        "09-28 suspended - 5",
        "09-29 counted 6 4",
        "09-30 counted 7 3",
        "10-01 holiday - 3",
        "10-02 holiday - 3",
        "10-03 holiday - 3",
        "10-04 holiday - 3",
        "10-05 holiday - 3",
        "10-06 holiday - 3",
        "10-07 holiday - 3",
        "10-08 counted 8 2",
        "10-09 counted 9 1",
        "10-10 due 10 0",
    ]


def test_the_due_day_may_itself_be_a_make_up_day():
    last = ledger(DISTRICT, on("2026-10-08"), 2)[-1]

    assert (last.day, last.kind) == (on("2026-10-10"), LedgerKind.DUE)
    assert last.day_kind is DayKind.MAKE_UP


def test_overdue_days_are_numbered_up_to_the_day_asked_for():
    rows = ledger(DISTRICT, on("2026-11-26"), 1, until=on("2026-12-02"))

    assert written(rows) == [
        "11-26 start - 1",
        "11-27 due 1 0",
        "11-28 weekend - 0",
        "11-29 weekend - 0",
        "11-30 overdue 1 -1",
        "12-01 overdue 2 -2",
        "12-02 overdue 3 -3",
    ]


def test_a_suspension_after_the_due_day_is_not_overdue():
    touched = (days("2026-12-01", "2026-12-01"),)

    rows = ledger(DISTRICT, on("2026-11-26"), 1, touched, on("2026-12-02"))

    assert written(rows)[-3:] == [
        "11-30 overdue 1 -1",
        "12-01 suspended - -1",
        "12-02 overdue 2 -2",
    ]


def test_a_day_before_the_due_day_ends_nothing():
    whole = ledger(DISTRICT, on("2026-11-23"), 5)

    assert ledger(DISTRICT, on("2026-11-23"), 5, until=on("2026-11-25")) == whole


def test_a_limit_of_no_days_is_due_on_day_zero():
    assert written(ledger(DISTRICT, on("2026-11-23"), 0)) == ["11-23 due - 0"]
    assert written(ledger(DISTRICT, on("2026-11-23"), 0, until=on("2026-11-25"))) == [
        "11-23 due - 0",
        "11-24 overdue 1 -1",
        "11-25 overdue 2 -2",
    ]


def test_a_limit_of_no_days_moves_to_the_first_untouched_day():
    touched = (days("2026-11-23", "2026-11-24"),)

    rows = ledger(DISTRICT, on("2026-11-23"), 0, touched, on("2026-11-26"))

    assert written(rows) == [
        "11-23 start - 0",
        "11-24 suspended - 0",
        "11-25 due - 0",
        "11-26 overdue 1 -1",
    ]


def test_timelines_16_suspended_on_wednesday_and_resumed_on_the_next():
    touched = (days("2026-11-25", "2026-12-02"),)

    assert due_day(DISTRICT, on("2026-11-23"), 5, touched) == on("2026-12-08")


@pytest.mark.parametrize(
    ("day", "source"),
    [
        ("2026-09-16", LedgerSource.CIVIL_CODE_201),
        ("2026-09-17", LedgerSource.OPENING_HOURS),
        ("2026-09-19", LedgerSource.OPENING_HOURS),
        ("2026-09-20", LedgerSource.NOTICE),
        ("2026-09-23", LedgerSource.LICENSING_LAW_45),
        ("2026-10-01", LedgerSource.NOTICE),
        ("2026-10-08", LedgerSource.CIVIL_CODE_203),
        ("2026-10-09", LedgerSource.RULE_FILE),
    ],
)
def test_every_row_says_where_it_is_written(day, source):
    touched = (days("2026-09-23", "2026-09-23"),)

    rows = ledger(DISTRICT, on("2026-09-16"), 10, touched, on("2026-10-09"))

    assert {row.day: row.source for row in rows}[on(day)] is source


def test_a_holiday_of_a_year_without_a_notice_says_so():
    rows = ledger(DISTRICT, on("2027-02-04"), 1)

    assert [row.source for row in rows if row.kind is LedgerKind.HOLIDAY] == (
        [LedgerSource.NO_NOTICE] * 4
    )


def test_a_weekday_lost_to_the_calendar_of_samoa_is_no_working_day():
    calendar = a_calendar(timezone="Pacific/Apia")

    rows = ledger(calendar, on("2011-12-29"), 1)

    assert written(rows)[1] == "12-30 weekend - 1"
    assert rows[-1].day == on("2012-01-02")


def test_every_kind_and_source_has_an_official_name():
    assert LedgerKind.MAKE_UP.zh == "调休上班，计入"
    assert LedgerSource.CIVIL_CODE_201.zh == "民法典201条"
    assert all(kind.zh for kind in LedgerKind)
    assert all(source.zh for source in LedgerSource)


def test_a_negative_limit_is_refused():
    with pytest.raises(CalendarFault, match="negative"):
        ledger(DISTRICT, on("2026-11-23"), -1)


def test_a_suspension_that_ends_before_it_begins_is_refused():
    with pytest.raises(CalendarFault, match="ends before it begins"):
        due_day(DISTRICT, on("2026-11-23"), 5, (days("2026-11-25", "2026-11-24"),))


def test_a_suspension_without_end_ends_with_the_calendar():
    with pytest.raises(CalendarExhausted):
        due_day(DISTRICT, on("2026-11-23"), 5, ((on("2026-11-25"), date.max),))


# Laws

DAYS = st.dates(date(2023, 6, 1), date(2027, 12, 31))
RANGES = st.lists(st.tuples(st.integers(-20, 80), st.integers(0, 25)), max_size=4)
LIMITS = st.integers(1, 40)


def ranges(day_zero, offsets):
    return tuple(
        (
            day_zero + timedelta(days=begins),
            day_zero + timedelta(days=begins + lasts),
        )
        for begins, lasts in offsets
    )


def is_touched(day, touched):
    return any(first <= day <= last for first, last in touched)


@given(DAYS, LIMITS, RANGES)
def test_the_counted_days_add_up_to_the_limit(day_zero, limit, offsets):
    touched = ranges(day_zero, offsets)

    rows = ledger(DISTRICT, day_zero, limit, touched)

    counted = [row for row in rows if row.kind.counts]
    assert [row.number for row in counted] == list(range(1, limit + 1))
    assert [row.remaining for row in counted] == list(range(limit - 1, -1, -1))
    assert all(row.number is None for row in rows if not row.kind.counts)


@given(DAYS, LIMITS, RANGES)
def test_the_last_row_is_the_due_day_and_no_day_is_left_out(day_zero, limit, offsets):
    touched = ranges(day_zero, offsets)

    rows = ledger(DISTRICT, day_zero, limit, touched)

    assert rows[-1].day == due_day(DISTRICT, day_zero, limit, touched)
    assert [row.day for row in rows] == [
        day_zero + timedelta(days=n) for n in range(len(rows))
    ]


@given(DAYS, LIMITS, RANGES, st.integers(0, 60))
def test_a_day_counts_when_it_is_worked_and_untouched(day_zero, limit, offsets, more):
    touched = ranges(day_zero, offsets)
    due = due_day(DISTRICT, day_zero, limit, touched)

    rows = ledger(DISTRICT, day_zero, limit, touched, due + timedelta(days=more))

    assert rows[-1].day == due + timedelta(days=more)
    for row in rows[1:]:
        worked = DISTRICT.is_working_day(row.day)
        touches = is_touched(row.day, touched)
        assert (row.number is not None) is (worked and not touches)
        assert (row.kind is LedgerKind.SUSPENDED) is (worked and touches)


@given(DAYS, LIMITS)
def test_without_suspensions_the_due_day_is_the_nth_working_day(day_zero, limit):
    nth = DISTRICT.add_working_days(day_zero, limit)

    assert due_day(DISTRICT, day_zero, limit) == nth
    assert ledger(DISTRICT, day_zero, limit)[-1].day == nth


@given(DAYS, LIMITS, RANGES)
def test_a_suspension_never_makes_a_due_day_earlier(day_zero, limit, offsets):
    touched = ranges(day_zero, offsets)

    due = due_day(DISTRICT, day_zero, limit, touched)

    assert due >= due_day(DISTRICT, day_zero, limit, touched[1:])
    assert due >= due_day(DISTRICT, day_zero, limit)


@given(DAYS, LIMITS, RANGES)
def test_order_and_overlap_of_suspensions_do_not_matter(day_zero, limit, offsets):
    touched = ranges(day_zero, offsets)
    single_days = tuple(
        (first + timedelta(days=n), first + timedelta(days=n))
        for first, last in reversed(touched)
        for n in range((last - first).days + 1)
    )

    due = due_day(DISTRICT, day_zero, limit, touched)

    assert due == due_day(DISTRICT, day_zero, limit, touched[::-1] + touched)
    assert due == due_day(DISTRICT, day_zero, limit, single_days)


@given(DAYS, RANGES)
def test_the_walk_yields_each_untouched_working_day_once(day_zero, offsets):
    touched = ranges(day_zero, offsets)
    walk = untouched_working_days(DISTRICT, day_zero, touched)

    found = [next(walk) for _ in range(60)]

    day, expected = day_zero, list[date]()
    while len(expected) < 60:
        day += timedelta(days=1)
        if DISTRICT.is_working_day(day) and not is_touched(day, touched):
            expected.append(day)
    assert found == expected
