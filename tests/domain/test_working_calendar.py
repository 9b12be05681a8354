"""Working days: the notices, the walk in both directions, what a calendar is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar.content import CalendarContent
from app.domain.working_calendar import (
    CalendarExhausted,
    CalendarFault,
    DayKind,
    Hours,
    calendar_from_request,
    district_calendar,
)
from tests.domain.calendars import (
    AROUND_THE_CLOCK,
    EVERY_DAY,
    OFFICE,
    WEEKDAYS,
    a_calendar,
    at,
    holidays_file,
    instant,
    on,
    the_district,
)

DISTRICT = the_district()

# The notices of the State Council for 2024, 2025 and 2026, as they were published.
REST = {
    2024: "1.1 2.10-2.17 4.4-4.6 5.1-5.5 6.10 9.15-9.17 10.1-10.7",
    2025: "1.1 1.28-2.4 4.4-4.6 5.1-5.5 5.31-6.2 10.1-10.8",
    2026: "1.1-1.3 2.15-2.23 4.4-4.6 5.1-5.5 6.19-6.21 9.25-9.27 10.1-10.7",
}
MAKE_UP = {
    2024: "2.4 2.18 4.7 4.28 5.11 9.14 9.29 10.12",
    2025: "1.26 2.8 4.27 9.28 10.11",
    2026: "1.4 2.14 2.28 5.9 9.20 10.10",
}


def days_of(year, text):
    for part in text.split():
        first, _, last = part.partition("-")
        day, end = _day(year, first), _day(year, last or first)
        while day <= end:
            yield day
            day += timedelta(days=1)


def _day(year, text):
    month, day = text.split(".")
    return date(year, int(month), int(day))


def every_day(first_year, last_year):
    day = date(first_year, 1, 1)
    while day.year <= last_year:
        yield day
        day += timedelta(days=1)


# The notices


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_day_of_a_year_is_as_its_notice_says(year):
    rest, make_up = set(days_of(year, REST[year])), set(days_of(year, MAKE_UP[year]))

    wrong = [
        day
        for day in every_day(year, year)
        if DISTRICT.is_working_day(day)
        != (day in make_up or (day not in rest and day.weekday() < 5))
    ]

    assert wrong == []


@pytest.mark.parametrize(("year", "count"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_as_many_working_days_as_its_notice_gives(year, count):
    eve, last = date(year - 1, 12, 31), date(year, 12, 31)

    assert DISTRICT.working_days_between(eve, last) == count
    assert sum(map(DISTRICT.is_working_day, every_day(year, year))) == count


def test_years_with_a_notice_are_published_and_a_provisional_year_is_not():
    assert DISTRICT.published_years == set(range(2019, 2027))
    assert DISTRICT.is_published(2026)
    assert not DISTRICT.is_published(2027)
    assert not DISTRICT.is_published(2030)


def test_a_provisional_year_keeps_the_rest_days_that_are_known():
    assert not DISTRICT.is_working_day(on("2027-02-05"))
    assert DISTRICT.is_working_day(on("2028-02-14"))


def test_a_calendar_without_notices_does_not_ask_for_them():
    assert a_calendar().is_published(1999)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2026-11-23", DayKind.WEEKDAY),
        ("2026-11-22", DayKind.WEEKEND),
        ("2026-10-01", DayKind.HOLIDAY),
        ("2026-10-03", DayKind.HOLIDAY),  # a Saturday of the holiday
        ("2026-10-10", DayKind.MAKE_UP),
    ],
)
def test_the_kind_of_a_day(day, kind):
    assert DISTRICT.day_kind(on(day)) is kind


def test_a_day_with_hours_of_its_own_is_special_or_made_up_or_closed():
    calendar = a_calendar(
        holidays=["2026-11-26"],
        workdays=[
            {"date": "2026-11-24", "hours": [["10:00", "11:00"]]},
            {"date": "2026-11-25", "hours": []},
            {"date": "2026-11-26", "hours": [["10:00", "11:00"]]},
        ],
    )

    assert calendar.day_kind(on("2026-11-24")) is DayKind.SPECIAL
    assert calendar.day_kind(on("2026-11-25")) is DayKind.HOLIDAY
    assert calendar.day_kind(on("2026-11-26")) is DayKind.MAKE_UP
    assert not calendar.is_working_day(on("2026-11-25"))


def test_every_kind_of_day_has_an_official_name():
    assert [kind.zh for kind in DayKind] == [
        "工作日",
        "周末",
        "放假",
        "调休上班",
        "特别作息",
    ]


# Opening and closing


def test_a_working_day_opens_and_closes_in_the_zone():
    day = on("2026-10-10")

    for _ in ("asked", "asked again"):
        assert DISTRICT.opening(day).isoformat() == "2026-10-10T09:00:00+08:00"
        assert DISTRICT.closing(day).isoformat() == "2026-10-10T17:00:00+08:00"
    assert DISTRICT.blocks(day) == (
        (at("2026-10-10 09:00"), at("2026-10-10 12:00")),
        (at("2026-10-10 13:00"), at("2026-10-10 17:00")),
    )


def test_a_rest_day_has_no_blocks_and_neither_opens_nor_closes():
    day = on("2026-10-01")

    assert DISTRICT.blocks(day) == ()
    with pytest.raises(CalendarFault, match="2026-10-01 is no working day"):
        DISTRICT.opening(day)
    with pytest.raises(CalendarFault, match="2026-10-01 is no working day"):
        DISTRICT.closing(day)


def test_a_day_may_close_at_midnight():
    calendar = a_calendar([["22:00", "24:00"]])

    assert calendar.closing(on("2026-11-23")) == at("2026-11-24 00:00")


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-23T00:00:00+08:00", "2026-11-23"),
        ("2026-11-23T16:59:59+08:00", "2026-11-23"),
        ("2026-11-23T17:00:00+08:00", "2026-11-24"),  # at the close
        ("2026-11-23T12:30:00+08:00", "2026-11-23"),  # at noon
        ("2026-11-20T18:00:00+08:00", "2026-11-23"),  # Friday evening
        ("2026-11-21T10:00:00+08:00", "2026-11-23"),  # Saturday
        ("2026-10-10T10:00:00+08:00", "2026-10-10"),  # make-up Saturday
        ("2026-09-30T17:30:00+08:00", "2026-10-08"),  # before the holiday
        ("2026-11-22T16:30:00+00:00", "2026-11-23"),  # Monday in Shanghai already
        ("2026-11-23T08:59:59Z", "2026-11-23"),
        ("2026-11-23T09:00:00Z", "2026-11-24"),
    ],
)
def test_day_zero_is_the_day_or_the_next_working_day(moment, day):
    assert DISTRICT.day_zero(instant(moment)) == on(day)


def test_the_civil_day_is_that_of_the_zone():
    assert DISTRICT.civil_date(instant("2026-11-22T16:00:00Z")) == on("2026-11-23")
    assert DISTRICT.civil_date(instant("2026-11-22T15:59:59Z")) == on("2026-11-22")


# Walking over working days


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        ("2026-09-30", 3, "2026-10-10"),
        ("2026-10-03", 1, "2026-10-08"),
        ("2026-10-12", -2, "2026-10-09"),
        ("2026-10-03", -1, "2026-09-30"),
        ("2026-12-31", 1, "2027-01-04"),
        ("2027-01-01", -1, "2026-12-31"),
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-22", 0, "2026-11-22"),
        ("2024-01-01", 251, "2024-12-31"),
        ("2025-01-01", -251, "2024-01-02"),
    ],
)
def test_the_nth_working_day(day, count, found):
    assert DISTRICT.add_working_days(on(day), count) == on(found)


def test_the_neighbours_of_a_day():
    assert DISTRICT.next_working_day(on("2026-09-30")) == on("2026-10-08")
    assert DISTRICT.previous_working_day(on("2026-10-08")) == on("2026-09-30")
    assert DISTRICT.working_day_from(on("2026-10-01")) == on("2026-10-08")
    assert DISTRICT.working_day_from(on("2026-10-10")) == on("2026-10-10")


def test_the_working_days_between_exclude_the_first_and_include_the_last():
    assert DISTRICT.working_days_between(on("2026-11-23"), on("2026-11-24")) == 1
    assert DISTRICT.working_days_between(on("2026-11-23"), on("2026-11-23")) == 0
    assert DISTRICT.working_days_between(on("2026-11-24"), on("2026-11-23")) == 0
    assert DISTRICT.working_days_between(on("2026-09-30"), on("2026-10-11")) == 3


DAYS = st.dates(date(1890, 1, 1), date(2150, 12, 31))


@given(day=DAYS, count=st.integers(1, 9000))
def test_adding_then_counting_working_days_returns_the_number(day, count):
    later = DISTRICT.add_working_days(day, count)

    assert DISTRICT.is_working_day(later)
    assert DISTRICT.working_days_between(day, later) == count
    assert DISTRICT.working_days_between(day, later - timedelta(days=1)) == count - 1


@given(day=DAYS, count=st.integers(1, 9000))
def test_walking_back_mirrors_walking_on(day, count):
    earlier = DISTRICT.add_working_days(day, -count)

    eve = day - timedelta(days=1)
    assert DISTRICT.is_working_day(earlier)
    assert DISTRICT.working_days_between(earlier, eve) == count - 1
    assert DISTRICT.working_days_between(earlier - timedelta(days=1), eve) == count


@given(day=st.dates(date(2023, 12, 1), date(2027, 12, 31)), count=st.integers(-40, 40))
def test_the_walk_is_the_one_that_a_clerk_takes_day_by_day(day, count):
    expected, left = day, abs(count)
    while left:
        expected += timedelta(days=1 if count > 0 else -1)
        left -= DISTRICT.is_working_day(expected)

    assert DISTRICT.add_working_days(day, count) == expected


@pytest.mark.parametrize("count", [3_000_000, -3_000_000, 10**9, -(10**30)])
def test_the_walk_ends_with_the_years_that_there_are(count):
    with pytest.raises(CalendarExhausted):
        DISTRICT.add_working_days(on("2026-11-23"), count)


def test_the_walk_ends_when_the_days_with_hours_of_their_own_run_out():
    calendar = a_calendar(
        days=(), workdays=[{"date": "2026-11-24", "hours": [["09:00", "10:00"]]}]
    )

    assert calendar.add_working_days(on("2026-11-23"), 1) == on("2026-11-24")
    assert calendar.add_working_days(on("2031-01-01"), -1) == on("2026-11-24")
    for day, count in [("2026-11-23", 2), ("2026-11-24", 1), ("2026-11-24", -1)]:
        with pytest.raises(CalendarExhausted):
            calendar.add_working_days(on(day), count)


def test_the_first_and_the_last_year_can_be_asked_about():
    calendar = a_calendar(AROUND_THE_CLOCK, EVERY_DAY)

    assert calendar.add_working_days(date.min, 1) == on("0001-01-02")
    assert calendar.add_working_days(date.max, -1) == on("9999-12-30")
    assert calendar.add_working_days(date.min, 3_652_058) == date.max
    with pytest.raises(CalendarExhausted):
        calendar.add_working_days(date.min, 3_652_059)


# What a calendar is


def test_two_calendars_with_equal_content_are_one():
    first = a_calendar(OFFICE, holidays=["2026-01-01", "2026-01-02"])
    second = a_calendar(OFFICE[::-1], holidays=["2026-01-02", "2026-01-01"])

    assert first == second
    assert hash(first) == hash(second)
    assert first.version == second.version
    assert len(first.version) == 64
    assert first != "a calendar"
    assert repr(first) == f"<WorkingCalendar Asia/Shanghai {first.version[:8]}>"


@pytest.mark.parametrize(
    "change",
    [
        {"hours": [["09:00", "12:00"]]},
        {"days": EVERY_DAY},
        {"timezone": "Asia/Urumqi"},
        {"holidays": ["2026-01-01"]},
        {"workdays": [{"date": "2026-01-03", "hours": OFFICE}]},
    ],
)
def test_another_content_is_another_version(change):
    assert a_calendar(**change).version != a_calendar().version


def test_publishing_a_year_is_another_version():
    file = holidays_file()
    file["2027"] = {**file["2027"], "provisional": False}

    published = district_calendar(file)

    assert published.is_published(2027)
    assert published.version != DISTRICT.version


def test_the_district_may_have_hours_of_its_own():
    hours = {
        "week": {"mon": [["08:30", "12:00"]], "tue": [["09:00", "10:00"]]},
        "make_up": [["10:00", "11:00"]],
    }

    calendar = district_calendar(holidays_file(), hours)

    assert calendar.opening(on("2026-11-23")) == at("2026-11-23 08:30")
    assert not calendar.is_working_day(on("2026-11-25"))
    assert calendar.closing(on("2026-10-10")) == at("2026-10-10 11:00")


def test_a_make_up_day_has_the_hours_of_the_first_weekday_when_none_are_given():
    hours = {"week": {"tue": [["08:30", "12:00"]], "wed": [["09:00", "10:00"]]}}

    calendar = district_calendar(holidays_file(), hours)

    assert calendar.opening(on("2026-10-10")) == at("2026-10-10 08:30")


def test_a_calendar_without_any_working_time_is_refused():
    nobody_works = Hours()

    with pytest.raises(CalendarFault, match="no working time"):
        CalendarContent("UTC", (nobody_works,) * 7)


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "../etc", "Asia", "\0", "x" * 999]
)
def test_a_zone_that_is_not_there_is_refused(name):
    with pytest.raises(CalendarFault, match="no such time zone"):
        a_calendar(timezone=name)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"26": {}}, "not a year"),
        ({"2026": []}, "2026: must be an object"),
        ({"2026": {"rest": "2026-01-01"}}, "2026.rest: must be a list"),
        ({"2026": {"work": ["2026-13-01"]}}, "2026.work: not a date"),
    ],
)
def test_a_file_of_holidays_that_makes_no_sense_is_refused(entry, words):
    with pytest.raises(CalendarFault, match=words):
        district_calendar(entry)


@pytest.mark.parametrize(
    "content", [None, 5, "Asia/Shanghai", [], {}, {"timezone": "UTC"}]
)
def test_a_calendar_that_says_too_little_is_refused(content):
    with pytest.raises(CalendarFault):
        calendar_from_request(content)


def test_a_moment_without_a_zone_is_refused():
    naive = at("2026-11-23 10:00").replace(tzinfo=None)

    for ask in (DISTRICT.civil_date, DISTRICT.day_zero, DISTRICT.is_working_time):
        with pytest.raises(CalendarFault, match="needs a zone"):
            ask(naive)


@pytest.mark.parametrize(
    "moment", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"]
)
def test_a_moment_that_the_zone_has_no_year_for_is_refused(moment):
    for ask in (DISTRICT.civil_date, DISTRICT.day_zero, DISTRICT.is_working_time):
        with pytest.raises(CalendarExhausted):
            ask(instant(moment))


def test_the_hours_of_a_day_are_put_in_order():
    hours = Hours(((46_800, 61_200), (32_400, 43_200)))

    assert hours.blocks == ((32_400, 43_200), (46_800, 61_200))
    assert hours.seconds == 7 * 3600


@pytest.mark.parametrize(
    "blocks",
    [
        ((10, 5),),
        ((5, 5),),
        ((-1, 5),),
        ((5, 86_401),),
        ((0, 10), (9, 20)),
        ((0, 10), (0, 10)),
    ],
)
def test_hours_that_run_backwards_or_overlap_are_refused(blocks):
    with pytest.raises(CalendarFault):
        Hours(blocks)


def test_touching_blocks_do_not_overlap():
    assert Hours(((0, 10), (10, 20))).seconds == 20


def test_weekdays_are_monday_to_sunday():
    calendar = a_calendar(days=("sun",))

    assert calendar.is_working_day(on("2026-11-22"))
    assert not any(
        calendar.is_working_day(on(f"2026-11-{16 + i}")) for i, _ in enumerate(WEEKDAYS)
    )
