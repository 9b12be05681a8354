"""A draft tried on the whole register by the timer: part by part, stopped, gone on with."""

import pytest

from app.casework import rule_trials as verbs
from app.casework import rulebook
from app.domain.backtest_text import read_tried
from app.domain.errors import NotPermitted, NotPossible
from app.scheduler.rule_trials import go_on_trying
from app.store import rule_trials
from app.store.transaction import reading
from tests.casework.conftest import district
from tests.casework.given_office import act, desk, dispatched, offices
from tests.casework.test_rulebook import LONGER
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at

__all__ = ["district"]

ORDERED, THEN = "12-01 10:00", "12-01 10:01"


@pytest.fixture
def draft(district, monkeypatch):
    """A draft, and five cases, of which a part holds two."""
    monkeypatch.setattr(verbs, "PART", 2)
    for _ in range(5):
        dispatched()
    return act("inspector", "12-01 09:30", rulebook.draft_rules, LONGER.encode())


def ordered(draft):
    return act("inspector", ORDERED, verbs.order_trial, draft)


def of(district, number):
    with reading():
        return rule_trials.get_trial(district.id, number)


def worked(stopping=lambda: False):
    return go_on_trying(offices(), at(THEN), stopping)


def test_all_are_tried_part_by_part_and_come_to_what_the_page_says(district, draft):
    number = ordered(draft)

    assert worked() == 3
    found = of(district, number)
    assert (found.done, found.total, found.is_whole) == (5, 5, True)
    with reading():
        at_once = rulebook.try_rules(desk("inspector", ORDERED), LONGER)
    tried = verbs.tried_so_far(found)
    assert tried.totals == at_once.totals
    assert [one.ticket for one in tried.tickets] == [
        one.ticket for one in at_once.tickets
    ]
    assert [one.differences for one in tried.tickets] == [
        one.differences for one in at_once.tickets
    ]
    assert worked() == 0


@on_sqlite_only
def test_what_was_interrupted_goes_on_where_it_was(district, draft):
    number = ordered(draft)
    assert worked(lambda: True) == 1
    half = of(district, number)
    assert (half.done, half.total, half.is_open) == (2, 5, True)
    assert read_tried(half.content)[0].tickets == 2

    assert worked() == 2
    assert of(district, number).is_whole


@on_sqlite_only
def test_a_stopped_one_keeps_what_it_had_and_goes_no_further(district, draft):
    number = ordered(draft)
    worked(lambda: True)

    act("dispatcher", THEN, verbs.stop_trial, number)

    assert worked() == 0
    found = of(district, number)
    assert (found.done, found.is_open, found.is_whole) == (2, False, False)
    with pytest.raises(NotPossible):
        act("inspector", THEN, verbs.stop_trial, number)


@on_sqlite_only
def test_one_at_a_time_and_only_by_those_who_keep_the_rules(district, draft):
    ordered(draft)
    with pytest.raises(NotPossible):
        ordered(draft)
    with pytest.raises(NotPermitted):
        act("leader", ORDERED, verbs.order_trial, draft)


@on_sqlite_only
def test_one_that_fails_is_given_up_and_the_next_goes_on(district, draft, monkeypatch):
    number = ordered(draft)
    monkeypatch.setattr(verbs, "try_draft", lambda *_: 1 / 0)

    for _ in range(verbs.MOST_TRIES + 1):
        worked()

    found = of(district, number)
    assert (found.tries, found.fault, found.is_open) == (3, "ZeroDivisionError", False)
    assert not found.is_whole
