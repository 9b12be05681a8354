"""Duplicates end in the ticket they repeat; repeats are linked and go on."""

import pytest

from app.domain import merging, revisits
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.terms import ClockName, EntryKind, State
from tests.domain import given_facts as given
from tests.domain.calendars import at
from tests.domain.given_facts import LEAD, TOWN, moment

NOW = moment("2026-12-02 10:00")  # the lead was due on Monday
MAIN = "PJ26-0001"


def merged(facts=None):
    facts = given.dispatched() if facts is None else facts
    return merging.merge(facts, MAIN, "同一件事", NOW)


def test_a_duplicate_ends_and_its_lateness_stays():
    facts = merged().facts

    assert (facts.state, facts.merged) == (State.CLOSED, True)
    assert all(not clock.runs for clock in facts.clocks)
    assert facts.promise.stopped_at == at("2026-12-02 10:00")
    assert facts.promise.due_at == at("2026-11-30 17:00")


def test_time_brings_it_nothing_more():
    assert merged().next_at is None


def test_it_is_not_reopened_apart_from_its_main_one():
    with pytest.raises(NotPossible) as refused:
        revisits.reopen(merged().facts, "没有解决", moment("2026-12-03 10:00"))
    assert refused.value.code == "reopen.merged"


def test_its_department_is_told_to_stop():
    told = [(n.kind, n.audience) for n in merged().notices]

    assert ("merged", f"handler@{LEAD}") in told


def test_while_suspended_or_with_the_arbiter_it_ends_as_well():
    for facts in (given.suspended(), given.returned()):
        assert merged(facts).facts.state is State.CLOSED


@pytest.mark.parametrize("facts", [given.answered, given.closed, given.withdrawn])
def test_what_was_answered_or_has_ended_is_not_merged(facts):
    with pytest.raises(NotPossible):
        merged(facts())


def test_it_needs_a_reason():
    with pytest.raises(FieldMissing):
        merging.merge(given.dispatched(), MAIN, " ", NOW)


def test_the_main_ticket_notes_its_duplicate_and_tells_who_works_on_it():
    decision = merging.take_in(given.dispatched(), "PJ26-0009", "同一件事", NOW)

    assert decision.entries[-1].kind is EntryKind.DUPLICATE_JOINED
    assert given.payload(decision)["number"] == "PJ26-0009"
    assert decision.facts.running(ClockName.FINISH)
    told = {n.audience for n in decision.notices if n.kind == "duplicate_joined"}
    assert told == {f"handler@{LEAD}", f"front_desk@{TOWN}"}


@pytest.mark.parametrize("facts", [given.closed, given.withdrawn, given.archived])
def test_what_has_ended_takes_no_duplicate(facts):
    with pytest.raises(RuleBroken) as refused:
        merging.take_in(facts(), "PJ26-0009", "同一件事", NOW)
    assert refused.value.code == "merge.main_ended"


def test_a_link_moves_nothing():
    before = given.until(given.dispatched(), "2026-12-02 10:00")

    decision = merging.link(given.dispatched(), MAIN, "", NOW)

    assert decision.facts.clocks == before.clocks
    assert given.payload(decision) == {"number": MAIN}


def test_nothing_is_merged_into_or_linked_to_itself():
    with pytest.raises(RuleBroken) as refused:
        merging.require_another(MAIN, MAIN)
    assert refused.value.code == "merge.itself"
