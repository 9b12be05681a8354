"""One objection, decided by another person; what is revoked takes no points."""

from dataclasses import replace

import pytest

from app.domain import objections
from app.domain.errors import (
    FieldMissing,
    NotPermitted,
    NotPossible,
    RuleBroken,
)
from app.domain.hearing import FlagInHand, Hearing
from app.domain.terms import ClockName, Ground, Step
from app.domain.terms import ReviewStatus as S
from tests.domain import given_facts as given
from tests.domain.calendars import at
from tests.domain.given_facts import LEAD, moment

URGE = (ClockName.FINISH, 1, Step.URGE)
NOW = "2026-12-08 10:00"  # a Tuesday
CONFIRMED = Hearing(
    S.CONFIRMED,
    ruling=S.CONFIRMED,
    ruled_at=at("2026-12-07 09:00"),
    objection_due_at=at("2026-12-10 17:00"),
)
DOWNGRADED = replace(CONFIRMED, status=S.DOWNGRADED, ruling=S.DOWNGRADED)
OBJECTED = replace(CONFIRMED, status=S.OBJECTED, objected_at=at(NOW))
LIGHTER = replace(OBJECTED, ruling=S.DOWNGRADED)


def object_to(hearing=CONFIRMED, text="不服", when=NOW):
    facts = given.until(given.dispatched(), when)
    return objections.object_to(
        facts, FlagInHand(URGE, hearing, LEAD), text, moment(when)
    )


def decide(hearing, outcome, ground=Ground.FACTS, reasons="理由", ended=None):
    facts = given.until(given.dispatched(), NOW)
    return objections.decide_objection(
        facts,
        FlagInHand(URGE, hearing, LEAD),
        outcome,
        reasons,
        ground,
        ended,
        moment(NOW),
    )


def hearing_after(decision):
    (review,) = decision.reviews
    return review.hearing


@pytest.mark.parametrize("hearing", [CONFIRMED, DOWNGRADED])
@pytest.mark.parametrize("when", [NOW, "2026-12-10 17:00"])
def test_the_department_objects_within_three_working_days(hearing, when):
    after = hearing_after(object_to(hearing, when=when))

    assert (after.status, after.objected_at) == (S.OBJECTED, at(when))
    assert after.ruling is hearing.ruling


def test_the_decision_is_due_five_working_days_later():
    assert hearing_after(object_to()).decision_due_at == at("2026-12-15 17:00")


def test_a_moment_after_the_limit_it_is_too_late():
    with pytest.raises(RuleBroken, match=r"objection\.late"):
        object_to(when="2026-12-10 17:00:01")


@pytest.mark.parametrize(
    ("hearing", "code"),
    [
        (Hearing(), "objection.not_ruled"),
        (Hearing(S.HEARD), "objection.not_ruled"),
        (OBJECTED, "objection.twice"),
        (replace(OBJECTED, status=S.CONFIRMED), "objection.twice"),
        (replace(OBJECTED, status=S.REVOKED), "objection.twice"),
        (Hearing(S.DISMISSED), "objection.nothing_against"),
        (replace(CONFIRMED, objection_due_at=None), "objection.late"),
    ],
)
def test_there_is_one_objection_to_what_counts(hearing, code):
    with pytest.raises((NotPossible, RuleBroken)) as refused:
        object_to(hearing)

    assert refused.value.code == code


def test_an_objection_says_why():
    with pytest.raises(FieldMissing):
        object_to(text=" ")


@pytest.mark.parametrize(
    ("hearing", "outcome"),
    [
        (OBJECTED, S.CONFIRMED),
        (OBJECTED, S.DOWNGRADED),
        (OBJECTED, S.REVOKED),
        (LIGHTER, S.DOWNGRADED),
        (LIGHTER, S.REVOKED),
    ],
)
def test_the_decision_is_final(hearing, outcome):
    after = hearing_after(decide(hearing, outcome))

    assert (after.status, after.decided_at) == (outcome, at(NOW))
    assert after.is_final(at(NOW))


def test_an_objection_makes_nothing_worse():
    with pytest.raises(RuleBroken, match=r"objection\.worse"):
        decide(LIGHTER, S.CONFIRMED)


@pytest.mark.parametrize("outcome", [S.DISMISSED, S.PENDING, S.OBJECTED])
def test_other_outcomes_there_are_not(outcome):
    with pytest.raises(FieldMissing):
        decide(OBJECTED, outcome)


def test_what_changes_the_ruling_has_a_ground_and_what_keeps_it_needs_none():
    with pytest.raises(FieldMissing):
        decide(OBJECTED, S.REVOKED, ground=None)

    assert decide(OBJECTED, S.CONFIRMED, ground=None).reviews


@pytest.mark.parametrize("hearing", [Hearing(), CONFIRMED, Hearing(S.REVOKED)])
def test_without_an_objection_there_is_nothing_to_decide(hearing):
    with pytest.raises(NotPossible, match=r"objection\.none"):
        decide(hearing, S.REVOKED)


def test_another_person_decides_whatever_account_is_used():
    objections.require_another(1, frozenset({2, 3}))
    with pytest.raises(NotPermitted, match=r"objection\.own_ruling"):
        objections.require_another(1, frozenset({1, 3}))


def test_whoever_raised_it_by_hand_does_not_rule():
    objections.require_took_no_part(frozenset({1}), frozenset({2}))
    with pytest.raises(NotPermitted, match=r"interest\.took_part"):
        objections.require_took_no_part(frozenset({1, 4}), frozenset({1, 2}))
