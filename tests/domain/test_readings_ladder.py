"""Readings 23 to 27, 36, 40, 42, 46 and 53: the steps of the ladder."""

from __future__ import annotations

import pytest

from tests.given import (
    Event,
    answered,
    answered_early,
    closed,
    contacted,
    dispatched,
    dissatisfied,
    extended,
    filed,
    in_hand,
    judged,
    passed,
    redone,
    reopened,
    replied,
    resumed,
    returned,
    ruled_against,
    ruled_for,
    satisfied,
    sent_back,
    suspended,
    withdrawn,
)

# In hand since Mon 23 Nov, complex: due Mon 30 Nov 17:00.


def steps(*further: Event, until: str, ticket_class: str = "complex") -> list[str]:
    return judged(in_hand("11-23", *further), until, ticket_class).steps()


# --- yellow ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ticket_class", "yellow"),
    [
        ("general", "11-26 09:00"),
        ("cannot_be_done", "11-26 09:00"),
        ("obstruction", "11-26 09:00"),
        ("complex", "11-30 09:00"),
        ("special", "12-04 09:00"),  # due Mon 7 Dec: Fri 4 is the second last day
        ("difficult", "12-10 09:00"),  # due Mon 14 Dec: Thu 10 is the third last
    ],
)
def test_the_yellow_light_comes_on_one_of_the_last_days(
    ticket_class: str, yellow: str
) -> None:
    """Reading 23."""
    before = yellow.replace("09:00", "08:59:59")

    assert steps(until=yellow, ticket_class=ticket_class) == [f"yellow {yellow}"]
    assert steps(until=before, ticket_class=ticket_class) == []


def test_touched_days_are_left_out_of_the_last_days() -> None:
    """Reading 23: special; touched Fri 4 and Mon 7 Dec; due Wed 9: yellow Tue 8."""
    told = judged(
        in_hand("11-23", suspended("12-04 08:00"), resumed("12-07 10:00")),
        "12-09 09:00",
        "special",
    )
    assert told.clock("finish").due == "12-09 17:00"
    assert told.steps() == ["yellow 12-08 09:00"]


def test_the_last_days_may_lie_on_both_sides_of_a_suspension() -> None:
    """Reading 23: special; touched Mon 7 and Tue 8; due Wed 9, yellow fell Fri 4."""
    told = judged(
        in_hand("11-23", suspended("12-07 08:00"), resumed("12-08 10:00")),
        "12-09 09:00",
        "special",
    )
    assert told.clock("finish").due == "12-09 17:00"
    assert told.steps() == ["yellow 12-04 09:00"]


@pytest.mark.parametrize(
    ("dispatched_at", "yellow"),
    [
        ("11-23 09:20", "11-23 16:00"),  # due 17:00
        ("11-23 14:59:59", "11-23 16:00"),
        ("11-23 15:00:00", "11-24 11:00"),  # due Tue 12:00
        ("11-28 10:00", "11-30 11:00"),
    ],
)
def test_a_simple_ticket_turns_yellow_an_hour_before(
    dispatched_at: str, yellow: str
) -> None:
    """Reading 23."""
    events = [filed("11-23 09:10"), dispatched(dispatched_at)]
    told = judged(events, "11-30 11:00", "simple")

    assert told.steps()[0] == f"yellow {yellow}"


def test_a_simple_tickets_yellow_waits_for_an_opening() -> None:
    """Reading 23: with the window at 16:00; there is no opening left that day."""
    events = in_hand("11-23", answered("11-23 15:30"), sent_back("11-23 16:30"))

    assert judged(events, "11-23 17:00", "simple").steps() == []


def test_a_simple_tickets_yellow_finds_the_opening_of_its_due_day() -> None:
    """Reading 23: due Tue 12:00; one hour before, at 11:00, it lay with the window;
    back at 11:30 there is no opening left; back at 10:59:59 it falls at 11:00."""
    at_hand = [filed("11-23 09:10"), dispatched("11-23 16:00")]
    away = [*at_hand, answered("11-24 10:00")]

    late = judged([*away, sent_back("11-24 11:30")], "11-24 12:00", "simple")
    soon = judged([*away, sent_back("11-24 10:59:59")], "11-24 12:00", "simple")
    assert late.steps() == []
    assert soon.steps() == ["yellow 11-24 11:00"]


@pytest.mark.parametrize(
    ("back_at", "expected"),
    [
        ("12-04 08:59:59", ["yellow 12-04 09:00"]),
        ("12-04 09:00:00", ["yellow 12-04 09:00"]),
        ("12-04 09:00:01", ["yellow 12-07 09:00"]),  # the next opening
        ("12-07 09:00:00", ["yellow 12-07 09:00"]),
        ("12-07 09:00:01", []),  # none is left up to the due day: never
    ],
)
def test_yellow_waits_while_the_answer_lies_with_the_window(
    back_at: str, expected: list[str]
) -> None:
    """Reading 23: special, due Mon 7 Dec."""
    events = in_hand("11-23", answered("12-03 10:00"), sent_back(back_at))

    assert judged(events, "12-07 17:00", "special").steps() == expected


def test_yellow_never_comes_after_the_due_day() -> None:
    """Reading 23: answered Fri 27, sent back Tue 1 Dec; the urge comes, not yellow."""
    told = steps(answered("11-27 10:00"), sent_back("12-01 10:00"), until="12-02 09:00")
    assert told == ["urge 12-02 09:00"]


def test_yellow_falls_once_though_the_due_day_moves() -> None:
    """Reading 23: nothing later revokes or repeats it."""
    told = steps(extended("11-30 10:00", 2), until="12-02 17:00")

    assert told == ["yellow 11-30 09:00"]


def test_yellow_moves_with_the_due_day_before_it_fell() -> None:
    """Reading 23."""
    assert steps(extended("11-27 10:00", 2), until="12-02 09:00") == [
        "yellow 12-02 09:00"
    ]


def test_a_suspension_that_stops_nothing_keeps_no_yellow_away() -> None:
    """Readings 19, 23."""
    waiting = suspended("11-27 10:00", 5, "upper_level")

    assert steps(waiting, until="11-30 09:00") == ["yellow 11-30 09:00"]


@pytest.mark.parametrize("ticket_class", ["general", "special", "difficult"])
def test_on_a_redo_yellow_is_the_last_day(ticket_class: str) -> None:
    """Reading 40: redo due Thu 3 Dec, whatever the class."""
    told = judged(redone(), "12-03 09:00", ticket_class)

    assert told.steps("redo") == ["yellow 12-03 09:00"]


# --- overdue days --------------------------------------------------------------------

WHOLE_LADDER = [
    "yellow 11-30 09:00",
    "urge 12-01 09:00",
    "blue 12-02 09:00",
    "orange 12-03 09:00",
    "red 12-07 09:00",
    "raised 12-14 09:00",
    "clue 12-21 09:00",
]
REPLIES = [
    replied("12-02 10:00", "blue"),
    replied("12-03 10:00", "orange"),
    replied("12-07 10:00", "red"),
]


def test_the_whole_ladder_by_days() -> None:
    """Reading 24: the reading's own example, every notice answered."""
    assert steps(*REPLIES, until="12-31 09:00") == WHOLE_LADDER


@pytest.mark.parametrize("step", WHOLE_LADDER)
def test_each_step_falls_at_its_opening(step: str) -> None:
    """Readings 2, 24: not a second earlier."""
    name, _, at = step.partition(" ")
    until = at.replace("09:00", "08:59:59")
    answered_ones = [reply for reply in REPLIES if reply["at"] <= f"2026-{at[:5]}"]

    assert step not in steps(*answered_ones, until=until)
    assert step in steps(*answered_ones, until=at), name


def test_finish_runs_and_steps_fall_while_the_arbiter_has_it() -> None:
    """Readings 11, 38: nobody's step; afterwards it is the new holder's."""
    events = [
        *in_hand(),
        returned("11-24 10:00"),
        ruled_for("12-01 10:00", "GA"),
    ]
    told = judged(events, "12-02 09:00").answer["escalations"]

    assert [(row["step"], row["department"]) for row in told] == [
        ("yellow", None),
        ("urge", None),
        ("blue", "GA"),
    ]


def test_a_notice_names_nobody_while_the_arbiter_has_it() -> None:
    """Reading 38."""
    told = judged(in_hand("11-23", returned("11-24 10:00")), "12-02 09:00")

    assert told.clock("notice_reply").department is None


def test_no_step_falls_after_the_answer() -> None:
    """Reading 26: blue stays unanswered and leads nowhere."""
    told = judged(
        in_hand("11-23", answered("12-02 10:00"), passed("12-03 10:00")), "12-31 09:00"
    )
    assert told.step_names() == ["yellow", "urge", "blue"]
    assert told.clock("notice_reply").stopped is None


# --- notices -------------------------------------------------------------------------


def test_each_colour_has_its_limit() -> None:
    """Reading 25: two, one and five working days from the step."""
    told = judged(in_hand(), "12-07 09:00")
    dues = [told.clock("notice_reply", cycle).due for cycle in (1, 2, 3)]

    assert dues == ["12-04 17:00", "12-04 17:00", "12-14 17:00"]


def test_an_unanswered_red_notice_brings_the_clue() -> None:
    """Reading 25: red due Mon 14 Dec 17:00; clue Tue 15, not Mon 21."""
    assert steps(*REPLIES[:2], until="12-31 09:00")[-2:] == [
        "raised 12-14 09:00",
        "clue 12-15 09:00",
    ]


@pytest.mark.parametrize(
    ("replied_at", "clue"),
    [
        ("12-14 17:00:00", "clue 12-21 09:00"),
        ("12-14 17:00:01", "clue 12-21 09:00"),  # late, but there at the opening
        ("12-15 08:59:59", "clue 12-21 09:00"),
        ("12-15 09:00:00", "clue 12-21 09:00"),  # the event comes first
        ("12-15 09:00:01", "clue 12-15 09:00"),
    ],
)
def test_a_late_reply_before_the_opening_spares_the_next_step(
    replied_at: str, clue: str
) -> None:
    """Readings 25, 42."""
    told = steps(*REPLIES[:2], replied(replied_at, "red"), until="12-21 09:00")

    assert told[-1] == clue


def test_an_unanswered_notice_waits_for_an_opening_that_counts() -> None:
    """Readings 18, 25: blue unanswered, suspended till Thu 10; orange Fri 11 Dec."""
    told = steps(suspended("12-02 10:00"), resumed("12-10 10:00"), until="12-11 09:00")

    assert told[-2:] == ["blue 12-02 09:00", "orange 12-11 09:00"]


def test_an_unanswered_notice_leads_on_after_the_answer_was_sent_back() -> None:
    """Readings 12, 25: blue due Fri 4; answered Wed 2, sent back Tue 8 Dec."""
    told = steps(answered("12-02 10:00"), sent_back("12-08 10:00"), until="12-09 09:00")

    assert told[-2:] == ["blue 12-02 09:00", "orange 12-09 09:00"]


def test_a_notice_answered_with_the_window_leads_nowhere() -> None:
    """Reading 42: after sending back, orange falls on the third overdue day."""
    told = steps(
        answered("12-02 10:00"),
        replied("12-07 10:00", "blue"),
        sent_back("12-08 10:00"),
        until="12-09 09:00",
    )
    assert told[-2:] == ["blue 12-02 09:00", "orange 12-09 09:00"]


@pytest.mark.parametrize("colour", ["blue", "orange", "red"])
def test_a_reply_needs_an_open_notice_of_its_colour(colour: str) -> None:
    """Reading 25."""
    assert judged(in_hand("11-23", replied("12-01 10:00", colour)), "12-02 10:00").error
    twice = [*REPLIES, replied("12-07 11:00", colour)]
    assert judged(in_hand("11-23", *twice), "12-08 10:00").position == 7


def test_a_reply_goes_to_the_later_of_two_notices_of_one_colour() -> None:
    """Reading 42: blue of finish is still open when blue of the redo comes."""
    events = [
        *in_hand(),
        answered("12-02 10:00"),
        passed("12-02 11:00"),
        dissatisfied("12-02 12:00"),
        reopened("12-02 13:00"),  # redo due Wed 9 Dec; its blue Fri 11 Dec
        replied("12-11 10:00", "blue"),
        replied("12-11 11:00", "blue"),
    ]
    first = judged(events[:-1], "12-11 12:00")
    both = judged(events, "12-11 12:00")

    assert first.clock("notice_reply", 1).stopped is None
    assert first.clock("notice_reply", 2).stopped == "12-11 10:00"
    assert both.clock("notice_reply", 1).stopped == "12-11 11:00"


def test_the_old_notice_does_not_climb_the_redos_ladder() -> None:
    """Readings 25, 28: blue of finish is overdue; orange of finish never falls."""
    events = [
        *in_hand(),
        answered("12-02 10:00"),
        passed("12-02 11:00"),
        dissatisfied("12-02 12:00"),
        reopened("12-02 13:00"),
    ]
    told = judged(events, "12-10 09:00")

    assert told.steps("finish")[-1] == "blue 12-02 09:00"
    assert told.steps("redo") == ["yellow 12-09 09:00", "urge 12-10 09:00"]


@pytest.mark.parametrize("end", [closed("12-03 10:00"), withdrawn("12-03 10:00")])
def test_the_end_of_the_ticket_stops_its_notices(end: Event) -> None:
    """Readings 25, 37."""
    events = [
        *in_hand(),
        answered("12-02 10:00"),
        passed("12-02 11:00"),
        satisfied("12-02 12:00"),
        end,
    ]
    told = judged(events)

    assert told.clock("notice_reply").stopped == "12-03 10:00"


# --- steps that an event brings -------------------------------------------------------


@pytest.mark.parametrize(
    ("cause", "brings"),
    [
        ("C31", True),
        ("C32", True),
        ("C33", True),
        ("C34", True),
        ("C35", True),
        ("C36", False),
        ("C37", True),
        ("C38", True),
        ("C29", False),
        ("C41", False),
    ],
)
def test_a_verified_obstruction_brings_the_clue(cause: str, brings: bool) -> None:
    """Reading 27: with its own cause, or, when passed, the answer's."""
    own = in_hand("11-23", answered("11-24 10:00"), passed("11-24 11:00", cause=cause))
    back = in_hand(
        "11-23", answered("11-24 10:00"), sent_back("11-24 11:00", cause=cause)
    )
    of_the_answer = in_hand(
        "11-23", answered("11-24 10:00", cause=cause), passed("11-24 11:00")
    )
    expected = ["clue 11-24 11:00"] if brings else []

    for events in (own, back, of_the_answer):
        assert judged(events, "11-24 12:00").steps() == expected


def test_an_answers_cause_says_nothing_when_it_is_sent_back() -> None:
    """Readings 27, 30."""
    events = in_hand(
        "11-23", answered("11-24 10:00", cause="C32"), sent_back("11-24 11:00")
    )
    assert judged(events, "11-24 12:00").steps() == []


def test_the_verified_cause_goes_before_the_answers() -> None:
    """Readings 27, 30."""
    events = in_hand(
        "11-23",
        answered("11-24 10:00", cause="C32"),
        passed("11-24 11:00", cause="C21"),
    )
    assert judged(events, "11-24 12:00").steps() == []


def test_a_clue_falls_once_and_on_any_day() -> None:
    """Readings 27, 53: on a Saturday; not again on the same clock."""
    events = in_hand(
        "11-23",
        answered("11-27 10:00"),
        sent_back("11-28 10:00", cause="C32"),
        answered("11-28 11:00"),
        passed("11-29 10:00", cause="C33"),
    )
    assert judged(events, "11-30 12:00").steps() == ["clue 11-28 10:00"]


def test_the_ladder_goes_on_below_a_clue_that_came_early() -> None:
    """Readings 24, 27."""
    events = [
        *in_hand(),
        answered("11-24 10:00"),
        sent_back("11-24 11:00", cause="C32"),
        *REPLIES,
    ]
    told = judged(events, "12-31 09:00").steps()

    assert told == ["clue 11-24 11:00", *WHOLE_LADDER[:-1]]


AGAIN = [answered("11-27 10:00"), passed("11-27 11:00")]


def test_the_first_dissatisfaction_raises_nothing() -> None:
    """Reading 27."""
    assert judged(redone(), "11-27 10:00").step_names() == []


def test_a_bad_revisit_after_a_redo_raises() -> None:
    """Reading 27, on that cycle's clock."""
    told = judged(redone(*AGAIN, dissatisfied("11-28 10:00")), "11-28 11:00")

    assert told.steps("redo", 1) == ["raised 11-28 10:00"]


def test_reopened_from_closed_after_a_redo_raises() -> None:
    """Reading 27: the redo that is not accepted is the first."""
    events = redone(
        *AGAIN, satisfied("11-27 12:00"), closed("11-27 13:00"), reopened("11-28 10:00")
    )
    assert judged(events, "11-28 11:00").steps("redo", 1) == ["raised 11-28 10:00"]


def test_reopened_from_closed_without_a_redo_raises_nothing() -> None:
    """Reading 27."""
    events = answered_early(
        satisfied("11-26 10:00"), closed("11-26 11:00"), reopened("11-27 10:00")
    )
    assert judged(events, "11-27 11:00").step_names() == []


def test_one_dissatisfaction_said_twice_raises_once() -> None:
    """Reading 27: a bad revisit, contacted, closed, reopened; all on redo 1."""
    events = redone(
        *AGAIN,
        dissatisfied("11-28 10:00"),
        contacted("11-28 11:00"),
        closed("11-28 12:00"),
        reopened("11-28 13:00"),
    )
    told = judged(events, "11-28 14:00")

    assert told.steps("redo", 1) == ["raised 11-28 10:00"]
    assert told.steps("redo", 2) == []


def test_every_later_redo_may_raise_again() -> None:
    """Reading 46."""
    events = redone(
        *AGAIN,
        dissatisfied("11-28 10:00"),
        reopened("11-28 11:00"),
        contacted("11-28 12:00"),
        answered("11-30 10:00"),
        passed("11-30 11:00"),
        dissatisfied("11-30 12:00"),
    )
    told = judged(events, "11-30 13:00")

    assert told.steps("redo", 1) == ["raised 11-28 10:00"]
    assert told.steps("redo", 2) == ["raised 11-30 12:00"]


# --- counting overdue days --------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "days"),
    [
        ("11-30 17:00", 0),
        ("11-30 17:00:01", 0),
        ("12-01 08:59:59", 0),
        ("12-01 09:00:00", 1),
        ("12-05 10:00", 4),  # Saturday
        ("12-07 09:00", 5),
    ],
)
def test_an_open_clock_counts_openings_up_to_now(until: str, days: int) -> None:
    """Reading 36."""
    assert judged(in_hand(), until).clock("finish").overdue == days


def test_clocks_of_hours_count_openings_too() -> None:
    """Reading 36: sign due Mon 14:20; Tue and Wed opened before it stopped."""
    events = [filed("11-23 09:10"), dispatched("11-23 09:20")]
    stopped = judged([*events, contacted("11-25 09:00:01")], "11-30 10:00")
    earlier = judged([*events, contacted("11-25 09:00:00")], "11-30 10:00")

    assert stopped.clock("sign").overdue == 2
    assert stopped.clock("contact").overdue == 2
    assert earlier.clock("sign").overdue == 1


def test_hold_and_return_are_never_overdue() -> None:
    """Readings 9, 14, 36."""
    told = judged(in_hand(), "12-31 10:00")

    assert told.clock("hold").overdue == 0
    assert told.clock("return").overdue == 0


def test_the_rejected_holder_climbs_on_under_its_own_name() -> None:
    """Readings 11, 38."""
    events = [*in_hand(), returned("11-24 10:00"), ruled_against("12-01 08:00")]
    told = judged(events, "12-01 09:00").answer["escalations"]

    assert [row["department"] for row in told] == [None, "SJ"]
