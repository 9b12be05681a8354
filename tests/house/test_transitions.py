"""docs/transitions.md says what the table of states says, and what really happens."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest

from app.domain import revisits
from app.domain.errors import NotPossible, Refusal
from app.domain.lifecycle import POSSIBLE, is_possible
from app.domain.terms import Command, State
from tests.domain import given_facts as given
from tests.domain.given_facts import LEAD, OTHER, moment
from tests.domain.tries import TICKETS, TRIES
from tests.house import printed
from tests.house.transitions import EVERYWHERE
from tests.house.transitions import printed as printed_table

C, S = Command, State
PAGE = "transitions.md"
NOW = moment("2026-12-08 10:00")
OWNERS = [LEAD, OTHER]


def changes():
    """The second table of the page: (from, command, to)."""
    text = (printed.DOCS / PAGE).read_text("utf-8")
    section = text.split("## What changes the state")[1].split("## What time")[0]
    rows = re.findall(r"^\| ([a-z, ]+) \| (\w+) \| ([a-z]+) \|", section, re.MULTILINE)
    return {
        (S(state), C(command), S(to))
        for states, command, to in rows
        for state in states.split(", ")
    }


def not_passed(facts, own, now):
    return revisits.verify(facts, False, None, "phone", "未办", now)


def outcomes():
    """Every way that leads somewhere, tried on every ticket by every department."""
    ways = [*TRIES.items(), (C.VERIFY, not_passed)]
    for facts, (command, way), own in product(standing_tickets(), ways, OWNERS):
        try:
            after = way(facts, own, replace(NOW, now=facts.last_at)).facts.state
        except Refusal:
            continue
        yield facts.state, command, after


def standing_tickets():
    """Every ticket as its last act left it, and as time alone has made it since."""
    for facts in TICKETS.values():
        yield facts
        yield given.until(facts, "2026-12-08 10:00")


def test_the_table_on_the_page_is_that_of_the_code():
    assert printed.part(PAGE, "transitions") == printed_table(), printed.told(
        PAGE, "transitions"
    )


def test_the_page_names_every_change_of_state_and_no_other():
    found = {(a, command, b) for a, command, b in outcomes() if a is not b}

    assert found == changes()


def test_every_dot_is_reached_but_the_two_that_a_rule_closes():
    dots = {(state, command) for state in State for command in POSSIBLE[state]}

    reached = {(state, command) for state, command, _ in outcomes()}

    assert dots - reached == {(S.REVISITED, C.REVISIT), (S.HELD, C.RESUME)}
    assert reached <= dots


@pytest.mark.parametrize(
    ("state", "command"),
    [pair for pair in product(State, TRIES) if not is_possible(*pair)],
)
def test_without_a_dot_the_command_is_refused_for_the_state(state, command):
    facts = given.IN_STATE[state]()
    with pytest.raises(NotPossible):
        TRIES[command](facts, LEAD, moment("2026-11-30 16:00"))


def test_looking_sweeping_and_what_is_reported_and_heard_is_possible_everywhere():
    heard = [C.REQUEST_STATEMENT, C.GIVE_STATEMENT, C.CONFIRM_ESCALATION, C.DOWNGRADE]
    ruled = [C.DISMISS_ESCALATION, C.OBJECT, C.DECIDE_OBJECTION, C.REPORT_RETALIATION]
    papers = [C.RECORD_TALK, C.PROPOSE_CLUE, C.TRANSFER_CLUE, C.REFUSE_CLUE]
    told = {C.VIEW, C.REVEAL, *heard, *ruled, *papers, C.SWEEP}
    assert [one for one in C if one in told] == EVERYWHERE
