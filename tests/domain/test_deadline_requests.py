"""The batch contract: one request a line, one answer a line, never a crash."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config import ROOT
from app.domain.deadline_requests import answer_line
from tests.domain.calendars import (
    AROUND_THE_CLOCK,
    EVERY_DAY,
    NIGHT,
    OFFICE,
    the_district,
)

DISTRICT = the_district()
SAMPLES = (ROOT / "tests/vectors/sample.jsonl").read_text("utf-8").splitlines()
MONDAY = "2026-11-23T10:00:00+08:00"


def week(hours=OFFICE, days=EVERY_DAY[:5]):
    return dict.fromkeys(days, hours)


def calendar(timezone="Asia/Shanghai", hours=OFFICE, days=EVERY_DAY[:5], **more):
    return {"timezone": timezone, "week": week(hours, days), **more}


def ask(op, start=MONDAY, **fields):
    """The answer to a request, without its id."""
    request = {"id": "x", "op": op, "start": start, **fields}
    answer = answer_line(json.dumps(request), DISTRICT)
    assert answer.pop("id") == "x"
    return answer


def result(op, start=MONDAY, **fields):
    answer = ask(op, start, **fields)
    assert "error" not in answer, answer
    return answer["result"]


def error(op, start=MONDAY, **fields):
    answer = ask(op, start, **fields)
    assert "result" not in answer, answer
    return answer["error"]


@pytest.mark.parametrize("line", SAMPLES, ids=lambda line: json.loads(line)["id"])
def test_a_published_sample(line):
    request = json.loads(line)

    answer = answer_line(line, DISTRICT)

    assert answer == {"id": request["id"], "result": request["expect"]}


def test_all_published_samples_are_here():
    assert len(SAMPLES) == 22


# Answers


def test_a_request_without_a_calendar_means_the_districts():
    for left_out in ({}, {"calendar": None}):
        assert result("is_working_day", "2026-02-14T10:00:00+08:00", **left_out) is True
        assert (
            result("is_working_day", "2026-02-16T10:00:00+08:00", **left_out) is False
        )


def test_the_civil_day_is_that_of_the_calendars_zone():
    tokyo = calendar("Asia/Tokyo")

    assert result("is_working_day", "2026-11-22T15:00:00Z", calendar=tokyo) is True
    assert result("is_working_day", "2026-11-22T14:59:59Z", calendar=tokyo) is False


@pytest.mark.parametrize(
    "start",
    [
        "2026-11-23T10:00:00+08:00",
        "2026-11-23T10:00+08:00",
        "2026-11-23 10:00:00+08:00",
        "2026-11-23T02:00:00Z",
        "2026-11-23T02:00:00.000Z",
        "2026-11-22T21:00:00-05:00",
        "20261123T100000+0800",
        "2026-W48-1T10:00:00+08:00",
    ],
)
def test_an_instant_may_be_written_in_every_way_of_iso_8601(start):
    assert result("add_working_time", start, seconds=0) == "2026-11-23T10:00:00+08:00"


def test_fractions_of_a_second_go_in_and_come_out():
    start, end = "2026-11-23T11:59:59.250+08:00", "2026-11-23T13:00:00.500+08:00"

    assert result("working_time_between", start, end=end) == 1.25
    assert result("add_working_time", start, seconds=1) == (
        "2026-11-23T13:00:00.250000+08:00"
    )


def test_whole_seconds_come_out_as_whole_numbers():
    seconds = result("working_time_between", end="2026-11-23T10:00:05+08:00")

    assert json.dumps(seconds) == "5"


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (1, "2026-11-24T10:00:00+08:00"),
        (0, "2026-11-23T10:00:00+08:00"),
        (-1, "2026-11-20T10:00:00+08:00"),
        (248, "2027-11-15T10:00:00+08:00"),
    ],
)
def test_the_time_of_day_is_kept(days, found):
    assert result("add_working_days", days=days) == found


@pytest.mark.parametrize(
    ("limit", "day_end", "last_day", "due_at"),
    [
        ((5, "working_day"), "17:00", "2026-11-30", "2026-11-30T17:00:00+08:00"),
        ((5, "working_day"), "17:00:30", "2026-11-30", "2026-11-30T17:00:30+08:00"),
        ((5, "working_day"), "24:00", "2026-11-30", "2026-12-01T00:00:00+08:00"),
        ((5, "working_day"), "24:00:00", "2026-11-30", "2026-12-01T00:00:00+08:00"),
        ((5, "calendar_day"), None, "2026-11-30", "2026-12-01T00:00:00+08:00"),
        ((1, "month"), "00:00", "2026-12-23", "2026-12-23T00:00:00+08:00"),
        ((1, "year"), "17:00", "2027-11-23", "2027-11-23T17:00:00+08:00"),
        ((0, "calendar_day"), "17:00", "2026-11-23", "2026-11-23T17:00:00+08:00"),
        ((3, "hour"), "17:00", None, "2026-11-23T13:00:00+08:00"),
        ((3, "working_hour"), "17:00", None, "2026-11-23T14:00:00+08:00"),
    ],
)
def test_a_deadline(limit, day_end, last_day, due_at):
    n, unit = limit

    found = result("deadline", limit={"n": n, "unit": unit}, day_end=day_end)

    assert found == {"last_day": last_day, "due_at": due_at}


def test_pauses_count_for_a_limit_in_working_hours():
    pauses = [["2026-11-23T10:00:00+08:00", "2026-11-23T11:00:00+08:00"]]

    found = result("deadline", limit={"n": 1, "unit": "working_hour"}, pauses=pauses)

    assert found["due_at"] == "2026-11-23T12:00:00+08:00"


def test_hours_of_a_date_win_over_holidays_and_week():
    content = calendar(
        holidays=["2026-11-23", "2026-11-24"],
        workdays=[
            {"date": "2026-11-24", "hours": [["10:00", "11:00"]]},
            {"date": "2026-11-25", "hours": []},
        ],
    )

    found = [
        result("is_working_day", f"2026-11-{day}T10:00:00+08:00", calendar=content)
        for day in (23, 24, 25, 26)
    ]

    assert found == [False, True, False, True]


def test_a_night_shift_over_the_change_of_the_clocks():
    content = calendar("America/New_York", NIGHT, EVERY_DAY)

    found = result(
        "add_working_time",
        "2026-03-07T22:00:00-05:00",
        seconds=4 * 3600,
        calendar=content,
    )

    assert found == "2026-03-08T03:00:00-04:00"


def test_a_long_span_is_exact():
    content = calendar("Europe/London", AROUND_THE_CLOCK, EVERY_DAY)

    found = result(
        "working_time_between",
        "1970-01-01T00:00:00Z",
        end="2070-01-01T00:00:00Z",
        calendar=content,
    )

    assert found == 36_525 * 86_400


def test_unknown_fields_are_not_read():
    assert result("is_working_day", expect=False, note=["x"], seconds="soon") is True


def test_a_line_may_come_as_bytes():
    line = (
        b'{"id": "\xe5\xb7\xa5", "op": "is_working_day", "start": "2026-11-23T10:00Z"}'
    )

    assert answer_line(line, DISTRICT) == {"id": "工", "result": True}


def test_an_answer_can_always_be_written_as_json():
    line = '{"id": "\\ud800", "op": "\\ud800"}'

    assert json.loads(json.dumps(answer_line(line, DISTRICT)))["id"] == "\ud800"


# Errors


@pytest.mark.parametrize(
    "line",
    [
        "",
        "   ",
        "{",
        "null",
        "5",
        "[]",
        '"text"',
        '{"id": "x"} {"id": "y"}',
        "NaN",
        b"\xff\xfe\xfd",
        "[" * 100_000,
        '{"a":' * 100_000,
        "9" * 5000,
        '{"op": "is_working_day", "start": "2026-11-23T10:00:00+08:00"}',
        '{"id": 5, "op": "is_working_day", "start": "2026-11-23T10:00:00+08:00"}',
        '{"id": null, "op": "is_working_day", "start": "2026-11-23T10:00:00+08:00"}',
        '{"id": ["x"], "op": "is_working_day", "start": "2026-11-23T10:00:00+08:00"}',
    ],
    ids=lambda line: repr(line[:30]),
)
def test_a_line_that_is_no_request_is_answered_without_an_id(line):
    answer = answer_line(line, DISTRICT)

    assert answer["id"] is None
    assert answer["error"]
    assert set(answer) == {"id", "error"}


@pytest.mark.parametrize("op", [None, "", "sleep", "Deadline", 5, True, [], {}])
def test_an_unknown_operation(op):
    assert error(op).startswith("op: must be one of is_working_day, ")


def test_a_missing_operation():
    answer = answer_line(json.dumps({"id": "x", "start": MONDAY}), DISTRICT)

    assert str(answer["error"]).startswith("op: must be one of")


NO_INSTANTS: list[object] = [
    None,
    5,
    True,
    [],
    {},
    "",
    "tomorrow",
    "2026-11-23",
    "2026-11-23T10:00:00",
    "2026-11-23T24:00:00+08:00",
    "2026-11-23T10:00:60+08:00",
    "2026-02-30T10:00:00+08:00",
    "2026-13-01T10:00:00+08:00",
    "2026-11-23T10:00:00+25:00",
    "2026-11-23x10:00:00+08:00",
    "2026-11-23T10:00:00 +08:00",
    "2026-11-23T10:00:00Asia/Shanghai",
    " 2026-11-23T10:00:00+08:00",
    "2026-11-23T10:00:00+08:00\n",
    "0000-11-23T10:00:00+08:00",
    "10000-11-23T10:00:00+08:00",
    "２０２６-11-23T10:00:00+08:00",
]


@pytest.mark.parametrize("start", NO_INSTANTS)
def test_a_start_that_is_no_instant(start):
    assert error("is_working_time", start).startswith("start: ")


@pytest.mark.parametrize("end", NO_INSTANTS)
def test_an_end_that_is_no_instant(end):
    assert error("working_time_between", end=end).startswith("end: ")


def test_an_end_before_the_start():
    found = error("working_time_between", end="2026-11-23T09:59:59+08:00")

    assert found == "end lies before start"


@pytest.mark.parametrize("number", [None, "1", 1.0, 1.5, True, False, [], {}])
def test_a_number_that_is_no_whole_number(number):
    assert (
        error("add_working_time", seconds=number) == "seconds: must be a whole number"
    )
    assert error("add_working_days", days=number) == "days: must be a whole number"
    assert error("deadline", limit={"n": number, "unit": "month"}) == (
        "n: must be a whole number"
    )


def test_a_missing_number():
    assert error("add_working_time") == "seconds: must be a whole number"
    assert error("add_working_days") == "days: must be a whole number"
    assert error("deadline", limit={"unit": "hour"}) == "n: must be a whole number"


@pytest.mark.parametrize("unit", [None, "", "week", "working_days", "DAY", 5, [], {}])
def test_an_unknown_unit(unit):
    assert error("deadline", limit={"n": 1, "unit": unit}).startswith(
        "limit: unit must"
    )


@pytest.mark.parametrize("limit", [None, 5, "5 days", [], [5, "hour"]])
def test_a_limit_that_is_none(limit):
    assert error("deadline", limit=limit) == "limit: must be an object"


@pytest.mark.parametrize(
    "unit", ["hour", "working_hour", "calendar_day", "working_day", "month", "year"]
)
def test_a_negative_limit(unit):
    assert error("deadline", limit={"n": -1, "unit": unit}) == (
        "a limit cannot be negative"
    )


@pytest.mark.parametrize("unit", ["hour", "working_hour", "working_day", "month"])
@pytest.mark.parametrize("n", [10**10, 10**30, 10**400])
def test_a_limit_beyond_all_years(unit, n):
    assert "calendar has" in error("deadline", limit={"n": n, "unit": unit})


@pytest.mark.parametrize(
    "day_end",
    ["", "17", "5:00", "17:60", "24:01", "25:00", "17:00:60", "١٧:٠٠", 17, [], True],
)
def test_a_day_end_that_is_no_time(day_end):
    found = error("deadline", limit={"n": 1, "unit": "month"}, day_end=day_end)

    assert found.startswith("not a time of day")


@pytest.mark.parametrize(
    "pauses",
    [
        5,
        "now",
        {},
        [5],
        [[]],
        [[MONDAY]],
        [[MONDAY, MONDAY, MONDAY]],
        [[MONDAY, None]],
        [["2026-11-23T10:00:00", MONDAY]],
        [[MONDAY, "2026-11-23T09:59:59+08:00"]],
    ],
)
def test_pauses_that_make_no_sense(pauses):
    assert "pause" in error("add_working_time", seconds=60, pauses=pauses)
    assert "pause" in error("add_working_time", seconds=0, pauses=pauses)
    assert "pause" in error("working_time_between", end=MONDAY, pauses=pauses)


NO_CALENDARS = [
    5,
    "Asia/Shanghai",
    [],
    {},
    {"week": week()},
    {"timezone": "Asia/Shanghai"},
    {"timezone": 8, "week": week()},
    {"timezone": "Asia/Pengjiang", "week": week()},
    {"timezone": "../UTC", "week": week()},
    {"timezone": "\0", "week": week()},
    {"timezone": "", "week": week()},
    {"timezone": "Asia/Shanghai", "week": []},
    {"timezone": "Asia/Shanghai", "week": {"monday": OFFICE}},
    # no working time at all
    {"timezone": "Asia/Shanghai", "week": {}},
    calendar(hours=[]),
    calendar(hours=[], workdays=[{"date": "2026-11-23", "hours": []}]),
    # intervals
    calendar(hours=None),
    calendar(hours="09:00-17:00"),
    calendar(hours=[None]),
    calendar(hours=["09:00", "17:00"]),
    calendar(hours=[["09:00"]]),
    calendar(hours=[["09:00", "12:00", "13:00"]]),
    calendar(hours=[["17:00", "09:00"]]),
    calendar(hours=[["09:00", "09:00"]]),
    calendar(hours=[["22:00", "06:00"]]),
    calendar(hours=[["09:00", "13:00"], ["12:00", "17:00"]]),
    calendar(hours=[["09:00", "17:00"], ["12:00", "13:00"]]),
    calendar(hours=[["09:00", "17:00"], ["09:00", "17:00"]]),
    calendar(hours=[["24:00", "24:00"]]),
    calendar(hours=[["09:00", "24:01"]]),
    calendar(hours=[["9:00", "17:00"]]),
    calendar(hours=[["09:00", "17:00Z"]]),
    calendar(hours=[[9, 17]]),
    calendar(hours=[[True, False]]),
    # holidays
    calendar(holidays="2026-01-01"),
    calendar(holidays=[20260101]),
    calendar(holidays=["2026-02-30"]),
    calendar(holidays=["01.01.2026"]),
    calendar(holidays=["20260101"]),
    calendar(holidays=["2026-01-01T00:00:00"]),
    # days with hours of their own
    calendar(workdays={"2026-01-01": OFFICE}),
    calendar(workdays=["2026-01-01"]),
    calendar(workdays=[{"hours": OFFICE}]),
    calendar(workdays=[{"date": "2026-01-01"}]),
    calendar(workdays=[{"date": "2026-01-01", "hours": None}]),
    calendar(workdays=[{"date": "2026-01-01", "hours": [["17:00", "09:00"]]}]),
    calendar(
        workdays=[
            {"date": "2026-01-01", "hours": OFFICE},
            {"date": "2026-01-01", "hours": NIGHT},
        ]
    ),
]


@pytest.mark.parametrize(
    "content", NO_CALENDARS, ids=lambda content: str(content)[-60:]
)
def test_a_calendar_that_makes_no_sense(content):
    assert error("is_working_day", calendar=content)


def test_a_finite_calendar_runs_out_instead_of_looping():
    content = {
        "timezone": "Asia/Shanghai",
        "week": {},
        "workdays": [{"date": "2026-11-23", "hours": [["09:00", "12:00"]]}],
    }

    assert result("add_working_time", seconds=7200, calendar=content) == (
        "2026-11-23T12:00:00+08:00"
    )
    for fields in ({"seconds": 7201}, {"seconds": -3601}):
        assert "not so much" in error("add_working_time", **fields, calendar=content)
    for days in (1, -1, 10**9):
        assert "not so" in error("add_working_days", days=days, calendar=content)


def test_an_error_does_not_disturb_the_next_line():
    error("add_working_days", days="one")

    assert result("add_working_days", days=1) == "2026-11-24T10:00:00+08:00"


# Whatever comes

TEXTS = st.sampled_from(
    ["", "x", MONDAY, "2026-11-23", "17:00", "24:00", "hour", "month", "Asia/Shanghai"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3)
    ),
    max_leaves=8,
)
OPERATIONS = [
    "is_working_day",
    "is_working_time",
    "add_working_time",
    "working_time_between",
    "add_working_days",
    "deadline",
]
REQUESTS = st.fixed_dictionaries(
    {"id": st.just("x"), "op": st.sampled_from(OPERATIONS) | VALUES},
    optional={
        "start": st.just(MONDAY) | VALUES,
        "end": st.just(MONDAY) | VALUES,
        "seconds": st.integers() | VALUES,
        "days": st.integers() | VALUES,
        "limit": VALUES
        | st.fixed_dictionaries(
            {"n": st.integers() | VALUES, "unit": st.sampled_from(["hour", "year"])}
        ),
        "day_end": VALUES,
        "pauses": VALUES | st.just([[MONDAY, MONDAY]]),
        "calendar": VALUES | st.builds(calendar, hours=VALUES, holidays=VALUES),
    },
)


@given(REQUESTS)
def test_whatever_is_asked_there_is_an_answer(request):
    answer = answer_line(json.dumps(request), DISTRICT)

    assert set(answer) in ({"id", "result"}, {"id", "error"})
    assert answer["id"] == "x"
    assert json.loads(json.dumps(answer)) == answer


@given(st.text() | st.binary())
def test_whatever_the_line_there_is_an_answer(line):
    answer = answer_line(line, DISTRICT)

    assert set(answer) == {"id", "error"}
    assert isinstance(answer["error"], str)
