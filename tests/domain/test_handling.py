"""The department's hands: sign, contact, progress, answer, suspend, resume."""

import pytest

from app.domain import handling
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.terms import (
    CauseCode,
    ClockName,
    ResultCode,
    State,
    SuspensionReason,
    TicketClass,
)
from tests.domain import given_facts as given
from tests.domain.calendars import at
from tests.domain.given_facts import LEAD, OTHER, THIRD, moment, payload

N, R, Why = ClockName, ResultCode, SuspensionReason


def clock(facts, name, department=None):
    """The latest clock of that name, running or not."""
    return next(
        one
        for one in reversed(facts.clocks)
        if one.name is name and department in (None, one.department)
    )


# --- sign, contact, progress --------------------------------------------------------


def test_signing_stops_the_sign_clock():
    decision = handling.sign(given.dispatched(), LEAD, moment("2026-11-23 10:00"))

    assert decision.facts.signed
    assert clock(decision.facts, N.SIGN).stopped_at == at("2026-11-23 10:00")


def test_after_automatic_signing_the_department_may_still_sign_once():
    facts = given.until(given.dispatched(), "2026-11-23 16:00")
    assert facts.auto_signed

    facts = handling.sign(facts, LEAD, moment("2026-11-23 16:00")).facts

    with pytest.raises(NotPossible) as refused:
        handling.sign(facts, LEAD, moment("2026-11-23 16:01"))
    assert refused.value.code == "sign.twice"


@pytest.mark.parametrize(
    ("when", "signed"),
    [("2026-11-23 14:20", False), ("2026-11-23 14:20:01", True)],
    ids=["four working hours after 09:20", "one second after"],
)
def test_a_ticket_is_signed_automatically_after_the_sign_limit(when, signed):
    assert given.until(given.dispatched(), when).auto_signed is signed


@pytest.mark.parametrize(
    ("department", "code"),
    [(OTHER, "sign.assistant"), (THIRD, "department.stranger")],
)
def test_only_the_holder_signs(department, code):
    facts = given.dispatched(assisting=(OTHER,))

    with pytest.raises(RuleBroken) as refused:
        handling.sign(facts, department, moment("2026-11-23 10:00"))

    assert refused.value.code == code


def test_a_contact_stops_sign_and_contact():
    now = moment("2026-11-23 10:00")

    decision = handling.contact(given.dispatched(), LEAD, "已说明情况", "phone", now)

    assert not clock(decision.facts, N.SIGN).runs
    assert not clock(decision.facts, N.CONTACT).runs
    assert payload(decision) == {"text": "已说明情况", "how": "phone"}


def test_an_assistants_contact_does_not_count():
    facts = given.dispatched(assisting=(OTHER,))

    facts = handling.contact(
        facts, OTHER, "已联系", "phone", moment("2026-11-23 10:00")
    ).facts

    assert clock(facts, N.CONTACT).runs
    assert clock(facts, N.SIGN).runs


def test_progress_stops_sign_and_not_contact():
    facts = handling.progress(
        given.dispatched(), LEAD, "已调档", moment("2026-11-23 10:00")
    ).facts

    assert not clock(facts, N.SIGN).runs
    assert clock(facts, N.CONTACT).runs


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_contact_and_progress_say_something(text):
    now, facts = moment("2026-11-23 10:00"), given.dispatched()

    with pytest.raises(FieldMissing):
        handling.contact(facts, LEAD, text, "phone", now)
    with pytest.raises(FieldMissing):
        handling.progress(facts, LEAD, text, now)


# --- answer --------------------------------------------------------------------------


def answer(facts, result=R.R1, cause=None, basis="", told="电话", department=LEAD):
    now = moment("2026-11-25 10:00")
    return handling.answer(facts, department, result, cause, "结果", basis, told, now)


def test_an_answer_ends_the_departments_clocks_and_starts_verification():
    facts = answer(given.dispatched()).facts

    running = {one.name for one in facts.clocks if one.runs}
    assert facts.state is State.ANSWERED
    assert running == {N.VERIFY}
    assert clock(facts, N.VERIFY).due_at == at("2026-11-26 17:00")


@pytest.mark.parametrize("result", [R.R4, R.R5, R.R6, R.R9])
def test_a_no_names_its_legal_basis(result):
    with pytest.raises(FieldMissing) as refused:
        answer(given.dispatched(), result, basis=" ")

    assert refused.value.field == "basis"
    assert answer(given.dispatched(), result, basis="第九条").facts.answered_once


@pytest.mark.parametrize("result", [R.R1, R.R2, R.R3, R.R7, R.R8])
def test_other_answers_need_no_basis(result):
    assert answer(given.dispatched(), result).facts.state is State.ANSWERED


def test_the_holder_says_how_the_complainant_was_told():
    with pytest.raises(FieldMissing) as refused:
        answer(given.dispatched(), told="")

    assert refused.value.field == "told"


def test_an_assistant_tells_nobody_and_ends_its_own_part_only():
    facts = given.dispatched(TicketClass.SPECIAL, assisting=(OTHER, THIRD))

    facts = answer(facts, told="", department=OTHER).facts

    assert facts.state is State.HELD
    assert not clock(facts, N.ASSIST, OTHER).runs
    assert clock(facts, N.ASSIST, THIRD).runs


def test_an_assistant_answers_once():
    facts = given.dispatched(assisting=(OTHER,))
    facts = answer(facts, department=OTHER).facts

    with pytest.raises(NotPossible) as refused:
        answer(facts, department=OTHER)

    assert refused.value.code == "assist.answered"


def test_the_lead_cannot_answer_over_its_assistants():
    facts = given.dispatched(assisting=(OTHER,))

    with pytest.raises(RuleBroken) as refused:
        answer(facts)
    assert refused.value.code == "answer.assistants_at_work"

    assert answer(answer(facts, department=OTHER).facts).facts.answered_once


def test_while_suspended_an_assistant_answers_and_the_lead_does_not():
    facts = given.suspended(facts=given.dispatched(assisting=(OTHER,)), days=5)

    with pytest.raises(NotPossible):
        answer(facts)
    assert answer(facts, department=OTHER).facts.state is State.SUSPENDED


def test_the_cause_of_the_answer_is_kept_for_verification():
    facts = answer(given.dispatched(), R.R4, CauseCode.C11, "第九条").facts

    assert facts.last_cause is CauseCode.C11


# --- suspension ----------------------------------------------------------------------


def suspend(facts, reason=Why.HEARING, no="听1号", days=5, when="2026-11-25 10:00"):
    return handling.suspend(facts, LEAD, reason, no, days, "说明", moment(when))


def resume(facts, when):
    return handling.resume(facts, "结果已到", moment(when)).facts


def test_a_suspension_freezes_the_promise_for_its_planned_days():
    """25 November to 2 December are not counted: 24 November, 3 to 8 December are."""
    facts = suspend(given.dispatched()).facts

    assert facts.state is State.SUSPENDED
    assert given.due_of(facts) == "2026-12-08 17:00"


def test_a_suspension_ends_by_itself_at_the_close_of_its_last_day():
    facts = suspend(given.dispatched()).facts

    assert given.until(facts, "2026-12-02 17:00").state is State.SUSPENDED
    assert given.until(facts, "2026-12-02 17:00:01").state is State.HELD


def test_resumed_early_the_promise_comes_nearer():
    facts = resume(suspend(given.dispatched()).facts, "2026-11-26 11:00")

    assert facts.state is State.HELD
    assert given.due_of(facts) == "2026-12-02 17:00"


def test_resuming_what_is_not_suspended_is_refused():
    with pytest.raises(NotPossible):
        resume(given.dispatched(), "2026-11-25 10:00")


LONGEST = {
    Why.CORRECTION: 10,
    Why.HEARING: 20,
    Why.TENDER: 20,
    Why.AUCTION: 20,
    Why.INSPECTION_TESTING: 20,
    Why.QUARANTINE: 20,
    Why.APPRAISAL: 20,
    Why.EXPERT_REVIEW: 15,
    Why.UPPER_LEVEL: 10,
    Why.JUDICIAL: 1000,
}


@pytest.mark.parametrize(("reason", "most"), LONGEST.items())
def test_each_reason_has_its_longest_plan(reason, most):
    assert suspend(given.dispatched(), reason, days=most).facts.suspension
    with pytest.raises(RuleBroken) as refused:
        suspend(given.dispatched(), reason, days=most + 1)

    assert (refused.value.code, refused.value.facts) == (
        "suspend.too_long",
        {"most": most},
    )


def test_every_reason_is_tried():
    assert set(LONGEST) == set(Why)


@pytest.mark.parametrize("days", [0, -1])
def test_a_suspension_is_planned_in_whole_days(days):
    with pytest.raises(FieldMissing) as refused:
        suspend(given.dispatched(), days=days)

    assert refused.value.field == "planned_days"


@pytest.mark.parametrize("no", ["", "  "])
def test_a_suspension_needs_its_written_notice(no):
    with pytest.raises(FieldMissing) as refused:
        suspend(given.dispatched(), no=no)

    assert refused.value.field == "notice_no"


@pytest.mark.parametrize("reason", [Why.HEARING, Why.EXPERT_REVIEW, Why.UPPER_LEVEL])
def test_a_reason_that_is_used_up_is_refused(reason):
    facts = resume(suspend(given.dispatched(), reason).facts, "2026-11-26 10:00")

    with pytest.raises(RuleBroken) as refused:
        suspend(facts, reason, when="2026-11-27 10:00")
    assert (refused.value.code, refused.value.facts) == ("suspend.times", {"times": 1})

    assert suspend(facts, Why.TENDER, when="2026-11-27 10:00").facts.suspension.lawful


def test_a_second_correction_is_recorded_and_stops_nothing():
    first = suspend(given.dispatched(), Why.CORRECTION, days=1).facts
    facts = resume(first, "2026-11-25 11:00")
    due = given.due_of(facts)

    again = suspend(facts, Why.CORRECTION, days=3, when="2026-11-27 10:00").facts

    assert not again.suspension.lawful
    assert given.due_of(again) == due


def test_judicial_procedures_are_suspended_as_often_as_they_come():
    facts = given.dispatched()
    for day in ("25", "26", "27"):
        facts = suspend(facts, Why.JUDICIAL, when=f"2026-11-{day} 10:00").facts
        facts = resume(facts, f"2026-11-{day} 11:00")

    assert all(one.lawful for one in facts.suspensions)


def test_waiting_for_an_upper_level_is_recorded_and_stops_nothing():
    facts = suspend(given.dispatched(), Why.UPPER_LEVEL).facts

    assert facts.state is State.SUSPENDED
    assert given.due_of(facts) == given.DUE


def test_a_suspension_never_moves_a_due_moment_that_has_passed():
    facts = suspend(given.overdue("2026-12-01 09:30"), when="2026-12-01 10:00").facts

    assert given.due_of(facts) == given.DUE


def test_a_suspended_ticket_is_not_suspended_again():
    with pytest.raises(NotPossible):
        suspend(given.suspended(), Why.TENDER, when="2026-11-26 10:00")
