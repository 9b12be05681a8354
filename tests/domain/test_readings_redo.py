"""Readings 28, 29, 33, 37, 39, 41 and 48: dissatisfaction, redo, the end."""

from __future__ import annotations

import pytest

from tests.given import (
    Event,
    answered,
    answered_early,
    archived,
    closed,
    contacted,
    dissatisfied,
    event,
    in_hand,
    judged,
    not_reached,
    passed,
    redone,
    reopened,
    satisfied,
    sent_back,
    withdrawn,
)


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("11-26 16:59:59", "12-03 17:00"),
        ("11-26 17:00:00", "12-04 17:00"),
        ("11-28 10:00", "12-07 17:00"),
    ],
)
def test_a_redo_has_five_working_days(at: str, due: str) -> None:
    """Reading 28, by rule 1."""
    told = judged(answered_early(dissatisfied("11-26 10:00"), reopened(at)), at)

    assert told.clock("redo").due == due
    assert told.clock("redo").department == "SJ"
    assert told.clock("hold", 2).started == told.clock("redo").started


def test_a_redo_leaves_the_finish_clock_alone() -> None:
    """Reading 28: finish keeps its end and its lateness."""
    events = in_hand(
        "11-23",
        answered("12-02 10:00"),
        passed("12-02 11:00"),
        dissatisfied("12-02 12:00"),
        reopened("12-02 13:00"),
    )
    told = judged(events, "12-31 10:00")

    assert told.clock("finish").stopped == "12-02 10:00"
    assert told.clock("finish").overdue == 2


def test_cycles_count_clocks_of_one_name_in_order_of_start() -> None:
    """Reading 29."""
    events = redone(
        answered("11-27 10:00"),
        passed("11-27 11:00"),
        satisfied("11-27 12:00"),
        closed("11-27 13:00"),
        reopened("11-30 10:00"),
    )
    clocks = judged(events, "11-30 11:00").clocks()

    for name, cycles in {
        "redo": 2,
        "hold": 3,
        "verify": 2,
        "rating_contact": 2,
    }.items():
        assert [n for clock, n in clocks if clock == name] == [*range(1, cycles + 1)]
    assert [clock for clock, _ in clocks].count("finish") == 1


def test_a_redo_sent_back_runs_on() -> None:
    """Reading 12, for the redo: due Thu 3 Dec; no days with the window."""
    events = redone(answered("12-03 10:00"), sent_back("12-07 09:00:01"))
    told = judged(events, "12-09 10:00")

    assert told.clock("redo").stopped is None
    assert told.clock("redo").overdue == 2
    assert told.steps("redo") == [
        "yellow 12-03 09:00",
        "urge 12-08 09:00",
        "blue 12-09 09:00",
    ]
    assert told.clock("hold", 3).started == "12-07 09:00:01"


# --- contact after a bad rating -------------------------------------------------------


@pytest.mark.parametrize(
    ("solved", "rating", "bad"),
    [
        (True, 1, True),
        (True, 2, True),
        (True, 3, False),
        (True, 5, False),
        (True, None, False),
        (False, None, True),
        (False, 3, True),
        (False, 5, True),
    ],
)
def test_what_a_bad_revisit_is(solved: bool, rating: int | None, bad: bool) -> None:
    """Reading 33: reached, and solved false or rating 1 or 2."""
    revisit = event("revisited", "11-26 10:00", reached=True, solved=solved)
    told = judged(answered_early({**revisit, "rating": rating}), "11-26 11:00")

    assert (("rating_contact", 1) in told.clocks()) is bad
    again = answered_early({**revisit, "rating": rating}, reopened("11-26 10:30"))
    assert (judged(again, "11-26 11:00").error is None) is bad


@pytest.mark.parametrize(
    ("at", "due"),
    [("11-26 16:59:59", "11-27 17:00"), ("11-26 17:00:00", "11-30 17:00")],
)
def test_the_holder_contacts_within_a_working_day(at: str, due: str) -> None:
    """Reading 33."""
    told = judged(answered_early(dissatisfied(at)), at)

    assert told.clock("rating_contact").due == due
    assert told.clock("rating_contact").department == "SJ"


def test_a_contact_after_the_reopening_counts() -> None:
    """Reading 33: to the holder's contacted; the reopening starts no second clock."""
    told = judged(redone(), "11-26 16:00")

    assert told.clock("rating_contact").stopped == "11-26 15:00"
    assert ("rating_contact", 2) not in told.clocks()


def test_reopened_from_closed_asks_for_a_contact() -> None:
    """Reading 33."""
    events = answered_early(satisfied("11-26 10:00"), closed("11-26 10:05"))
    told = judged([*events, reopened("11-27 10:00")], "11-27 11:00")

    assert told.clock("rating_contact").due == "11-30 17:00"


def test_closing_after_a_bad_revisit_needs_the_contact() -> None:
    """Reading 33."""
    bad = answered_early(dissatisfied("11-26 10:00"))

    assert judged([*bad, closed("11-26 11:00")]).position == 7
    spoken = [*bad, contacted("11-26 10:30"), closed("11-26 11:00")]
    assert judged(spoken).error is None


def redone_without_contact(*further: Event) -> list[Event]:
    return answered_early(
        dissatisfied("11-26 10:00"),
        reopened("11-26 10:05"),
        answered("11-27 10:00"),
        passed("11-27 11:00"),
        *further,
    )


def test_closing_needs_the_contact_only_when_the_last_revisit_was_bad() -> None:
    """Reading 41: reached and good, or not reached and the bad one is the last."""
    attempts = [not_reached(f"11-{day} 10:00") for day in (28, 29, 30)]
    good = redone_without_contact(satisfied("11-28 10:00"), closed("11-28 11:00"))
    unreached = redone_without_contact(*attempts, closed("11-30 11:00"))
    spoken = redone_without_contact(
        *attempts, contacted("11-30 10:30"), closed("11-30 11:00")
    )

    assert judged(good).error is None
    assert judged(unreached).position == 13
    assert judged(spoken).error is None


# --- the end ---------------------------------------------------------------------------


@pytest.mark.parametrize("end", [closed("12-02 10:00"), withdrawn("12-02 10:00")])
def test_the_end_stops_every_clock(end: Event) -> None:
    """Reading 37; nothing happens after it, however late it is asked."""
    events = in_hand(
        "11-23",
        answered("12-01 10:00"),
        passed("12-01 11:00"),
        satisfied("12-01 12:00"),
        end,
    )
    told = judged(events, "2027-06-30 10:00")

    assert all(row["stopped_at"] is not None for row in told.answer["clocks"])
    assert told.step_names() == ["yellow", "urge"]
    assert not told.provisional


def test_withdrawing_does_not_wipe_lateness() -> None:
    """Reading 37: earlier lateness stays."""
    told = judged(in_hand("11-23", withdrawn("12-02 10:00")))

    assert told.clock("finish").overdue == 2
    assert told.step_names() == ["yellow", "urge", "blue"]
    assert told.clock("notice_reply").stopped == "12-02 10:00"


def test_reopening_starts_time_again() -> None:
    """Reading 37."""
    events = answered_early(
        satisfied("11-26 10:00"), closed("11-26 10:05"), reopened("11-27 10:00")
    )
    told = judged(events, "12-07 09:00")

    assert told.steps("redo") == ["yellow 12-04 09:00", "urge 12-07 09:00"]


def test_archiving_ends_all() -> None:
    """Reading 37."""
    events = answered_early(
        satisfied("11-26 10:00"), closed("11-26 10:05"), archived("11-27 10:00")
    )
    assert judged(events).error is None
    assert judged([*events, reopened("11-28 10:00")], "11-28 11:00").position == 9


def test_a_ticket_solved_at_the_desk_is_not_reopened() -> None:
    """Reading 53; it is archived like any other."""
    at_desk = [event("filed", "11-23 09:10"), closed("11-23 09:20")]

    assert judged([*at_desk, archived("11-24 09:00")]).error is None
    assert judged([*at_desk, reopened("11-24 09:00")], "11-24 10:00").position == 2
