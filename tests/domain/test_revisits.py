"""After the answer: verify, revisit, close, reopen, archive."""

import pytest

from app.domain import handling, revisits
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.terms import CauseCode, ClockName, ResultCode, State, Step
from tests.domain import given_facts as given
from tests.domain.calendars import at
from tests.domain.given_facts import LEAD, moment, payload

N = ClockName


def steps(decision):
    return [escalation.key[2] for escalation in decision.escalations]


# --- verify --------------------------------------------------------------------------


def verify(facts, passed=True, cause=CauseCode.C21, when="2026-11-26 10:00"):
    return revisits.verify(facts, passed, cause, "phone", "已核", moment(when))


def test_what_passes_is_to_be_revisited_within_a_day():
    facts = verify(given.answered()).facts

    assert facts.state is State.VERIFIED
    assert facts.running(N.REVISIT).due_at == at("2026-11-27 17:00")
    assert not facts.promise.runs


def test_what_does_not_pass_goes_back_and_the_promise_runs_on_as_it_was():
    facts = verify(given.answered(), passed=False).facts

    assert facts.state is State.HELD
    assert facts.promise.runs
    assert given.due_of(facts) == given.DUE
    assert facts.running(N.HOLD).started_at == at("2026-11-26 10:00")


def test_passing_needs_a_final_cause():
    with pytest.raises(FieldMissing) as refused:
        verify(given.answered(), cause=None)

    assert refused.value.field == "cause"


def test_the_answers_cause_will_do_and_failing_needs_none():
    facts = given.answered(result=ResultCode.R4, cause=CauseCode.C11)

    assert verify(facts, cause=None).facts.state is State.VERIFIED
    assert verify(given.answered(), passed=False, cause=None).facts.state is State.HELD


def test_verifying_says_what_was_found():
    with pytest.raises(FieldMissing):
        revisits.verify(
            given.answered(), True, CauseCode.C21, "phone", "", moment("2026-11-26")
        )


@pytest.mark.parametrize("cause", list(CauseCode))
def test_a_verified_obstruction_brings_a_clue_package(cause):
    brings = cause in {"C31", "C32", "C33", "C34", "C35", "C37", "C38"}

    assert steps(verify(given.answered(), cause=cause)) == [Step.CLUE] * brings


def test_days_with_the_window_are_nobodys_overdue_days():
    """Answered on the due day, sent back two days late: urge on the next morning."""
    facts = given.answered(when="2026-11-30 16:00")

    facts = verify(facts, passed=False, when="2026-12-02 10:00").facts

    assert facts.promise.fallen == (Step.YELLOW,)
    assert given.until(facts, "2026-12-03 09:00").promise.fallen == (Step.YELLOW,)
    assert Step.URGE in given.until(facts, "2026-12-03 09:00:01").promise.fallen


# --- revisit -------------------------------------------------------------------------


def revisit(facts, reached=True, solved=True, rating=5, when="2026-11-26 15:00"):
    return revisits.revisit(facts, reached, solved, rating, "", moment(when))


def test_three_attempts_end_the_revisit_and_a_fourth_is_refused():
    facts = given.verified()
    for attempt, state in enumerate(
        (State.VERIFIED, State.VERIFIED, State.REVISITED), start=1
    ):
        facts = revisit(facts, reached=False, solved=None, rating=None).facts
        assert (facts.attempts, facts.state) == (attempt, state)

    with pytest.raises(NotPossible) as refused:
        revisit(facts, reached=False, solved=None, rating=None)

    assert refused.value.code == "revisit.done"
    assert not facts.reached


def test_whoever_was_reached_is_asked_whether_it_is_solved():
    with pytest.raises(FieldMissing) as refused:
        revisit(given.verified(), solved=None)

    assert refused.value.field == "solved"


@pytest.mark.parametrize("rating", [1, 2, 3, 4, 5, None])
def test_a_rating_is_one_of_five_or_none(rating):
    assert payload(revisit(given.verified(), rating=rating)).get("rating") == rating


@pytest.mark.parametrize("rating", [0, 6, -1])
def test_another_rating_is_refused(rating):
    with pytest.raises(RuleBroken) as refused:
        revisit(given.verified(), rating=rating)

    assert refused.value.code == "revisit.rating"


def test_who_was_not_reached_said_nothing():
    decision = revisit(given.verified(), reached=False, solved=False, rating=1)

    assert payload(decision) == {"reached": False}
    assert not decision.facts.bad_revisit


@pytest.mark.parametrize(
    ("solved", "rating", "is_bad"),
    [
        (True, 3, False),
        (True, 2, True),
        (True, 1, True),
        (False, 5, True),
        (False, None, True),
        (True, None, False),
    ],
)
def test_not_solved_or_rated_one_or_two_is_bad(solved, rating, is_bad):
    facts = revisit(given.verified(), solved=solved, rating=rating).facts

    assert facts.bad_revisit is is_bad
    assert (facts.running(N.RATING_CONTACT) is not None) is is_bad


# --- close, reopen, archive ----------------------------------------------------------


def close(facts, when="2026-11-27 15:00"):
    return revisits.close(facts, "", moment(when))


def reopen(facts, when="2026-11-27 15:00"):
    return revisits.reopen(facts, "没有解决", moment(when))


def test_closing_stops_every_clock():
    facts = close(given.revisited()).facts

    assert facts.state is State.CLOSED
    assert not any(clock.runs for clock in facts.clocks)


@pytest.mark.parametrize("facts", [given.dispatched(), given.verified()])
def test_nothing_is_closed_before_the_revisit(facts):
    with pytest.raises(NotPossible):
        close(facts)


def test_after_a_bad_rating_the_department_calls_before_closing():
    facts = given.revisited(rating=1)
    with pytest.raises(RuleBroken) as refused:
        close(facts)
    assert refused.value.code == "close.contact_first"

    now = moment("2026-11-27 10:00")
    facts = handling.contact(facts, LEAD, "已致歉", "phone", now).facts

    assert close(facts).facts.state is State.CLOSED


def test_a_bad_revisit_is_done_again_within_five_days():
    facts = reopen(given.revisited(solved=False, rating=None)).facts

    assert facts.state is State.HELD
    assert facts.redo_cycle == 1
    assert given.due_of(facts) == "2026-12-04 17:00"


def test_a_good_revisit_is_not_reopened():
    with pytest.raises(NotPossible) as refused:
        reopen(given.revisited())

    assert refused.value.code == "reopen.not_bad"


def test_whoever_was_never_reached_did_not_say_that_it_is_bad():
    facts = given.verified()
    for _ in range(3):
        facts = revisit(facts, reached=False, solved=None, rating=None).facts

    with pytest.raises(NotPossible) as refused:
        reopen(facts)

    assert refused.value.code == "reopen.not_bad"


def test_reopening_says_why():
    with pytest.raises(FieldMissing):
        revisits.reopen(given.closed(), " ", moment("2026-11-30 10:00"))


def test_a_closed_case_is_reopened_when_the_person_comes_back():
    decision = reopen(given.closed(), "2026-11-30 10:00")

    assert decision.facts.running(N.RATING_CONTACT)
    assert steps(decision) == []


def test_a_case_closed_at_the_desk_has_nobody_to_do_it_again():
    with pytest.raises(NotPossible) as refused:
        reopen(given.refused(), "2026-11-24 10:00")

    assert refused.value.code == "reopen.solved_at_desk"


def test_a_second_bad_revisit_goes_up_a_level():
    facts = given.answered(given.reopened(), "2026-11-30 10:00")
    facts = given.verified(facts=facts, when="2026-11-30 11:00")

    decision = revisit(facts, solved=False, rating=2, when="2026-11-30 15:00")

    assert steps(decision) == [Step.RAISED]
    assert decision.escalations[0].key == (N.REDO, 1, Step.RAISED)


def test_the_same_dissatisfaction_goes_up_once():
    facts = given.answered(given.reopened(), "2026-11-30 10:00")
    facts = given.verified(facts=facts, when="2026-11-30 11:00")
    facts = revisit(facts, solved=False, rating=2, when="2026-11-30 15:00").facts

    assert steps(reopen(facts, "2026-11-30 16:00")) == []


def test_reopening_gives_no_fresh_start_to_the_first_promise():
    facts = given.until(given.dispatched(), "2026-12-02 10:00")
    facts = given.answered(facts, "2026-12-02 10:00")
    facts = given.verified(facts=facts, when="2026-12-02 11:00")
    facts = given.revisited(solved=False, facts=facts, when="2026-12-02 15:00")

    after = reopen(facts, "2026-12-03 10:00").facts

    assert [c for c in after.clocks if c.name is N.FINISH] == [
        c for c in facts.clocks if c.name is N.FINISH
    ]


def test_what_is_archived_is_over():
    facts = given.archived()

    assert facts.state is State.ARCHIVED
    with pytest.raises(NotPossible):
        reopen(facts, "2026-12-01 10:00")


def test_only_what_is_closed_is_archived():
    with pytest.raises(NotPossible):
        given.archived(given.revisited())
