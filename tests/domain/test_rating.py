"""The complainant rates the result: when, and what must be said."""

import pytest

from app.domain import rating, revisits
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.terms import ClockName, State, Step, Unsolved
from tests.domain import given_facts as given
from tests.domain.given_facts import moment, payload

WHEN = "2026-11-26 15:00"


def rated(solved=True, level=5, why=(), facts=None):
    return rating.rate(facts or given.verified(), solved, level, why, moment(WHEN))


@pytest.mark.parametrize(
    ("facts", "may"),
    [
        (given.answered(), False),
        (given.verified(), True),
        (given.verified(passed=False), False),
        (given.revisited(), False),
        (given.closed(), False),
        (given.reopened(), False),
    ],
)
def test_the_person_is_asked_once_for_each_verified_answer(facts, may):
    assert rating.may_rate(facts) is may
    if not may:
        with pytest.raises(NotPossible, match=r"rating\.not_now"):
            rated(facts=facts)


def test_a_good_word_ends_the_asking():
    facts = rated().facts

    assert (facts.state, facts.reached, facts.bad_revisit) == (
        State.REVISITED,
        True,
        False,
    )
    assert facts.running(ClockName.REVISIT) is None


def test_what_is_not_solved_is_a_bad_revisit_with_its_reasons():
    decision = rated(False, 1, [Unsolved.NO_CONTACT, Unsolved.NOT_DONE])

    assert decision.facts.bad_revisit
    assert payload(decision)["text"] == "没有办成；没有人联系过我"


@pytest.mark.parametrize(
    ("solved", "level", "why", "fault", "code"),
    [
        (True, None, (), FieldMissing, "rating.level"),
        (False, 2, (), FieldMissing, "rating.why"),
        (True, 0, (), RuleBroken, "revisit.rating"),
        (True, 6, (), RuleBroken, "revisit.rating"),
    ],
)
def test_what_is_missing_is_named(solved, level, why, fault, code):
    with pytest.raises(fault) as refused:
        rated(solved, level, why)

    assert refused.value.code == code


def test_what_is_not_solved_goes_back_at_once_and_a_second_time_up_a_level():
    unsolved = [Unsolved.NOT_DONE]
    first = rating.send_back(
        rated(False, 1, unsolved).facts, unsolved, moment(WHEN)
    ).facts
    again = given.verified(
        facts=given.answered(first, when="2026-11-27 10:00"), when="2026-11-30 10:00"
    )
    second = rating.rate(again, False, 1, unsolved, moment("2026-11-30 11:00"))

    assert (first.state, first.redo_cycle) == (State.HELD, 1)
    assert [one.key[2] for one in second.escalations] == [Step.RAISED]


def unreached():
    """Closed after as many calls as the rules ask for, all in vain."""
    facts = given.verified()
    for hour in ("15:00", "15:30", "16:00"):
        when = moment(f"2026-11-26 {hour}")
        facts = revisits.revisit(facts, False, None, None, "", when).facts
    return revisits.close(facts, "", moment("2026-11-27 10:00")).facts


def test_a_closed_case_is_sent_back_only_by_whom_nobody_reached():
    late = moment("2026-11-30 10:00")

    assert rating.may_object(unreached())
    assert rating.send_back(unreached(), [Unsolved.UNTRUE], late).facts.redo_cycle == 1
    assert not rating.may_object(given.closed())
    with pytest.raises(NotPossible, match=r"rating\.not_now"):
        rating.send_back(given.closed(), [Unsolved.UNTRUE], late)
