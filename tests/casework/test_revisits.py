"""The window after the answer: verify, revisit, close, reopen, archive."""

import pytest

from app.casework import archiving, handling, revisits
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.terms import State, Verdict
from tests.casework.given_office import (
    Told,
    act,
    answer,
    answered,
    clock,
    everything,
    kinds,
    last_entry,
    of_ticket,
    revisit,
    ticket,
    verified,
    verify,
)
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")


def reopen(number, short):
    return act("clerk", short, revisits.reopen_ticket, number, "反映人不满意")


def contact(number, short):
    words = (number, "已致电", "phone")
    return act("handler", short, handling.record_contact, *words)


def close(number, short):
    return act("clerk", short, revisits.close_ticket, number)


def test_what_passes_is_to_be_revisited():
    number = answered("11-24 10:00")
    since = Told(number)
    verify(number, "11-24 15:00")
    assert ticket(number)["state"] == State.VERIFIED
    assert clock(number, "verify")["stopped_at"] == at("11-24 15:00")
    assert clock(number, "revisit")["due_at"] == at("11-25 17:00")
    assert since.now() == ["verified handler@SJ"]


def test_what_does_not_pass_goes_back_under_the_old_promise():
    number = answered("11-24 10:00")
    verify(number, "11-24 15:00", passed=False, cause=None)
    row = ticket(number)
    assert (row["state"], row["due_at"]) == (State.HELD, at("11-26 17:00"))
    assert row["stopped_at"] is None
    answer(number, "11-25 10:00")
    assert kinds(number)[-2:] == ["verified", "answered"]


def test_passing_settles_the_cause():
    number = answered()
    before = everything()
    with pytest.raises(FieldMissing) as refused:
        verify(number, "11-24 15:00", cause=None)
    assert refused.value.field == "cause"
    assert everything() == before


def test_a_satisfied_person_ends_it():
    number = verified()
    revisit(number, "11-25 09:30", rating=5)
    assert ticket(number)["state"] == State.REVISITED
    since = Told(number)
    close(number, "11-25 09:40")
    row = ticket(number)
    assert (row["state"], row["closed_at"]) == (State.CLOSED, at("11-25 09:40"))
    assert row["next_at"] is None
    assert all(clock["stopped_at"] for clock in of_ticket("clocks", number))
    assert since.now() == ["closed handler@SJ"]


def test_three_attempts_are_enough():
    number = verified()
    for short in ("11-25 09:30", "11-25 11:00"):
        revisit(number, short, reached=False)
        assert ticket(number)["state"] == State.VERIFIED
    revisit(number, "11-25 15:00", reached=False)
    assert ticket(number)["state"] == State.REVISITED
    close(number, "11-25 15:10")
    assert ticket(number)["state"] == State.CLOSED


def test_whoever_was_reached_says_whether_it_is_solved():
    number = verified()
    before = everything()
    with pytest.raises(FieldMissing) as refused:
        revisit(number, "11-25 09:30", solved=None)
    assert refused.value.field == "solved"
    for rating in (0, 6):
        with pytest.raises(RuleBroken, match=r"revisit\.rating"):
            revisit(number, "11-25 09:30", rating=rating)
    assert everything() == before


def test_no_rating_is_no_bad_rating():
    number = verified()
    revisit(number, "11-25 09:30", rating=None, solved=True)
    close(number, "11-25 09:40")
    assert ticket(number)["state"] == State.CLOSED


def test_after_a_bad_revisit_the_department_calls_before_it_is_closed():
    number = verified()
    revisit(number, "11-25 09:30", rating=2)
    assert clock(number, "rating_contact")["due_at"] == at("11-26 17:00")
    with pytest.raises(RuleBroken, match=r"close\.contact_first"):
        close(number, "11-25 10:00")
    contact(number, "11-25 11:00")
    close(number, "11-25 11:30")
    assert ticket(number)["state"] == State.CLOSED


def test_a_redo_has_a_promise_of_its_own_and_the_old_lateness_stays():
    number = verified()
    revisit(number, "11-25 09:30", solved=False, rating=1)
    since = Told(number)
    reopen(number, "11-25 10:00")
    row = ticket(number)
    assert (row["state"], row["redo_cycle"]) == (State.HELD, 1)
    assert row["due_at"] == at("12-02 17:00")  # five working days
    assert clock(number, "finish")["stopped_at"] == at("11-24 10:00")
    assert since.now() == ["reopened chief_representative@SJ", "reopened handler@SJ"]


def test_a_second_bad_ending_goes_up_a_level():
    number = verified()
    revisit(number, "11-25 09:30", solved=False, rating=1)
    reopen(number, "11-25 10:00")
    contact(number, "11-25 11:00")
    answer(number, "11-26 10:00")
    verify(number, "11-26 15:00")
    since = Told(number)
    revisit(number, "11-27 09:30", solved=False, rating=1)
    (step,) = of_ticket("escalations", number)
    assert (step["step"], step["clock"], step["due_at"]) == (
        "raised",
        "redo",
        at("11-27 09:30"),
    )
    assert since.now() == [
        "step_raised deputy_leader@SJ",
        "step_raised dispatcher",
        "step_raised district_leader",
        "step_raised inspector",
    ]
    assert kinds(number)[-2:] == ["revisited", "escalated"]


def test_what_was_rated_well_is_not_reopened_before_it_is_closed():
    number = verified()
    revisit(number, "11-25 09:30", rating=5)
    with pytest.raises(NotPossible, match=r"reopen\.not_bad"):
        reopen(number, "11-25 10:00")


def test_a_closed_case_may_be_reopened():
    number = verified()
    revisit(number, "11-25 09:30", rating=5)
    close(number, "11-25 09:40")
    reopen(number, "11-26 09:10")
    row = ticket(number)
    assert (row["state"], row["closed_at"]) == (State.HELD, None)
    assert row["due_at"] == at("12-03 17:00")


def test_what_is_archived_stays_so():
    number = verified()
    revisit(number, "11-25 09:30", rating=5)
    close(number, "11-25 09:40")
    act("leader", "11-26 09:00", archiving.archive_ticket, number, Verdict.NOBODY)
    row = ticket(number)
    assert (row["state"], row["closed_at"]) == (State.ARCHIVED, at("11-25 09:40"))
    assert last_entry(number)["kind"] == "archived"
    before = everything()
    with pytest.raises(NotPossible):
        reopen(number, "11-27 09:00")
    assert everything() == before
