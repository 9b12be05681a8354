"""Working time: hours that really pass, in both directions, with pauses."""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.working_calendar import CalendarExhausted, CalendarFault
from tests.domain.calendars import (
    AROUND_THE_CLOCK,
    EVERY_DAY,
    NIGHT,
    OFFICE,
    WEEKDAYS,
    a_calendar,
    at,
    instant,
    on,
    the_district,
)

HOUR = 3600
OFFICE_DAY = 7 * HOUR
DISTRICT = the_district()


# In one zone without changes of the clocks


@pytest.mark.parametrize(
    ("moment", "works"),
    [
        ("2026-11-23 08:59:59", False),
        ("2026-11-23 09:00:00", True),
        ("2026-11-23 11:59:59", True),
        ("2026-11-23 11:59:59.999999", True),
        ("2026-11-23 12:00:00", False),
        ("2026-11-23 13:00:00", True),
        ("2026-11-23 17:00:00", False),
        ("2026-11-22 10:00:00", False),
        ("2026-10-10 10:00:00", True),
        ("2026-10-01 10:00:00", False),
    ],
)
def test_working_time_begins_with_the_opening_and_excludes_the_closing(moment, works):
    assert DISTRICT.is_working_time(at(moment)) is works


@pytest.mark.parametrize(
    ("start", "seconds", "found"),
    [
        ("2026-11-23 09:00", 3 * HOUR, "2026-11-23 12:00"),
        ("2026-11-23 09:00", 3 * HOUR + 1, "2026-11-23 13:00:01"),
        ("2026-11-23 09:00", OFFICE_DAY, "2026-11-23 17:00"),
        ("2026-11-23 17:00", 1, "2026-11-24 09:00:01"),
        ("2026-11-23 12:30", HOUR, "2026-11-23 14:00"),
        ("2026-11-20 16:00", 4 * HOUR, "2026-11-23 12:00"),
        ("2026-09-30 16:00", 16 * HOUR, "2026-10-10 10:00"),
        ("2026-11-22 11:00", 0, "2026-11-22 11:00"),
        ("2026-11-24 10:00", -HOUR, "2026-11-24 09:00"),
        ("2026-11-24 10:00", -2 * HOUR, "2026-11-23 16:00"),
        ("2026-11-24 09:00", -1, "2026-11-23 16:59:59"),
        ("2026-11-23 17:00", -OFFICE_DAY, "2026-11-23 09:00"),
        ("2026-11-23 12:30", -3 * HOUR, "2026-11-23 09:00"),
        ("2026-10-08 09:00", -1, "2026-09-30 16:59:59"),
        ("2026-12-31 16:00", 2 * HOUR, "2027-01-04 10:00"),
        ("2027-01-04 10:00", -2 * HOUR, "2026-12-31 16:00"),
        ("2024-01-01 00:00", 251 * OFFICE_DAY, "2024-12-31 17:00"),
        ("2024-12-31 17:00", -251 * OFFICE_DAY, "2024-01-02 09:00"),
    ],
)
def test_the_first_instant_at_which_the_time_has_elapsed(start, seconds, found):
    assert DISTRICT.add_working_time(at(start), seconds) == at(found)


def test_fractions_of_a_second_are_kept():
    start = at("2026-11-23 11:59:59.750000")

    assert DISTRICT.add_working_time(start, 1) == at("2026-11-23 13:00:00.750000")
    assert DISTRICT.working_microseconds_between(start, at("2026-11-23 13:00")) == (
        250_000
    )
    assert DISTRICT.working_time_between(start, at("2026-11-23 13:00")) == 0


def test_the_answer_is_in_the_zone_of_the_calendar():
    found = DISTRICT.add_working_time(instant("2026-11-23T01:00:00Z"), HOUR)

    assert found.isoformat() == "2026-11-23T10:00:00+08:00"
    assert DISTRICT.add_working_time(found.astimezone(UTC), 0).isoformat() == (
        "2026-11-23T10:00:00+08:00"
    )


@pytest.mark.parametrize(
    ("start", "end", "seconds"),
    [
        ("2026-11-23 09:00", "2026-11-23 17:00", OFFICE_DAY),
        ("2026-11-23 12:00", "2026-11-23 13:00", 0),
        ("2026-11-21 00:00", "2026-11-23 00:00", 0),
        ("2026-11-23 10:00", "2026-11-23 10:00", 0),
        ("2026-11-23 00:00", "2026-11-24 00:00", OFFICE_DAY),
        ("2026-09-30 16:00", "2026-10-10 10:00", 16 * HOUR),
        ("2026-01-01 00:00", "2027-01-01 00:00", 248 * OFFICE_DAY),
        ("2024-01-01 00:00", "2027-01-01 00:00", (251 + 248 + 248) * OFFICE_DAY),
    ],
)
def test_the_working_time_between_two_instants(start, end, seconds):
    assert DISTRICT.working_time_between(at(start), at(end)) == seconds


def test_an_end_before_the_start_is_refused():
    with pytest.raises(CalendarFault, match="end lies before start"):
        DISTRICT.working_time_between(at("2026-11-23 10:00"), at("2026-11-23 09:59:59"))


def test_a_night_shift_crosses_midnight_as_two_blocks():
    calendar = a_calendar(NIGHT, EVERY_DAY)

    assert calendar.add_working_time(at("2026-11-23 23:00"), 2 * HOUR) == (
        at("2026-11-24 01:00")
    )
    assert calendar.add_working_time(at("2026-11-24 01:00"), -2 * HOUR) == (
        at("2026-11-23 23:00")
    )
    assert calendar.add_working_time(at("2026-11-23 23:00"), HOUR) == (
        at("2026-11-24 00:00")
    )
    assert calendar.is_working_time(at("2026-11-24 00:00"))


def test_many_blocks_a_day_are_walked_one_by_one():
    quarters = [[f"{hour:02}:00", f"{hour:02}:15"] for hour in range(24)]
    calendar = a_calendar(quarters, EVERY_DAY)

    assert calendar.add_working_time(at("2026-11-23 00:00"), 6 * HOUR) == (
        at("2026-11-23 23:15")
    )
    assert calendar.add_working_time(at("2026-11-23 23:15"), -6 * HOUR) == (
        at("2026-11-23 00:00")
    )


def test_hours_may_be_given_to_the_second():
    calendar = a_calendar([["09:00:30", "09:00:45"]])

    assert calendar.add_working_time(at("2026-11-23 09:00"), 16) == (
        at("2026-11-24 09:00:31")
    )


# Pauses


def test_a_pause_stops_the_time_and_overlaps_count_once():
    pauses = [
        (at("2026-11-23 10:00"), at("2026-11-23 10:30")),
        (at("2026-11-23 10:15"), at("2026-11-23 11:00")),
        (at("2026-11-23 08:00"), at("2026-11-23 09:15")),
    ]

    found = DISTRICT.add_working_time(at("2026-11-23 09:00"), HOUR, pauses)

    assert found == at("2026-11-23 11:15")
    assert DISTRICT.working_time_between(at("2026-11-23 09:00"), found, pauses) == HOUR


@pytest.mark.parametrize(
    ("start", "seconds", "pause", "found"),
    [
        # the time runs out as the pause begins
        ("23 09:00", HOUR, ("23 10:00", "23 11:00"), "23 10:00"),
        # it runs out one second after
        ("23 09:00", HOUR + 1, ("23 10:00", "23 11:00"), "23 11:00:01"),
        # the start lies in the pause, at its begin, at its end
        ("23 10:30", HOUR, ("23 10:00", "23 11:00"), "23 12:00"),
        ("23 10:00", HOUR, ("23 10:00", "23 11:00"), "23 12:00"),
        ("23 11:00", HOUR, ("23 10:00", "23 11:00"), "23 12:00"),
        # the pause touches the edges of a block
        ("23 11:00", 2 * HOUR, ("23 12:00", "23 13:00"), "23 14:00"),
        ("23 08:00", HOUR, ("23 09:00", "23 12:00"), "23 14:00"),
        ("23 12:00", HOUR, ("23 13:00", "23 17:00"), "24 10:00"),
        # whole days, rest days, nothing at all
        ("20 16:00", 2 * HOUR, ("21 00:00", "23 00:00"), "23 10:00"),
        ("20 16:00", 2 * HOUR, ("20 16:30", "24 09:00"), "24 10:30"),
        ("23 09:00", HOUR, ("23 09:30", "23 09:30"), "23 10:00"),
        # it is over, or is still to come
        ("23 09:00", HOUR, ("20 09:00", "20 12:00"), "23 10:00"),
        ("23 09:00", HOUR, ("24 09:00", "24 12:00"), "23 10:00"),
        # backwards: as the pause ends, one second before, inside it
        ("23 12:00", -HOUR, ("23 10:00", "23 11:00"), "23 11:00"),
        ("23 12:00", -HOUR - 1, ("23 10:00", "23 11:00"), "23 09:59:59"),
        ("23 10:30", -HOUR, ("23 10:00", "23 11:00"), "23 09:00"),
        ("23 11:00", -HOUR, ("23 10:00", "23 11:00"), "23 09:00"),
        ("23 10:00", -HOUR, ("23 10:00", "23 11:00"), "23 09:00"),
        ("24 10:00", -2 * HOUR, ("23 13:00", "24 09:00"), "23 11:00"),
    ],
)
def test_a_pause_at_every_edge(start, seconds, pause, found):
    start, found, *pause = (at(f"2026-11-{text}") for text in (start, found, *pause))

    assert DISTRICT.add_working_time(start, seconds, [tuple(pause)]) == found


def test_a_pause_of_eight_thousand_years_is_no_trouble():
    endless = [(instant("0001-01-01T00:30:00Z"), instant("9999-12-31T10:00:00Z"))]
    start, end = at("2026-11-23 09:00"), at("2026-11-24 09:00")

    assert DISTRICT.working_time_between(start, end, endless) == 0
    with pytest.raises(CalendarExhausted):
        DISTRICT.add_working_time(start, HOUR, endless)
    with pytest.raises(CalendarExhausted):
        DISTRICT.add_working_time(start, -HOUR, endless)


def test_a_pause_that_ends_before_it_begins_is_refused():
    pause = (at("2026-11-23 10:00"), at("2026-11-23 09:59:59"))

    for seconds in (HOUR, 0, -HOUR):
        with pytest.raises(CalendarFault, match="pause ends before"):
            DISTRICT.add_working_time(at("2026-11-23 09:00"), seconds, [pause])


def test_a_pause_without_a_zone_is_refused():
    naive = at("2026-11-23 10:00").replace(tzinfo=None)

    with pytest.raises(CalendarFault, match="needs a zone"):
        DISTRICT.add_working_time(at("2026-11-23 09:00"), HOUR, [(naive, naive)])


# Far away, and no further


def test_decades_are_counted_exactly():
    calendar = a_calendar()
    start, end = at("1950-01-02 09:00"), at("2150-01-05 09:00")

    days = calendar.working_days_between(on("1950-01-01"), on("2150-01-04"))
    seconds = days * OFFICE_DAY

    assert calendar.working_time_between(start, end) == seconds
    assert calendar.add_working_time(start, seconds) == at("2150-01-02 17:00")
    assert calendar.add_working_time(end, -seconds) == start


def test_the_first_and_the_last_instant_can_be_asked_about():
    calendar = a_calendar(AROUND_THE_CLOCK, EVERY_DAY, "UTC")
    first, last = instant("0001-01-01T00:00:00Z"), instant("9999-12-31T23:59:59Z")
    seconds = int((last - first).total_seconds())

    assert calendar.is_working_time(first)
    assert calendar.is_working_time(last)
    assert calendar.working_time_between(first, last) == seconds
    assert calendar.add_working_time(first, seconds) == last
    assert calendar.add_working_time(last, -seconds) == first


@pytest.mark.parametrize("timezone", ["Pacific/Kiritimati", "Etc/GMT+12", "UTC"])
def test_the_year_turns_when_it_turns_in_the_zone(timezone):
    calendar = a_calendar(AROUND_THE_CLOCK, EVERY_DAY, timezone)
    for year in (1901, 1970, 2000, 2026, 2100, 2399):
        midnight = at(f"{year}-01-01 00:00", calendar.zone)
        begin, end = midnight - timedelta(hours=30), midnight + timedelta(hours=30)
        seconds = int((end.astimezone(UTC) - begin.astimezone(UTC)).total_seconds())

        assert calendar.working_time_between(begin, end) == seconds
        assert calendar.add_working_time(begin, seconds) == end
        assert calendar.add_working_time(end, -seconds) == begin


@pytest.mark.parametrize("seconds", [10**11, -(10**11), 10**40, -(10**40)])
def test_more_time_than_there_is_ends_the_walk(seconds):
    with pytest.raises(CalendarExhausted):
        DISTRICT.add_working_time(at("2026-11-23 09:00"), seconds)


def test_time_runs_out_with_the_days_that_have_hours_of_their_own():
    calendar = a_calendar(
        days=(),
        workdays=[
            {"date": "2026-11-24", "hours": [["09:00", "10:00"]]},
            {"date": "2028-02-29", "hours": [["09:00", "10:00"]]},
        ],
    )
    start = at("2026-11-23 00:00")

    assert calendar.add_working_time(start, HOUR) == at("2026-11-24 10:00")
    assert calendar.add_working_time(start, 2 * HOUR) == at("2028-02-29 10:00")
    assert calendar.working_time_between(start, at("2100-01-01 00:00")) == 2 * HOUR
    for seconds in (2 * HOUR + 1, -1):
        with pytest.raises(CalendarExhausted):
            calendar.add_working_time(start, seconds)


# Changes of the clocks

NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-07", 24), ("2026-03-08", 23), ("2026-11-01", 25)]
)
def test_a_day_around_the_clock_has_the_hours_that_really_pass(day, hours):
    calendar = a_calendar(AROUND_THE_CLOCK, EVERY_DAY, "America/New_York")
    ((opens, closes),) = calendar.blocks(on(day))

    assert calendar.working_time_between(opens, closes) == hours * HOUR
    assert calendar.add_working_time(opens, hours * HOUR) == closes
    assert calendar.add_working_time(closes, -hours * HOUR) == opens


@pytest.mark.parametrize(
    ("start", "hours", "found"),
    [
        # the clocks go from 02:00 to 03:00: the night shift is one hour shorter
        ("2026-03-07T22:00:00-05:00", 3, "2026-03-08T01:00:00-05:00"),
        ("2026-03-07T22:00:00-05:00", 4, "2026-03-08T03:00:00-04:00"),
        ("2026-03-07T22:00:00-05:00", 7, "2026-03-08T06:00:00-04:00"),
        ("2026-03-07T22:00:00-05:00", 8, "2026-03-08T23:00:00-04:00"),
        ("2026-03-08T06:00:00-04:00", -7, "2026-03-07T22:00:00-05:00"),
        # they go from 02:00 back to 01:00: one hour longer
        ("2026-10-31T22:00:00-04:00", 4, "2026-11-01T01:00:00-05:00"),
        ("2026-10-31T22:00:00-04:00", 5, "2026-11-01T02:00:00-05:00"),
        ("2026-10-31T22:00:00-04:00", 9, "2026-11-01T06:00:00-05:00"),
        ("2026-11-01T06:00:00-05:00", -9, "2026-10-31T22:00:00-04:00"),
        ("2026-11-01T01:30:00-04:00", 1, "2026-11-01T01:30:00-05:00"),
        ("2026-11-01T01:30:00-05:00", -1, "2026-11-01T01:30:00-04:00"),
    ],
)
def test_a_night_shift_across_a_change_of_the_clocks(start, hours, found):
    calendar = a_calendar(NIGHT, EVERY_DAY, "America/New_York")

    result = calendar.add_working_time(instant(start), hours * HOUR)

    assert result.isoformat() == found


@pytest.mark.parametrize(
    ("timezone", "day", "hours", "blocks"),
    [
        # a skipped time is read with the offset before the change
        ("America/New_York", "2026-03-08", ["02:30", "05:00"], ["03:30-04", "05:00-04"]),
        ("America/New_York", "2026-03-08", ["01:00", "02:30"], ["01:00-05", "03:30-04"]),
        # nothing is left of an hour that is skipped
        ("America/New_York", "2026-03-08", ["02:00", "03:00"], None),
        # a time shown twice means the first
        ("America/New_York", "2026-11-01", ["01:30", "03:00"], ["01:30-04", "03:00-05"]),
        ("America/New_York", "2026-11-01", ["00:00", "01:30"], ["00:00-04", "01:30-04"]),
        # the day begins at 01:00
        ("America/Sao_Paulo", "2018-11-04", ["00:00", "02:00"], ["01:00-02", "02:00-02"]),
        # the hour before midnight comes twice
        ("America/Sao_Paulo", "2018-02-17", ["22:00", "24:00"], ["22:00-02", "00:00-03"]),
        # half an hour
        ("Australia/Lord_Howe", "2026-10-04", ["01:00", "03:00"], ["01:00+10:30", "03:00+11"]),
        # the day that Samoa left out
        ("Pacific/Apia", "2011-12-30", ["09:00", "17:00"], None),
    ],
)  # fmt: skip
def test_the_blocks_of_a_day_on_which_the_clocks_change(timezone, day, hours, blocks):
    calendar = a_calendar([hours], EVERY_DAY, timezone)

    found = [
        edge.isoformat().replace(":00-", "-").replace(":00+", "+")[11:].removesuffix(":00")
        for block in calendar.blocks(on(day))
        for edge in block
    ]  # fmt: skip

    assert found == (blocks or [])
    assert calendar.is_working_day(on(day)) is bool(blocks)


def test_the_day_that_samoa_left_out_is_not_a_working_day():
    calendar = a_calendar(OFFICE, EVERY_DAY, "Pacific/Apia")

    assert calendar.add_working_days(on("2011-12-29"), 1) == on("2011-12-31")
    assert calendar.add_working_days(on("2011-12-31"), -1) == on("2011-12-29")
    assert calendar.working_days_between(on("2011-12-28"), on("2011-12-31")) == 2


def test_a_day_that_has_begun_goes_on_when_the_clocks_fall_back_before_its_midnight():
    # At 00:01 of Sunday the clocks of Newfoundland went back to 23:01 of Saturday.
    calendar = a_calendar([["00:00", "06:00"]], ("sun",), "America/St_Johns")
    midnight = instant("2010-11-07T00:00:00-02:30")
    again = instant("2010-11-06T23:30:00-03:30")

    assert calendar.is_working_time(again)
    assert calendar.working_time_between(midnight, again) == 30 * 60
    assert calendar.add_working_time(midnight, 30 * 60).isoformat() == (
        "2010-11-06T23:30:00-03:30"
    )


def test_the_time_of_day_is_kept_or_read_with_the_offset_before_the_change():
    calendar = a_calendar(OFFICE, EVERY_DAY, "America/New_York")
    later = calendar.same_time_working_days_later

    assert later(instant("2026-03-07T02:30:00-05:00"), 1).isoformat() == (
        "2026-03-08T03:30:00-04:00"
    )
    assert later(instant("2026-10-31T01:30:00-04:00"), 1).isoformat() == (
        "2026-11-01T01:30:00-04:00"
    )
    assert later(instant("2026-11-01T01:30:00-05:00"), 0).isoformat() == (
        "2026-11-01T01:30:00-05:00"
    )
    assert later(instant("2026-11-01T01:30:00.5-05:00"), 1).isoformat() == (
        "2026-11-02T01:30:00.500000-05:00"
    )


# Against a clerk with a watch who looks at the clock on the wall every quarter of an hour

QUARTER = timedelta(minutes=15)
ZONES = {
    "America/New_York": ("2026-03-08", "2026-11-01"),
    "America/Sao_Paulo": ("2018-02-17", "2018-11-04"),
    "Asia/Shanghai": ("2026-02-14", "1991-04-14"),
    "Australia/Lord_Howe": ("2026-04-05", "2026-10-04"),
    "Europe/London": ("2026-03-29", "2026-10-25"),
    "Pacific/Apia": ("2011-12-30", "2012-04-01"),
}


@st.composite
def opening_hours(draw):
    """Blocks on full hours; none ends or begins in the half of a change."""
    edges = draw(st.lists(st.integers(0, 24), unique=True, max_size=6).map(sorted))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return [[f"{a:02}:00", f"{b:02}:00"] for a, b in pairs]


@st.composite
def weeks_around_a_change(draw):
    """A calendar's content, and eight days around a change of the clocks."""
    timezone = draw(st.sampled_from(sorted(ZONES)))
    day = on(draw(st.sampled_from(ZONES[timezone])))
    near = st.integers(-3, 3).map(lambda n: (day + timedelta(days=n)).isoformat())
    special = draw(st.dictionaries(near, opening_hours(), max_size=2))
    content = {
        "timezone": timezone,
        "week": {name: draw(opening_hours()) for name in EVERY_DAY},
        "holidays": draw(st.lists(near, max_size=2)),
        "workdays": [{"date": day, "hours": hours} for day, hours in special.items()],
    }
    content["week"]["wed"] = content["week"]["wed"] or [["10:00", "11:00"]]
    first = at(f"{day - timedelta(days=4)} 00:00", ZoneInfo(timezone)).astimezone(UTC)
    return content, [first + n * QUARTER for n in range(8 * 96)]


QUARTERS = st.integers(0, 8 * 96 - 1)
SPANS = st.tuples(QUARTERS, QUARTERS).map(sorted)


def worked_on_the_wall(content, zone, moment):
    local = moment.astimezone(zone)
    day, clock = local.date().isoformat(), local.strftime("%H:%M")
    special = {entry["date"]: entry["hours"] for entry in content["workdays"]}
    week = content["week"][EVERY_DAY[local.weekday()]]
    hours = special.get(day, [] if day in content["holidays"] else week)
    return any(opens <= clock < closes for opens, closes in hours)


@given(case=weeks_around_a_change(), span=SPANS, pauses=st.lists(SPANS, max_size=3))
def test_a_clerk_who_looks_at_the_clock_on_the_wall_agrees(case, span, pauses):
    content, quarters = case
    calendar = a_calendar(**{"days": (), **content})
    begin, end = quarters[span[0]], quarters[span[1]]
    stopped = {n for first, last in pauses for n in range(first, last)}
    pauses = [(quarters[first], quarters[last]) for first, last in pauses]

    open_at = [worked_on_the_wall(content, calendar.zone, q) for q in quarters]
    worked = [n for n in range(*span) if open_at[n] and n not in stopped]
    seconds = len(worked) * 900

    assert [calendar.is_working_time(q) for q in quarters] == open_at
    assert calendar.working_time_between(begin, end, pauses) == seconds
    if worked:
        last = calendar.add_working_time(begin, seconds, pauses)
        first = calendar.add_working_time(end, -seconds, pauses)
        # In UTC, as Python holds a time that is shown twice equal to no other.
        assert last.astimezone(UTC) == quarters[worked[-1]] + QUARTER
        assert first.astimezone(UTC) == quarters[worked[0]]


# Laws

MOMENTS = st.datetimes(
    at("1985-01-01 00:00").replace(tzinfo=None),
    at("2045-12-31 00:00").replace(tzinfo=None),
    timezones=st.just(UTC),
)
SECONDS = st.integers(1, 4000 * OFFICE_DAY)
CALENDARS = st.sampled_from(
    [
        DISTRICT,
        a_calendar(NIGHT, EVERY_DAY, "America/New_York"),
        a_calendar(AROUND_THE_CLOCK, WEEKDAYS, "Europe/London"),
        a_calendar([["00:00:01", "00:59:59"], ["12:00", "24:00"]], ("sat", "sun"),
                   "America/Havana"),
    ]
)  # fmt: skip


# When pauses begin, and how long they last, in minutes from the start.
MINUTES = st.lists(
    st.tuples(st.integers(-50_000, 50_000), st.integers(0, 20_000)), max_size=4
)


def pauses_near(moment, minutes):
    return [
        (moment + timedelta(minutes=begins), moment + timedelta(minutes=begins + lasts))
        for begins, lasts in minutes
    ]


@given(CALENDARS, MOMENTS, SECONDS, MINUTES)
def test_adding_then_measuring_returns_the_amount(calendar, start, seconds, minutes):
    pauses = pauses_near(start, minutes)

    end = calendar.add_working_time(start, seconds, pauses)

    just_before = end - timedelta(microseconds=1)
    measure = calendar.working_microseconds_between
    assert measure(start, end, pauses) == seconds * 1_000_000
    assert measure(start, just_before, pauses) == seconds * 1_000_000 - 1


@given(CALENDARS, MOMENTS, SECONDS, MINUTES)
def test_walking_back_is_the_mirror_image(calendar, end, seconds, minutes):
    pauses = pauses_near(end, minutes)

    start = calendar.add_working_time(end, -seconds, pauses)

    just_after = start + timedelta(microseconds=1)
    measure = calendar.working_microseconds_between
    assert measure(start, end, pauses) == seconds * 1_000_000
    assert measure(just_after, end, pauses) == seconds * 1_000_000 - 1


@given(CALENDARS, MOMENTS, SECONDS, MINUTES)
def test_a_pause_never_makes_a_deadline_earlier(calendar, start, seconds, minutes):
    pauses = pauses_near(start, minutes)

    without = calendar.add_working_time(start, seconds, pauses[1:])

    assert calendar.add_working_time(start, seconds, pauses) >= without
    assert calendar.add_working_time(start, seconds, pauses) >= (
        calendar.add_working_time(start, seconds)
    )


@given(CALENDARS, MOMENTS, SECONDS, MINUTES)
def test_the_order_and_the_splitting_of_pauses_do_not_matter(
    calendar, start, seconds, minutes
):
    pauses = pauses_near(start, minutes)
    split = [
        half
        for begins, ends in reversed(pauses)
        for half in (
            (begins + (ends - begins) / 2, ends),
            (begins, begins + (ends - begins) / 2),
        )
    ]

    for amount in (seconds, -seconds):
        assert calendar.add_working_time(start, amount, pauses) == (
            calendar.add_working_time(start, amount, split)
        )


@given(CALENDARS, MOMENTS, MOMENTS, MOMENTS)
def test_working_time_adds_up(calendar, first, second, third):
    first, second, third = sorted((first, second, third))
    measure = calendar.working_microseconds_between

    assert measure(first, third) == measure(first, second) + measure(second, third)
