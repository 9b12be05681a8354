"""Limits become deadlines: Civil Code 201 to 204."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.deadlines import (
    Deadline,
    Limit,
    LimitUnit,
    days_later,
    deadline,
    last_day,
    months_later,
)
from app.domain.working_calendar import CalendarExhausted, CalendarFault
from tests.domain.calendars import (
    AROUND_THE_CLOCK,
    EVERY_DAY,
    OFFICE,
    a_calendar,
    at,
    instant,
    on,
    the_district,
)

DISTRICT = the_district()
FIVE_O_CLOCK = 17 * 3600


def limit(text):
    """limit("5 working_day")"""
    n, unit = text.split()
    return Limit(int(n), LimitUnit(unit))


@pytest.mark.parametrize(
    ("day", "given_limit", "last"),
    [
        # working days: the day itself is not counted
        ("2026-11-23", "5 working_day", "2026-11-30"),
        ("2026-11-22", "1 working_day", "2026-11-23"),
        ("2026-02-13", "1 working_day", "2026-02-14"),
        ("2026-09-30", "3 working_day", "2026-10-10"),
        ("2026-11-23", "0 working_day", "2026-11-23"),
        # calendar days: a last day at rest moves to the first day after the rest
        ("2026-11-23", "3 calendar_day", "2026-11-26"),
        ("2026-11-23", "5 calendar_day", "2026-11-30"),
        ("2026-09-24", "7 calendar_day", "2026-10-08"),
        ("2026-02-07", "7 calendar_day", "2026-02-14"),  # a make-up Saturday
        ("2026-02-08", "7 calendar_day", "2026-02-24"),
        ("2026-11-21", "0 calendar_day", "2026-11-23"),
        # months: the same day number, or the last of the month
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2024-01-31", "1 month", "2024-02-29"),
        ("2026-03-31", "1 month", "2026-04-30"),
        ("2026-08-31", "6 month", "2027-03-01"),  # 28 February 2027 is a Sunday
        ("2026-10-15", "3 month", "2027-01-15"),
        ("2026-12-15", "1 month", "2027-01-15"),
        ("2025-12-31", "2 month", "2026-02-28"),
        ("2026-09-01", "1 month", "2026-10-08"),
        # years
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2024-02-29", "4 year", "2028-02-29"),
        ("2025-10-01", "1 year", "2026-10-08"),
        ("2025-11-24", "1 year", "2026-11-24"),
    ],
)
def test_the_last_day_of_a_limit(day, given_limit, last):
    assert last_day(DISTRICT, on(day), limit(given_limit)) == on(last)


@pytest.mark.parametrize(
    ("start", "given_limit", "due_at"),
    [
        # hours run on through rest days
        ("2026-11-20T16:00:00+08:00", "24 hour", "2026-11-21T16:00:00+08:00"),
        ("2026-11-20T08:00:00Z", "0 hour", "2026-11-20T16:00:00+08:00"),
        # working hours do not
        ("2026-11-20T16:00:00+08:00", "4 working_hour", "2026-11-23T12:00:00+08:00"),
        ("2026-11-22T11:00:00+08:00", "0 working_hour", "2026-11-22T11:00:00+08:00"),
    ],
)
def test_a_limit_in_hours_ends_on_no_day_but_at_an_instant(start, given_limit, due_at):
    found = deadline(DISTRICT, instant(start), limit(given_limit))

    assert found == Deadline(None, instant(due_at))
    assert found.due_at.isoformat() == due_at


@pytest.mark.parametrize(
    ("day_end", "due_at"),
    [
        (86_400, "2026-12-01T00:00:00+08:00"),
        (FIVE_O_CLOCK, "2026-11-30T17:00:00+08:00"),
        (FIVE_O_CLOCK + 1, "2026-11-30T17:00:01+08:00"),
        (0, "2026-11-30T00:00:00+08:00"),
    ],
)
def test_the_last_day_ends_when_the_day_ends(day_end, due_at):
    start = at("2026-11-23 10:00")

    found = deadline(DISTRICT, start, limit("5 working_day"), day_end=day_end)

    assert found.last_day == on("2026-11-30")
    assert found.due_at.isoformat() == due_at


def test_the_starting_day_is_the_civil_day_of_the_zone_and_does_not_shift():
    late = deadline(DISTRICT, instant("2026-11-22T16:30:00Z"), limit("1 working_day"))
    evening = deadline(DISTRICT, at("2026-11-23 23:59"), limit("1 working_day"))

    assert late.last_day == evening.last_day == on("2026-11-24")


def test_pauses_count_for_working_hours():
    pauses = [(at("2026-11-23 10:00"), at("2026-11-24 10:15:30"))]

    found = deadline(
        DISTRICT, at("2026-11-23 09:30"), limit("2 working_hour"), pauses=pauses
    )

    assert found.due_at == at("2026-11-24 11:45:30")


def test_a_day_without_rest_days_never_moves():
    calendar = a_calendar(AROUND_THE_CLOCK, EVERY_DAY)

    assert last_day(calendar, on("2026-09-24"), limit("7 calendar_day")) == (
        on("2026-10-01")
    )


@pytest.mark.parametrize(
    ("timezone", "start", "given_limit", "day_end", "due_at"),
    [
        # 24 real hours over a night of 23 or 25
        ("America/New_York", "2026-03-07T12:00:00-05:00", "24 hour", 0,
         "2026-03-08T13:00:00-04:00"),
        ("America/New_York", "2026-10-31T12:00:00-04:00", "24 hour", 0,
         "2026-11-01T11:00:00-05:00"),
        # a day ends at a time that is skipped, or shown twice
        ("America/New_York", "2026-03-07T12:00:00-05:00", "1 calendar_day", 9000,
         "2026-03-08T03:30:00-04:00"),
        ("America/New_York", "2026-10-31T12:00:00-04:00", "1 calendar_day", 5400,
         "2026-11-01T01:30:00-04:00"),
        # midnight itself is skipped
        ("America/Sao_Paulo", "2018-11-02T12:00:00-03:00", "1 calendar_day", 86_400,
         "2018-11-04T01:00:00-02:00"),
    ],
)  # fmt: skip
def test_changes_of_the_clocks(timezone, start, given_limit, day_end, due_at):
    calendar = a_calendar(OFFICE, EVERY_DAY, timezone)

    found = deadline(calendar, instant(start), limit(given_limit), day_end=day_end)

    assert found.due_at.isoformat() == due_at


def test_a_negative_limit_is_refused():
    with pytest.raises(CalendarFault, match="negative"):
        Limit(-1, LimitUnit.HOUR)


@pytest.mark.parametrize("unit", [LimitUnit.HOUR, LimitUnit.WORKING_HOUR])
def test_a_limit_in_hours_has_no_last_day(unit):
    with pytest.raises(ValueError, match="does not end on a day"):
        last_day(DISTRICT, on("2026-11-23"), Limit(1, unit))


@pytest.mark.parametrize("n", [10_000_000, 10**20, 10**400])
@pytest.mark.parametrize("unit", list(LimitUnit))
def test_a_limit_beyond_the_year_9999_is_refused(unit, n):
    if unit in (LimitUnit.HOUR, LimitUnit.WORKING_HOUR):
        n *= 100

    with pytest.raises(CalendarExhausted):
        deadline(DISTRICT, at("2026-11-23 10:00"), Limit(n, unit))


def test_a_deadline_after_the_last_day_with_hours_is_refused():
    calendar = a_calendar(
        days=(), workdays=[{"date": "2026-11-24", "hours": [["09:00", "10:00"]]}]
    )

    assert last_day(calendar, on("2026-11-20"), limit("1 calendar_day")) == (
        on("2026-11-24")
    )
    with pytest.raises(CalendarExhausted):
        last_day(calendar, on("2026-11-20"), limit("5 calendar_day"))


DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@given(DAYS, st.integers(0, 2400))
def test_months_keep_the_day_number_or_end_with_the_month(day, count):
    later = months_later(day, count)

    assert (later.year - day.year) * 12 + later.month - day.month == count
    next_day = later + timedelta(days=1)
    assert later.day == day.day or (later.day < day.day and next_day.day == 1)


@given(DAYS, st.integers(0, 60))
def test_a_year_is_twelve_months(day, count):
    months, years = Limit(12 * count, LimitUnit.MONTH), Limit(count, LimitUnit.YEAR)

    assert last_day(DISTRICT, day, months) == last_day(DISTRICT, day, years)


@given(DAYS, st.integers(0, 5000))
def test_a_limit_in_calendar_days_ends_on_the_first_working_day_from_there(day, n):
    last = last_day(DISTRICT, day, Limit(n, LimitUnit.CALENDAR_DAY))

    between = (days_later(day, k) for k in range(n, (last - day).days))
    assert DISTRICT.is_working_day(last)
    assert not any(map(DISTRICT.is_working_day, between))
