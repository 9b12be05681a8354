"""The procedure on a flag until the ruling: told, stated, ruled on, each step in time."""

from dataclasses import replace

import pytest

from app.domain import rulings
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.finding import FindingKey
from app.domain.hearing import FlagInHand, Hearing, turn
from app.domain.terms import (
    ClockName,
    EntryKind,
    FindingCode,
    Ground,
    Step,
)
from app.domain.terms import ReviewStatus as S
from tests.domain import given_facts as given
from tests.domain.calendars import at
from tests.domain.given_facts import LEAD, moment, payload

URGE = (ClockName.FINISH, 1, Step.URGE)
LATE = FindingKey(FindingCode.M1, 2, 1)
NOW = "2026-12-02 10:00"  # a Wednesday
PENDING = Hearing()
TOLD = Hearing(
    S.STATEMENT,
    told_at=at(NOW),
    statement_due_at=at("2026-12-07 17:00"),
    ruling_due_at=at("2026-12-14 17:00"),
)
STATED = replace(TOLD, status=S.HEARD, stated_at=at("2026-12-03 10:00"))
RULED = [Hearing(one) for one in (S.CONFIRMED, S.DOWNGRADED, S.DISMISSED, S.REVOKED)]
OBJECTED = Hearing(S.OBJECTED, ruling=S.CONFIRMED)
BOTH = pytest.mark.parametrize("key", [URGE, LATE], ids=["escalation", "finding"])


def ask(hearing=PENDING, key=URGE, text="请说明", department=LEAD, when=NOW):
    facts = given.until(given.dispatched(), when)
    return rulings.request_statement(
        facts, FlagInHand(key, hearing, department), text, moment(when)
    )


def state(hearing=TOLD, key=URGE, text="等待上级材料", when=NOW, facts=None):
    facts = facts or given.until(given.dispatched(), when)
    return rulings.give_statement(
        facts, FlagInHand(key, hearing, LEAD), text, moment(when)
    )


def confirm(hearing, reasons="事实清楚", department=LEAD, when=NOW, facts=None):
    facts = facts or given.until(given.dispatched(), when)
    return rulings.confirm(
        facts, FlagInHand(URGE, hearing, department), reasons, moment(when)
    )


def downgrade(hearing, reasons="轻微", ground=Ground.LIGHT, ended=None, when=NOW):
    facts = given.until(given.dispatched(), when)
    return rulings.downgrade(
        facts, FlagInHand(URGE, hearing, LEAD), reasons, ground, ended, moment(when)
    )


def dismiss(hearing, reasons="不成立", ground=Ground.FACTS, ended=None, when=NOW):
    facts = given.until(given.dispatched(), when)
    return rulings.dismiss(
        facts, FlagInHand(URGE, hearing, LEAD), reasons, ground, ended, moment(when)
    )


def hearing_after(decision):
    (review,) = decision.reviews
    return review.hearing


# --- told --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "due", "ruling_due"),
    [
        ("2026-12-02 10:00", "2026-12-07 17:00", "2026-12-15 17:00"),
        ("2026-12-02 16:59:59", "2026-12-07 17:00", "2026-12-15 17:00"),
        ("2026-12-02 17:00", "2026-12-08 17:00", "2026-12-16 17:00"),
        ("2026-12-05 10:00", "2026-12-10 17:00", "2026-12-18 17:00"),
    ],
    ids=["in the morning", "before closing", "at closing", "on a Saturday"],
)
def test_the_department_has_three_working_days_and_then_the_office_five(
    when, due, ruling_due
):
    after = hearing_after(ask(when=when))

    assert (after.status, after.told_at) == (S.STATEMENT, at(when))
    assert after.statement_due_at == at(due)
    assert after.ruling_due_at == at(ruling_due)


@BOTH
def test_the_entry_names_its_flag(key):
    told = payload(ask(key=key))

    if key is URGE:
        assert (told["clock"], told["cycle"], told["step"]) == ("finish", 1, "urge")
    else:
        assert (told["finding"], told["start_seq"], told["nth"]) == ("M1", 2, 1)
    assert told["due_at"] == "2026-12-07T17:00:00+08:00"


@pytest.mark.parametrize("hearing", [TOLD, STATED, OBJECTED, *RULED])
def test_a_statement_is_asked_for_once_and_before_the_ruling(hearing):
    with pytest.raises(NotPossible, match=r"review\.not_pending"):
        ask(hearing)


def test_where_no_department_is_named_nobody_is_asked():
    with pytest.raises(NotPossible, match=r"review\.nobody"):
        ask(department=None)


# --- stated ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "ruling_due"),
    [
        ("2026-12-03 10:00", "2026-12-10 17:00"),
        ("2026-12-07 17:00", "2026-12-15 17:00"),
    ],
    ids=["early", "at the last moment"],
)
def test_the_ruling_is_due_five_working_days_after_the_statement(when, ruling_due):
    after = hearing_after(state(when=when))

    assert (after.status, after.stated_at) == (S.HEARD, at(when))
    assert after.ruling_due_at == at(ruling_due)


def test_a_moment_later_it_is_late_and_says_until_when_it_was():
    with pytest.raises(RuleBroken, match=r"statement\.late") as refused:
        state(when="2026-12-07 17:00:01")

    assert refused.value.facts["due"] == TOLD.statement_due_at


def test_there_is_one_statement():
    with pytest.raises(RuleBroken, match=r"statement\.twice"):
        state(STATED)


def test_of_an_escalation_it_may_speak_unasked_of_a_finding_it_is_told_first():
    assert hearing_after(state(PENDING)).status is S.HEARD
    with pytest.raises(NotPossible, match=r"statement\.not_asked"):
        state(PENDING, LATE)


@pytest.mark.parametrize("hearing", [OBJECTED, *RULED])
def test_after_the_ruling_there_is_no_statement(hearing):
    with pytest.raises(NotPossible, match=r"review\.decided"):
        state(hearing)


# --- ruled on ----------------------------------------------------------------------

AGAINST = {confirm: S.CONFIRMED, downgrade: S.DOWNGRADED}


@pytest.mark.parametrize("how", AGAINST)
@pytest.mark.parametrize(
    ("hearing", "when"),
    [(STATED, NOW), (TOLD, "2026-12-07 17:00:01")],
    ids=["it has spoken", "its time is over"],
)
def test_against_a_department_it_is_ruled_once_it_was_heard(how, hearing, when):
    after = hearing_after(how(hearing, when=when))

    assert (after.status, after.ruling) == (AGAINST[how], AGAINST[how])
    assert after.ruled_at == at(when)


@pytest.mark.parametrize("how", AGAINST)
@pytest.mark.parametrize(
    ("hearing", "when"),
    [(PENDING, NOW), (TOLD, "2026-12-07 17:00")],
    ids=["not told", "it may still speak"],
)
def test_not_before_it_was_heard(how, hearing, when):
    with pytest.raises(NotPossible, match=r"review\.not_heard"):
        how(hearing, when=when)


def test_where_nobody_is_named_nobody_is_heard_and_nobody_objects():
    after = hearing_after(confirm(PENDING, department=None))

    assert after.status is S.CONFIRMED
    assert after.is_final(at(NOW))


@pytest.mark.parametrize("hearing", [PENDING, TOLD, STATED])
def test_in_its_favour_it_is_ruled_at_any_time(hearing):
    after = hearing_after(dismiss(hearing))

    assert (after.status, after.ground) == (S.DISMISSED, Ground.FACTS)
    assert after.is_final(at(NOW))


@pytest.mark.parametrize("how", [confirm, downgrade, dismiss])
@pytest.mark.parametrize("hearing", [OBJECTED, *RULED])
def test_a_ruling_stands(how, hearing):
    with pytest.raises(NotPossible, match=r"review\.decided"):
        how(hearing)


@pytest.mark.parametrize("how", [confirm, downgrade, dismiss])
def test_a_ruling_has_reasons(how):
    with pytest.raises(FieldMissing):
        how(STATED, reasons=" ")


@pytest.mark.parametrize("how", [downgrade, dismiss])
def test_what_does_not_count_has_a_ground(how):
    with pytest.raises(FieldMissing) as refused:
        how(STATED, ground=None)

    assert refused.value.field == "ground"


@pytest.mark.parametrize("how", [downgrade, dismiss])
@pytest.mark.parametrize("ended", [None, NOW, "2026-12-03 09:00"])
def test_corrected_after_it_was_told_is_no_ground(how, ended):
    ended = ended and at(ended)
    with pytest.raises(RuleBroken, match=r"ground\.not_corrected"):
        how(STATED, ground=Ground.SELF_CORRECTED, ended=ended)


@pytest.mark.parametrize("hearing", [STATED, PENDING], ids=["told", "not told"])
def test_corrected_before_it_was_told_is_one(hearing):
    before = at("2026-12-02 09:59:59")

    after = hearing_after(dismiss(hearing, ground=Ground.SELF_CORRECTED, ended=before))

    assert after.ground is Ground.SELF_CORRECTED


def test_a_dismissed_escalation_stays_on_record_and_its_step_stays_taken():
    facts = given.overdue()

    decision = rulings.dismiss(
        facts,
        FlagInHand(URGE, PENDING, LEAD),
        "停电",
        Ground.FORCE_MAJEURE,
        None,
        moment(NOW),
    )

    assert decision.facts == given.until(facts, NOW)
    assert Step.URGE in decision.facts.promise.fallen
    assert decision.escalations == ()


@pytest.mark.parametrize("facts", [given.closed(), given.withdrawn(), given.archived()])
def test_the_review_goes_on_after_the_end(facts):
    assert confirm(STATED, facts=facts).reviews
    assert state(TOLD, facts=facts).entries


def test_what_is_reported_before_dispatch_is_reviewed_then():
    assert confirm(STATED, facts=given.filed()).reviews


def test_procedure_moves_no_clock():
    facts = given.until(given.dispatched(), NOW)

    for decision in (ask(), state(), confirm(STATED)):
        assert decision.facts.clocks == facts.clocks


# --- whose turn --------------------------------------------------------------------

TELL_BY = at("2026-12-04 17:00")


@pytest.mark.parametrize(
    ("hearing", "when", "of_department", "due"),
    [
        (PENDING, NOW, False, "2026-12-04 17:00"),
        (TOLD, "2026-12-07 17:00", True, "2026-12-07 17:00"),
        (TOLD, "2026-12-07 17:00:01", False, "2026-12-14 17:00"),
        (STATED, NOW, False, "2026-12-14 17:00"),
        (replace(OBJECTED, decision_due_at=at(NOW)), NOW, False, NOW),
    ],
)
def test_whose_turn_it_is_and_until_when(hearing, when, of_department, due):
    found = turn(hearing, TELL_BY, at(when))

    assert (found.of_department, found.due_at) == (of_department, at(due))


def test_the_inspection_office_is_late_like_anybody():
    found = turn(PENDING, TELL_BY, at("2026-12-04 17:00:01"))

    assert found.is_late(at("2026-12-04 17:00:01"))
    assert not turn(PENDING, TELL_BY, at("2026-12-04 17:00")).is_late(TELL_BY)


def test_a_ruling_is_final_when_nobody_objected_in_time():
    ruled = hearing_after(confirm(STATED))
    due = at("2026-12-07 17:00")

    assert ruled.objection_due_at == due
    assert turn(ruled, TELL_BY, due).of_department
    assert turn(ruled, TELL_BY, at("2026-12-07 17:00:01")) is None


def test_every_step_of_the_procedure_is_an_entry():
    kinds = [one.entries[-1].kind for one in (ask(), state(), confirm(STATED))]

    assert kinds == [
        EntryKind.STATEMENT_REQUESTED,
        EntryKind.STATEMENT_GIVEN,
        EntryKind.ESCALATION_CONFIRMED,
    ]
