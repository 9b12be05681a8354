"""Readings 1 to 4 and 44: days, instants, hours, years without a notice."""

from __future__ import annotations

import pytest

from app.domain.working_calendar import district_calendar
from tests.given import (
    Judgement,
    answered,
    archived,
    closed,
    contacted,
    dispatched,
    filed,
    in_hand,
    judged,
    passed,
    signed,
    suspended,
    the_holidays,
)


@pytest.mark.parametrize(
    ("dispatched_at", "due"),
    [
        ("11-23 08:00", "11-30 17:00"),  # before opening: the day itself is day 0
        ("11-23 12:30", "11-30 17:00"),  # noon is not the last closing
        ("11-23 16:59:59", "11-30 17:00"),
        ("11-23 17:00:00", "12-01 17:00"),
        ("11-23 17:00:01", "12-01 17:00"),
        ("11-27 16:59:59", "12-04 17:00"),
        ("11-27 17:00:00", "12-07 17:00"),  # Friday evening: Monday is day 0
        ("11-28 10:00", "12-07 17:00"),  # Saturday: Monday is day 0
        ("11-29 23:59:59", "12-07 17:00"),
        ("11-30 00:00:00", "12-07 17:00"),
        ("10-10 16:59:59", "10-16 17:00"),  # a make-up Saturday is a working day
        ("10-10 17:00:00", "10-19 17:00"),
        ("09-30 16:59:59", "10-13 17:00"),  # 8, 9, 10 (make-up), 12, 13 October
        ("09-30 17:00:00", "10-14 17:00"),  # day 0 is 8 October
    ],
)
def test_a_day_limit_counts_from_day_zero(dispatched_at: str, due: str) -> None:
    """Reading 1."""
    told = judged([filed("09-01 09:00"), dispatched(dispatched_at)], "12-31 09:00")

    assert told.clock("finish").due == due


@pytest.mark.parametrize(
    ("answered_at", "due"),
    [
        ("11-25 16:59:59", "11-26 17:00"),
        ("11-25 17:00:00", "11-27 17:00"),
        ("11-27 16:59:59", "11-30 17:00"),
        ("11-27 17:00:00", "12-01 17:00"),
        ("11-28 10:00", "12-01 17:00"),
    ],
)
def test_the_shift_holds_for_every_day_limit(answered_at: str, due: str) -> None:
    """Reading 1, on the window's own clock."""
    told = judged(in_hand("11-23", answered(answered_at)), "11-28 10:00")

    assert told.clock("verify").due == due


@pytest.mark.parametrize(
    ("until", "steps"),
    [
        ("11-30 08:59:59", []),
        ("11-30 09:00:00", ["yellow 11-30 09:00"]),
        ("12-01 08:59:59", ["yellow 11-30 09:00"]),
        ("12-01 09:00:00", ["yellow 11-30 09:00", "urge 12-01 09:00"]),
    ],
)
def test_a_step_exists_from_its_instant_on(until: str, steps: list[str]) -> None:
    """Reading 2."""
    assert judged(in_hand(), until).steps() == steps


@pytest.mark.parametrize(
    ("answered_at", "steps", "overdue"),
    [
        ("11-30 17:00:00", ["yellow 11-30 09:00"], 0),
        ("12-01 08:59:59", ["yellow 11-30 09:00"], 0),
        ("12-01 09:00:00", ["yellow 11-30 09:00"], 0),
        ("12-01 09:00:01", ["yellow 11-30 09:00", "urge 12-01 09:00"], 1),
    ],
)
def test_an_event_comes_before_what_time_brings_at_its_instant(
    answered_at: str, steps: list[str], overdue: int
) -> None:
    """Reading 3; reading 36 for the count."""
    told = judged(in_hand("11-23", answered(answered_at)), "12-01 10:00")

    assert told.steps() == steps
    assert told.clock("finish").overdue == overdue


def test_events_of_one_instant_come_in_their_order() -> None:
    """Reading 3."""
    at = "11-24 10:00"
    told = judged(in_hand("11-23", answered(at), passed(at)), at)
    other_way = judged(in_hand("11-23", passed(at), answered(at)), at)

    assert told.clock("revisit").started == at
    assert other_way.position == 4


def test_a_suspension_at_the_opening_comes_before_the_yellow_light() -> None:
    """Reading 3: Mon 30 Nov is touched, so the light waits for the new due day."""
    told = judged(in_hand("11-23", suspended("11-30 09:00:00", days=1)), "12-02 09:00")

    assert told.steps() == ["yellow 12-02 09:00"]
    assert told.clock("finish").due == "12-02 17:00"


def test_the_usual_hours_hold_on_a_make_up_day() -> None:
    """Reading 4: Sat 10 Oct 2026, 14:00, four working hours: Mon 12 Oct 10:00."""
    told = judged([filed("10-10 09:00"), dispatched("10-10 14:00")], "10-12 09:00")

    assert told.clock("sign").due == "10-12 10:00"


def test_the_rule_files_hours_rule() -> None:
    """Reading 4: 08:30-11:30, 14:30-17:30."""
    day = [["08:30", "11:30"], ["14:30", "17:30"]]
    week = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), day)
    calendar = district_calendar(the_holidays(), {"week": week})
    events = [filed("11-23 09:00"), dispatched("11-23 09:30")]

    told = judged(events, "11-23 10:00", calendar=calendar)

    assert told.clock("sign").due == "11-23 16:30"
    assert told.clock("contact").due == "11-23 17:30"
    assert told.clock("finish").due == "11-30 17:30"


def test_instants_may_come_in_any_zone_and_leave_in_the_districts() -> None:
    """Output: instants in the district's zone."""
    events = [filed("11-23 09:10"), dispatched("11-23 09:20")]
    events[1]["at"] = "2026-11-23T01:20:00Z"

    told = judged(events, "11-23 10:00")

    assert told.answer["clocks"][0]["started_at"] == "2026-11-23T09:20:00+08:00"


@pytest.mark.parametrize(
    ("dispatched_at", "until", "provisional"),
    [
        ("12-23 09:00", "12-31 23:59:59", False),
        ("12-23 09:00", "2027-01-01 00:00:00", True),  # still running in 2027
        ("12-24 09:00", "12-24 10:00", False),  # due 31 Dec
        ("12-25 09:00", "12-25 10:00", True),  # due in 2027
        ("2018-12-03 09:00", "2018-12-03 10:00", True),  # a year that is not listed
        ("2024-01-02 09:00", "2024-01-02 10:00", False),
    ],
)
def test_a_ticket_that_touches_a_year_without_notice_is_provisional(
    dispatched_at: str, until: str, provisional: bool
) -> None:
    """Readings 4 and 44."""
    assert _dispatched_only(dispatched_at, until).provisional is provisional


def _dispatched_only(at: str, until: str) -> Judgement:
    return judged([filed(at), dispatched(at)], until)


def test_a_due_instant_touches_its_year_though_the_clock_stopped_before() -> None:
    """Reading 44: the later of due_at and stopped_at."""
    events = [
        filed("12-28 09:10"),
        dispatched("12-28 09:20"),
        signed("12-28 09:30"),
        contacted("12-28 09:40"),
        answered("12-28 10:00"),
    ]
    assert judged(events, "12-28 11:00").clock("finish").due == "2027-01-05 17:00"
    assert judged(events, "12-28 11:00").provisional


def test_a_ticket_without_clocks_touches_no_year() -> None:
    """Reading 44, with reading 6."""
    events = [filed("2027-03-01 09:00"), closed("2027-03-01 09:30")]

    assert not judged([*events, archived("2027-03-02 09:00")]).provisional
