"""Whose turn it is: in every state, and what comes first."""

import pytest

from app.domain import handling, revisits
from app.domain.terms import Colour, Command, State
from app.domain.whose_turn import Side, most_pressing, tasks
from tests.domain import given_facts as given
from tests.domain.calendars import at
from tests.domain.given_facts import CALENDAR, LEAD, OTHER, moment

C = Command


def told(facts):
    """As "answer SJ 11-30 17:00"."""
    return [
        " ".join(
            filter(None, [one.command, one.department or one.side, _short(one.due_at)])
        )
        for one in tasks(facts)
    ]


def _short(due_at):
    return due_at and due_at.astimezone(CALENDAR.zone).strftime("%m-%d %H:%M")


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.FILED, ["dispatch window"]),
        (
            State.HELD,
            ["sign SJ 11-23 14:20", "contact SJ 11-23 17:00", "answer SJ 11-30 17:00"],
        ),
        (State.RETURNED, ["arbitrate arbiter 11-24 17:00"]),
        (State.ANSWERED, ["verify window 11-26 17:00"]),
        (State.VERIFIED, ["revisit window 11-27 17:00"]),
        (State.REVISITED, ["close window"]),
        (State.CLOSED, []),
        (State.WITHDRAWN, []),
        (State.ARCHIVED, []),
    ],
)
def test_every_state_has_its_turn(state, expected):
    assert told(given.IN_STATE[state]()) == expected


def test_a_suspended_ticket_waits_for_what_it_was_suspended_for():
    facts = given.suspended(days=5, when="2026-11-25 10:00")

    assert told(facts)[-1] == "resume SJ 12-02 17:00"
    assert not [one for one in tasks(facts) if one.command is C.ANSWER]


def test_signed_by_time_nobody_has_to_sign():
    facts = given.until(given.dispatched(), "2026-11-23 14:21")

    assert not [one for one in tasks(facts) if one.command is C.SIGN]


def test_an_assistant_has_its_own_task():
    assert "answer ZJ 11-27 17:00" in told(given.dispatched(assisting=(OTHER,)))


def test_a_notice_by_hand_asks_for_a_reply():
    facts = given.with_notice(Colour.BLUE, "2026-11-24 10:00")

    assert "reply_notice SJ 11-26 17:00" in told(facts)


def test_an_extension_waits_for_the_arbiter():
    found = [one for one in tasks(given.asked()) if one.side is Side.ARBITER]

    assert [one.command for one in found] == [C.GRANT_EXTENSION]


def test_a_missed_call_leaves_the_revisit_to_do():
    now = moment("2026-11-26 11:00")
    facts = revisits.revisit(given.verified(), False, None, None, "", now).facts

    assert told(facts) == ["revisit window"]


def test_after_a_bad_rating_the_department_calls_before_the_window_decides():
    rated = given.revisited(solved=False, rating=1)
    called = handling.contact(rated, LEAD, "致歉", "phone", moment("2026-11-26 16:00"))

    assert told(rated) == ["contact SJ 11-27 17:00"]
    assert told(called.facts) == ["reopen window"]


def pressing(facts, text):
    return [one.command for one in most_pressing(facts, at(text), CALENDAR)]


def test_what_is_due_by_tomorrow_comes_before_what_is_overdue():
    # Blue fell on Wed 2 December 09:00; its reply is due on Friday 4 December.
    facts = given.until(given.dispatched(), "2026-12-03 08:00")

    assert pressing(facts, "2026-12-02 10:00")[0] is C.CONTACT
    assert pressing(facts, "2026-12-03 08:00")[0] is C.REPLY_NOTICE


def test_only_one_unit_has_the_turn():
    facts = given.dispatched(assisting=(OTHER,))
    now = at("2026-11-23 09:30")

    assert {one.department for one in most_pressing(facts, now, CALENDAR)} == {LEAD}


def test_nobody_has_a_turn_on_a_closed_ticket():
    assert most_pressing(given.closed(), at("2026-12-03 08:00"), CALENDAR) == ()
