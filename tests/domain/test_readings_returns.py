"""Readings 9 to 11, 50 and 52: returns and what the arbiter rules."""

from __future__ import annotations

import pytest

from tests.given import (
    Event,
    answered,
    contacted,
    dispatched,
    filed,
    in_hand,
    judged,
    redone,
    returned,
    ruled_against,
    ruled_for,
    sent_back,
    signed,
    suspended,
    withdrawn,
)

# In hand since Mon 23 Nov 09:20: the return window closes Tue 24 Nov 17:00.


@pytest.mark.parametrize(
    ("until", "stopped"),
    [
        ("11-24 16:59:59", None),
        ("11-24 17:00:00", "11-24 17:00"),
        ("11-24 17:00:01", "11-24 17:00"),
    ],
)
def test_the_return_window_closes_by_itself(until: str, stopped: str | None) -> None:
    """Readings 9, 50."""
    assert judged(in_hand(), until).clock("return").stopped == stopped


@pytest.mark.parametrize(
    ("act", "stopped"),
    [
        (returned("11-24 16:59:59"), "11-24 16:59:59"),
        (returned("11-24 17:00:00"), "11-24 17:00"),
        (returned("11-24 17:00:01"), "11-24 17:00"),  # late: judged, not refused
        (answered("11-24 10:00"), "11-24 10:00"),
        (answered("11-25 10:00"), "11-24 17:00"),
        (withdrawn("11-24 10:00"), "11-24 10:00"),
        (withdrawn("11-25 10:00"), "11-24 17:00"),
    ],
)
def test_the_return_window_stops_at_the_latest_when_due(
    act: Event, stopped: str
) -> None:
    """Readings 9, 10, 37."""
    told = judged(in_hand("11-23", act), "11-26 10:00")

    assert told.error is None
    assert told.clock("return").stopped == stopped
    assert told.clock("return").overdue == 0


def test_a_return_goes_to_the_arbiter() -> None:
    """Reading 11: one working day, nobody's of the departments; hold has ended."""
    told = judged(in_hand("11-23", returned("11-24 10:00")), "11-24 11:00")

    arbitration = told.clock("arbitration")
    assert (arbitration.department, arbitration.due) == (None, "11-25 17:00")
    assert told.clock("hold").stopped == "11-24 10:00"
    assert told.clock("finish").stopped is None


def test_a_ruling_is_itself_the_dispatch() -> None:
    """Reading 11: sign, contact, hold anew; no return window; finish runs on."""
    events = [*in_hand(), returned("11-24 10:00"), ruled_for("11-24 15:00", "GA")]
    told = judged(events, "11-24 16:00")

    assert told.clock("arbitration").stopped == "11-24 15:00"
    assert told.clock("sign", 2).due == "11-25 11:00"
    assert told.clock("contact", 2).due == "11-25 12:00"
    assert told.clock("hold", 2).department == "GA"
    assert ("return", 2) not in told.clocks()
    assert told.clock("finish").due == "11-30 17:00"
    again = judged([*events, dispatched("11-24 15:30", "GA")], "11-24 16:00")
    assert again.position == 6


@pytest.mark.parametrize(
    ("at", "due"),
    [("11-24 14:59:59", "11-24 17:00"), ("11-24 15:00:00", "11-25 12:00")],
)
def test_a_ruled_contact_is_due_like_a_dispatched_one(at: str, due: str) -> None:
    """Readings 8, 11."""
    events = [*in_hand(), returned("11-24 10:00"), ruled_for(at)]

    assert judged(events, "11-24 16:00").clock("contact", 2).due == due


def test_the_finish_row_names_the_last_holder() -> None:
    """Reading 38: also while a return is with the arbiter."""
    with_arbiter = [*in_hand(), returned("11-24 10:00")]
    ruled = [*with_arbiter, ruled_for("11-24 15:00", "GA")]

    assert judged(with_arbiter, "11-24 16:00").clock("finish").department == "SJ"
    assert judged(ruled, "11-24 16:00").clock("finish").department == "GA"
    assert judged(ruled, "11-24 16:00").clock("sign", 1).department == "SJ"


def test_a_rejected_return_comes_back() -> None:
    """Reading 11: to the returning department, with clocks anew."""
    events = [*in_hand(), returned("11-24 10:00"), ruled_against("11-24 15:00", "SJ")]
    told = judged([*events, signed("11-24 16:00")], "11-25 10:00")

    assert told.clock("hold", 2).department == "SJ"
    assert told.clock("sign", 2).stopped == "11-24 16:00"


def test_a_designated_departments_return_is_judged() -> None:
    """Reading 10."""
    events = [
        *in_hand(),
        returned("11-24 10:00"),
        ruled_for("11-24 15:00", "GA"),
        returned("11-25 10:00", "GA", "ZJ"),
        ruled_for("11-25 11:00", "ZJ"),
    ]
    told = judged(events, "11-25 12:00")

    assert told.clock("arbitration", 2).due == "11-26 17:00"
    assert told.clock("hold", 3).department == "ZJ"


def test_nobody_returns_what_it_may_not() -> None:
    """Reading 10: after an answer, while suspended, in a redo, an assistant."""
    answered_once = in_hand("11-23", answered("11-24 10:00"), sent_back("11-24 11:00"))
    waiting = in_hand("11-23", suspended("11-24 10:00"))
    assisted = [
        filed("11-23 09:10"),
        dispatched("11-23 09:20", assisting=["GA"]),
    ]

    for events, department in [
        (answered_once, "SJ"),
        (waiting, "SJ"),
        (redone(), "SJ"),
        (assisted, "GA"),
    ]:
        act = returned("11-27 10:00", department, "ZJ")
        told = judged([*events, act], "11-27 11:00")
        assert told.position == len(events), events[-1]["kind"]


def test_an_assistants_answer_does_not_forbid_the_return() -> None:
    """Reading 10: it is the holder's answer that does."""
    events = [
        filed("11-23 09:10"),
        dispatched("11-23 09:20", assisting=["GA"]),
        answered("11-23 10:00", "GA"),
        returned("11-23 11:00", "SJ", "ZJ"),
    ]
    assert judged(events, "11-23 12:00").error is None


def test_an_assistant_that_becomes_the_holder_assists_no_more() -> None:
    """Reading 52."""
    events = [
        filed("11-23 09:10"),
        dispatched("11-23 09:20", assisting=["GA", "ZJ"]),
        returned("11-23 10:00", "SJ", "GA"),
        ruled_for("11-23 11:00", "GA"),
        contacted("11-23 11:30", "GA"),
        answered("11-23 14:00", "ZJ"),
        answered("11-23 15:00", "GA"),
    ]
    told = judged(events, "11-23 16:00")

    assert told.clock("assist", 1).stopped == "11-23 11:00"
    assert told.clock("contact", 2).stopped == "11-23 11:30"
    assert told.clock("finish").stopped == "11-23 15:00"


def test_after_a_reopening_there_are_no_assistants() -> None:
    """Reading 52: the redo is answered without them."""
    events = redone(answered("11-27 10:00"))
    events[1] = dispatched("11-23 09:20", assisting=["GA"])
    events.insert(4, answered("11-24 10:00", "GA"))
    told = judged(events, "11-27 11:00")

    assert told.clock("redo").stopped == "11-27 10:00"
    assert ("assist", 2) not in told.clocks()
