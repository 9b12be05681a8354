"""The table of states of the contract: every kind of event in every state."""

from __future__ import annotations

import pytest

from app.domain.entries import ACT_KINDS
from app.domain.terms import EntryKind
from tests.given import (
    Event,
    answered,
    archived,
    closed,
    contacted,
    dispatched,
    dissatisfied,
    extended,
    filed,
    judged,
    not_reached,
    passed,
    progressed,
    reopened,
    replied,
    resumed,
    returned,
    ruled_for,
    satisfied,
    signed,
    suspended,
    withdrawn,
)

# A blue notice has been open since Wed 2 Dec 09:00, so that a reply is possible.
HELD = [filed("11-23 09:10"), dispatched("11-23 09:20", assisting=["ZJ"])]
HELD = [*HELD, answered("11-23 09:30", "ZJ")]
ANSWERED = [*HELD, answered("12-02 09:10")]
VERIFIED = [*ANSWERED, passed("12-02 09:20")]
REVISITED = [*VERIFIED, dissatisfied("12-02 09:30"), contacted("12-02 09:40")]
CLOSED = [*VERIFIED, satisfied("12-02 09:30"), closed("12-02 09:40")]

HISTORIES = {
    "filed": [filed("12-02 09:30")],
    "held": HELD,
    "suspended": [*HELD, suspended("12-02 09:10")],
    "returned": [*HELD, returned("12-02 09:10")],
    "answered": ANSWERED,
    "verified": VERIFIED,
    "revisited": REVISITED,
    "closed": CLOSED,
    "withdrawn": [*HELD, withdrawn("12-02 09:10")],
    "archived": [*CLOSED, archived("12-02 09:50")],
}

# As the contract words it.
SPOKEN = "signed contacted progressed"
ALLOWED = {
    "filed": "dispatched closed withdrawn",
    "held": f"{SPOKEN} suspended extended returned answered withdrawn notice_replied",
    "suspended": f"{SPOKEN} extended resumed withdrawn notice_replied",
    "returned": "arbitrated withdrawn notice_replied",
    "answered": "verified contacted progressed withdrawn notice_replied",
    "verified": "revisited contacted progressed withdrawn notice_replied",
    "revisited": "closed reopened contacted progressed withdrawn notice_replied",
    "closed": "reopened archived",
    "withdrawn": "",
    "archived": "",
}

AT = "12-02 10:00"
EVENTS = {
    event["kind"]: event
    for event in [
        filed(AT),
        dispatched(AT),
        signed(AT),
        contacted(AT),
        progressed(AT),
        suspended(AT),
        resumed(AT),
        extended(AT, 1),
        returned(AT),
        ruled_for(AT),
        answered(AT),
        passed(AT),
        not_reached(AT),
        closed(AT),
        reopened(AT),
        withdrawn(AT),
        archived(AT),
        replied(AT, "blue"),
    ]
}


def test_every_kind_and_every_state_is_tried() -> None:
    assert set(EVENTS) == ACT_KINDS - {EntryKind.NOTICE_ISSUED}
    assert set(HISTORIES) == set(ALLOWED)


@pytest.mark.parametrize("kind", EVENTS)
@pytest.mark.parametrize("state", HISTORIES)
def test_an_event_is_possible_where_the_table_says(state: str, kind: str) -> None:
    """States; readings 10, 21, 53."""
    history: list[Event] = HISTORIES[state]
    told = judged([*history, EVENTS[kind]], AT)

    if kind in ALLOWED[state].split():
        assert told.error is None
    else:
        assert told.position == len(history)


def test_resuming_in_held_follows_a_suspension_that_ended_by_itself() -> None:
    """States."""
    ended = [*HELD, suspended("11-24 10:00", days=1)]

    assert judged([*ended, resumed("12-02 10:00")], AT).error is None


def test_a_revisit_follows_a_revisit_that_did_not_reach() -> None:
    """States: revisited (not reached)."""
    once = [*VERIFIED, not_reached("12-02 09:30")]

    assert judged([*once, satisfied(AT)], AT).error is None
    for kind in ("closed", "reopened"):
        assert judged([*once, EVENTS[kind]], AT).position == len(once), kind


def test_a_reopening_follows_a_bad_revisit_or_a_closing() -> None:
    """States: reopened (bad)."""
    good = [*VERIFIED, satisfied("12-02 09:30")]

    assert judged([*good, reopened(AT)], AT).position == len(good)


def test_an_assistants_answer_needs_a_department_that_has_the_ticket() -> None:
    """States: not while the return is with the arbiter, nor after the answer."""
    at_work = [filed("11-23 09:10"), dispatched("11-23 09:20", assisting=["ZJ"])]
    with_arbiter = [*at_work, returned("11-23 10:00")]

    assert judged([*at_work, answered(AT, "ZJ")], AT).error is None
    assert judged([*with_arbiter, answered(AT, "ZJ")], AT).position == 3
    assert judged([*ANSWERED, answered(AT, "ZJ")], AT).position == len(ANSWERED)
