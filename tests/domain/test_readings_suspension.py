"""Readings 16 to 22, 49 and 51: suspensions and extensions."""

from __future__ import annotations

import pytest

from tests.given import (
    Event,
    Judgement,
    answered,
    answered_early,
    dispatched,
    extended,
    filed,
    in_hand,
    judged,
    progressed,
    redone,
    resumed,
    returned,
    ruled_for,
    suspended,
    withdrawn,
)

# In hand since Mon 23 Nov, complex: due Mon 30 Nov without suspension.


def due(*further: Event, until: str = "12-31 17:00") -> str | None:
    return judged(in_hand("11-23", *further), until).clock("finish").due


@pytest.mark.parametrize(
    ("suspended_at", "resumed_at", "expected"),
    [
        ("11-25 10:00", "12-02 10:00", "12-08 17:00"),  # the reading's own example
        ("11-24 10:00", "11-24 11:00", "12-01 17:00"),  # one touched day
        ("11-24 16:59:59", "11-24 16:59:59", "12-01 17:00"),
        ("11-24 17:00:00", "11-24 18:00", "12-01 17:00"),  # by rule 1 it is Wed 25
        ("11-24 10:00", "11-24 17:00:00", "12-02 17:00"),  # Tue 24 and Wed 25
        ("11-24 10:00", "11-25 08:00", "12-02 17:00"),
        ("11-27 17:00", "11-29 10:00", "12-01 17:00"),  # a weekend touches Monday
        ("11-23 10:30", "11-23 11:00", "11-30 17:00"),  # day 0 does not count anyway
        ("11-30 10:00", "11-30 11:00", "12-01 17:00"),  # on the due day
        ("11-30 17:00:00", "12-03 10:00", "11-30 17:00"),  # touches what comes later
        ("11-30 17:00:01", "12-03 10:00", "11-30 17:00"),  # rule 18: past
    ],
)
def test_touched_days_do_not_count(
    suspended_at: str, resumed_at: str, expected: str
) -> None:
    """Readings 16 and 18."""
    assert due(suspended(suspended_at), resumed(resumed_at)) == expected


def test_two_suspensions_touch_a_day_once() -> None:
    """Reading 16: 24, 25 and 25, 26 are three days."""
    moved = due(
        suspended("11-24 10:00"),
        resumed("11-25 10:00"),
        suspended("11-25 11:00", reason="tender"),
        resumed("11-26 10:00"),
    )
    assert moved == "12-03 17:00"


@pytest.mark.parametrize(
    ("days", "planned_due"),
    [(1, "12-02 17:00"), (2, "12-03 17:00"), (5, "12-08 17:00")],
)
def test_while_suspended_the_planned_end_is_assumed(
    days: int, planned_due: str
) -> None:
    """Reading 17: from Tue 24 Nov to the days-th working day after it."""
    assert due(suspended("11-24 10:00", days=days), until="11-24 11:00") == planned_due


@pytest.mark.parametrize(
    ("at", "fault"),
    [
        ("11-25 16:59:59", True),
        ("11-25 17:00:00", True),  # the event comes first
        ("11-25 17:00:01", False),
    ],
)
def test_a_suspension_ends_by_itself_at_the_planned_close(at: str, fault: bool) -> None:
    """Readings 17 and 21, 3."""
    events = in_hand("11-23", suspended("11-24 10:00", days=1), answered(at))

    assert (judged(events, "11-26 10:00").error is not None) is fault


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("11-25 16:59:59", "12-02 17:00"),  # earlier: it shortens
        ("11-26 16:59:59", "12-03 17:00"),
        ("11-26 17:00:00", "12-03 17:00"),
        ("11-26 17:00:01", "12-03 17:00"),
        ("12-01 10:00", "12-03 17:00"),
    ],
)
def test_a_late_resumption_changes_nothing(at: str, expected: str) -> None:
    """Reading 17: planned for Tue 24, Wed 25 and Thu 26 Nov."""
    events = in_hand("11-23", suspended("11-24 10:00", days=2), resumed(at))
    told = judged(events, "12-01 10:00")

    assert told.error is None
    assert told.clock("finish").due == expected


@pytest.mark.parametrize(
    ("reason", "most", "expected"),
    [
        ("correction", 10, "12-15 17:00"),
        ("expert_review", 15, "12-22 17:00"),
        ("hearing", 20, "12-29 17:00"),
        ("tender", 20, "12-29 17:00"),
        ("auction", 20, "12-29 17:00"),
        ("inspection_testing", 20, "12-29 17:00"),
        ("quarantine", 20, "12-29 17:00"),
        ("appraisal", 20, "12-29 17:00"),
    ],
)
def test_each_reason_stops_for_its_maximum_at_most(
    reason: str, most: int, expected: str
) -> None:
    """Readings 17, 19, 20: touched Tue 24 Nov and `most` working days after it."""
    for days in (most, most + 1, 999):
        told = due(suspended("11-24 10:00", days, reason), until="11-24 11:00")
        assert told == expected
    less = due(suspended("11-24 10:00", most - 1, reason), until="11-24 11:00")
    assert less is not None
    assert less < expected


def test_a_judicial_procedure_has_no_maximum() -> None:
    """Reading 19: 27 working days after Tue 24 Nov end on Thu 31 Dec 2026."""
    planned = due(suspended("11-24 10:00", 27, "judicial"), until="11-24 11:00")

    assert planned == "2027-01-08 17:00"


def test_an_upper_levels_reply_stops_nothing() -> None:
    """Reading 19: it is recorded; while it lasts nobody answers (reading 21)."""
    waiting = suspended("11-24 10:00", 2, "upper_level")

    assert due(waiting) == "11-30 17:00"
    early = judged(in_hand("11-23", waiting, answered("11-25 10:00")), "11-26 10:00")
    assert early.position == 5


@pytest.mark.parametrize("notice_no", ["", " ", "　"])
def test_a_suspension_without_a_notice_stops_nothing(notice_no: str) -> None:
    """Reading 20."""
    assert due(suspended("11-24 10:00", 2, notice_no=notice_no)) == "11-30 17:00"


def twice(reason: str, first_notice: str = "B-1") -> list[Event]:
    return in_hand(
        "11-23",
        suspended("11-24 10:00", 1, reason, first_notice),
        resumed("11-24 11:00"),
        suspended("11-25 10:00", 1, reason),
        resumed("11-25 11:00"),
    )


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("hearing", "12-01 17:00"),
        ("expert_review", "12-01 17:00"),
        ("correction", "12-01 17:00"),
        ("judicial", "12-02 17:00"),
    ],
)
def test_a_second_time_stops_nothing(reason: str, expected: str) -> None:
    """Readings 19 and 20: judicial procedures are not counted."""
    assert judged(twice(reason), "11-26 10:00").clock("finish").due == expected


def test_an_unlawful_suspension_counts_as_a_time() -> None:
    """Reading 45."""
    told = judged(twice("hearing", first_notice=""), "11-26 10:00")

    assert told.clock("finish").due == "11-30 17:00"


def test_times_are_counted_by_department() -> None:
    """Reading 19: SJ's hearing does not use up GA's."""
    events = in_hand(
        "11-23",
        suspended("11-23 11:00", 1),
        resumed("11-23 12:00"),
        returned("11-24 10:00"),
        ruled_for("11-24 11:00"),
        suspended("11-25 10:00", 1),
        resumed("11-25 11:00"),
    )
    assert judged(events, "11-26 10:00").clock("finish").due == "12-01 17:00"


# --- after the due instant ------------------------------------------------------------


def late(*further: Event, until: str) -> Judgement:
    return judged(in_hand("11-23", *further), until)


def test_suspended_days_are_no_overdue_days() -> None:
    """Reading 18: touched Wed 2 to Fri 4 Dec; the due day stays Mon 30 Nov."""
    told = late(suspended("12-02 08:00"), resumed("12-04 10:00"), until="12-08 10:00")

    assert told.clock("finish").due == "11-30 17:00"
    assert told.clock("finish").overdue == 3  # Tue 1, Mon 7, Tue 8 Dec
    assert told.steps() == [
        "yellow 11-30 09:00",
        "urge 12-01 09:00",
        "blue 12-07 09:00",
        "orange 12-08 09:00",
    ]


def test_a_step_that_fell_before_the_suspension_stays() -> None:
    """Reading 18: suspended an hour after the opening that brought the urge."""
    told = late(suspended("12-01 10:00"), resumed("12-02 10:00"), until="12-03 10:00")

    assert told.steps() == ["yellow 11-30 09:00", "urge 12-01 09:00"]


def test_while_suspended_no_step_falls_until_the_planned_end() -> None:
    """Readings 17, 18: planned to Thu 3 Dec, never resumed."""
    told = late(suspended("12-01 18:00", days=1), until="12-04 09:00")

    assert told.steps()[-2:] == ["urge 12-01 09:00", "blue 12-04 09:00"]
    assert told.clock("finish").overdue == 2


def test_an_early_resumption_brings_the_steps_back() -> None:
    """Readings 17, 18: planned for twenty days, resumed on Wed 2 Dec."""
    told = late(suspended("12-01 18:00"), resumed("12-02 10:00"), until="12-03 09:00")

    assert told.steps()[-1] == "blue 12-03 09:00"


# --- what is frozen, and what may be done ----------------------------------------------


def test_only_finish_redo_and_assist_are_frozen() -> None:
    """Reading 21."""
    events = [
        filed("11-23 09:10"),
        dispatched("11-23 09:20", assisting=["GA"]),
        suspended("11-23 09:30", days=5),
    ]
    told = judged(events, "11-23 10:00")

    assert told.clock("sign").due == "11-23 14:20"
    assert told.clock("contact").due == "11-23 17:00"
    assert told.clock("return").due == "11-24 17:00"
    assert told.clock("finish").due == "12-07 17:00"
    assert told.clock("assist").due == "12-04 17:00"


def test_a_notice_is_not_frozen() -> None:
    """Reading 21, with 25: blue fell Wed 2 Dec, its reply stays due on Fri 4."""
    told = late(suspended("12-02 10:00"), until="12-10 10:00")

    assert told.clock("notice_reply").due == "12-04 17:00"
    assert told.clock("notice_reply").overdue == 4
    assert told.steps()[-1] == "blue 12-02 09:00"


@pytest.mark.parametrize(
    "act",
    [answered("11-24 11:00"), returned("11-24 11:00"), suspended("11-24 11:00")],
    ids=lambda act: act["kind"],
)
def test_some_acts_wait_for_the_end_of_the_suspension(act: Event) -> None:
    """Reading 21."""
    events = in_hand("11-23", suspended("11-24 10:00"), act)

    assert judged(events, "11-25 10:00").position == 5


def test_an_assistant_answers_while_the_ticket_is_suspended() -> None:
    """The table of states."""
    events = [
        filed("11-23 09:10"),
        dispatched("11-23 09:20", assisting=["GA"]),
        suspended("11-23 10:00"),
        answered("11-23 11:00", "GA"),
        progressed("11-23 11:00", "GA"),
        progressed("11-23 11:30"),
    ]
    told = judged(events, "11-23 12:00")

    assert told.clock("assist").stopped == "11-23 11:00"
    assert told.clock("finish").stopped is None


def test_a_redo_is_frozen_and_the_old_finish_is_not() -> None:
    """Reading 21: redo due Thu 3 Dec; touched Fri 27 and Mon 30 Nov."""
    told = judged(
        redone(suspended("11-27 10:00"), resumed("11-30 10:00")), "12-01 10:00"
    )

    assert told.clock("redo").due == "12-07 17:00"
    assert told.clock("finish").due == "11-30 17:00"


def test_withdrawn_while_suspended_keeps_the_planned_end() -> None:
    """Reading 51."""
    told = judged(
        in_hand("11-23", suspended("11-24 10:00", days=5), withdrawn("11-25 10:00"))
    )

    assert told.clock("finish").due == "12-08 17:00"
    assert told.clock("finish").stopped == "11-25 10:00"


@pytest.mark.parametrize(
    ("suspended_at", "resumed_at", "expected"),
    [
        ("11-23 09:30", "11-23 10:00", "11-24 17:00"),  # dispatched Mon 09:20
        ("11-23 09:30", "11-24 10:00", "11-25 17:00"),
        ("11-23 16:59:59", "11-23 16:59:59", "11-24 17:00"),
        ("11-23 17:00:00", "11-24 10:00", "11-23 17:00"),
    ],
)
def test_a_simple_tickets_touched_due_day_moves(
    suspended_at: str, resumed_at: str, expected: str
) -> None:
    """Reading 49: to the first untouched working day, the same time of day."""
    events = [
        filed("11-23 09:10"),
        dispatched("11-23 09:20", assisting=["GA"]),
        suspended(suspended_at),
        resumed(resumed_at),
    ]
    told = judged(events, "11-24 17:00", "simple")

    assert told.clock("finish").due == expected
    assert told.clock("assist").due == expected  # reading 15: the same
    assert told.clock("contact").due == "11-23 17:00"


def test_a_simple_ticket_due_at_noon_moves_to_noon() -> None:
    """Reading 49: dispatched Mon 15:00, due Tue 12:00; Mon and Tue touched."""
    events = [
        filed("11-23 09:10"),
        dispatched("11-23 15:00"),
        suspended("11-23 15:30"),
        resumed("11-24 10:00"),
    ]
    told = judged(events, "11-25 11:00", "simple")

    assert told.clock("finish").due == "11-25 12:00"
    assert told.steps() == ["yellow 11-25 11:00"]


# --- extension --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("11-30 16:59:59", "12-02 17:00"),
        ("11-30 17:00:00", "12-02 17:00"),
        ("11-30 17:00:01", "11-30 17:00"),
    ],
)
def test_an_extension_at_or_before_the_due_instant_moves_it(
    at: str, expected: str
) -> None:
    """Reading 22."""
    assert due(extended(at, 2)) == expected


def test_a_second_extension_moves_nothing() -> None:
    """Reading 22."""
    assert due(extended("11-24 10:00", 1), extended("11-25 10:00", 2)) == "12-01 17:00"


def test_after_one_that_came_too_late_none_moves_it() -> None:
    """Reading 22."""
    late_ones = [extended("12-01 10:00", 1), extended("12-01 11:00", 5)]

    assert due(*late_ones) == "11-30 17:00"


def test_granted_days_are_untouched_days() -> None:
    """Readings 16, 22: Tue 24 Nov touched; two days granted: 25, 26, 27, 30, 1, 2, 3."""
    suspension = [suspended("11-24 10:00"), resumed("11-24 11:00")]

    assert due(*suspension, extended("11-25 10:00", 2)) == "12-03 17:00"
    assert due(extended("11-23 11:00", 2), *suspension) == "12-03 17:00"


def test_an_extension_is_granted_while_suspended() -> None:
    """The table of states; planned to Wed 25 Nov."""
    assert due(suspended("11-24 10:00", 1), extended("11-24 11:00", 1)) == "12-03 17:00"


@pytest.mark.parametrize(
    ("ticket_class", "most"),
    [("general", 3), ("cannot_be_done", 3), ("obstruction", 3)]
    + [("complex", 5), ("special", 5), ("difficult", 5)],
)
def test_an_extension_has_a_maximum_by_class(ticket_class: str, most: int) -> None:
    """Reading 22."""
    for days, fault in [(0, True), (1, False), (most, False), (most + 1, True)]:
        events = in_hand("11-23", extended("11-24 10:00", days))
        told = judged(events, "11-25 10:00", ticket_class)
        assert (told.error is not None) is fault, days


def test_simple_tickets_and_redos_are_never_extended() -> None:
    """Reading 22."""
    simple = in_hand("11-23", extended("11-23 11:00", 1))

    assert judged(simple, "11-23 12:00", "simple").position == 4
    assert judged(redone(extended("11-27 10:00", 1)), "11-27 11:00").position == 9


def test_nothing_is_extended_after_the_answer() -> None:
    """The table of states."""
    events = answered_early(extended("11-25 16:00", 1))

    assert judged(events, "11-26 10:00").position == 6


# --- resuming ---------------------------------------------------------------------------


def test_resuming_needs_a_suspension() -> None:
    """The table of states: none at all, or one that was resumed already."""
    never = in_hand("11-23", resumed("11-24 10:00"))
    twice_resumed = in_hand(
        "11-23",
        suspended("11-24 10:00"),
        resumed("11-24 11:00"),
        resumed("11-24 12:00"),
    )

    assert judged(never, "11-25 10:00").position == 4
    assert judged(twice_resumed, "11-25 10:00").position == 6


def test_a_late_resumption_is_an_error_once_answered() -> None:
    """The table of states: only in held."""
    events = in_hand(
        "11-23",
        suspended("11-24 10:00", days=1),
        answered("11-26 10:00"),
        resumed("11-26 11:00"),
    )
    assert judged(events, "11-26 12:00").position == 6
