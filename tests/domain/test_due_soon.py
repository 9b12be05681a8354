"""From when a clock is "due soon": one step before, at, and after a suspension."""

import pytest

from app.domain.due_soon import soon_from
from app.domain.terms import ClockName, TicketClass
from tests.domain import given_facts as given
from tests.domain.given_facts import CALENDAR, RULES


def soon(facts, name):
    found = soon_from(facts, facts.running(name), CALENDAR, RULES)
    return found and found.astimezone(CALENDAR.zone).strftime("%m-%d %H:%M")


@pytest.mark.parametrize(
    ("ticket_class", "first"),
    [
        (TicketClass.SIMPLE,    "11-23 16:00"),
        (TicketClass.GENERAL,   "11-26 09:00"),
        (TicketClass.COMPLEX,   "11-30 09:00"),
        (TicketClass.SPECIAL,   "12-04 09:00"),
        (TicketClass.DIFFICULT, "12-10 09:00"),
    ],
)  # fmt: skip
def test_a_promise_is_due_soon_as_the_rules_say(ticket_class, first):
    assert soon(given.dispatched(ticket_class), ClockName.FINISH) == first


def test_a_suspension_moves_it_with_the_due_moment():
    assert soon(given.suspended(days=5), ClockName.FINISH) == "12-08 09:00"


@pytest.mark.parametrize("name", [ClockName.SIGN, ClockName.CONTACT])
def test_other_clocks_are_due_soon_on_their_due_day(name):
    assert soon(given.dispatched(), name) == "11-23 09:00"


def test_a_redo_has_its_own_rule():
    assert soon(given.reopened(), ClockName.REDO) == "12-04 09:00"


def test_a_clock_without_a_due_moment_is_never_due_soon():
    assert soon(given.dispatched(), ClockName.HOLD) is None
