"""Assistants named after the dispatch, and released: their limits and the lead's."""

import pytest

from app.domain import assisting, extensions, handling
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.terms import CauseCode, ClockName, ResultCode
from tests.domain import given_facts as given
from tests.domain.calendars import at
from tests.domain.given_facts import LEAD, OTHER, THIRD, moment

NEVER = moment("2026-12-20 10:00")


def added(when="2026-11-25 10:00", facts=None, departments=(OTHER,)):
    facts = given.dispatched() if facts is None else given.until(facts, when)
    return assisting.add_assistant(facts, departments, "需会办", moment(when)).facts


def due_of(facts, department):
    clock = facts.running(ClockName.ASSIST, department)
    return clock and clock.due_at


def answered(facts, department, when):
    words = ("已办好", "", "电话告知")
    result, cause = ResultCode.R1, CauseCode.C21
    return handling.answer(facts, department, result, cause, *words, moment(when)).facts


@pytest.mark.parametrize(
    ("when", "due"),
    [
        ("2026-11-24 10:00", "2026-11-27 17:00"),  # the lead is due Mon 30 Nov
        ("2026-11-27 16:59", "2026-11-27 17:00"),
        ("2026-11-27 17:00", "2026-12-01 17:00"),  # its day is over: one day from now
        ("2026-11-30 10:00", "2026-12-01 17:00"),
        ("2026-12-03 10:00", "2026-12-04 17:00"),  # the lead is overdue
    ],
)
def test_a_late_assistant_is_due_before_the_lead_or_has_a_day(when, due):
    facts = added(when, given.dispatched())

    assert due_of(facts, OTHER) == at(due)


def test_naming_an_assistant_does_not_move_the_promise():
    before = given.until(given.dispatched(), "2026-11-25 10:00")

    assert added().promise.due_at == before.promise.due_at


def test_the_lead_cannot_answer_until_the_added_assistant_has():
    facts = added()
    with pytest.raises(RuleBroken) as refused:
        answered(facts, LEAD, "2026-11-26 10:00")
    assert refused.value.code == "answer.assistants_at_work"

    facts = answered(facts, OTHER, "2026-11-26 10:00")

    assert answered(facts, LEAD, "2026-11-26 11:00").answered_once


def test_a_released_assistant_holds_the_lead_up_no_longer():
    facts = added(departments=(OTHER, THIRD))
    freed = assisting.release_assistant(
        facts, OTHER, "不需要", moment("2026-11-25 11:00")
    )

    assert freed.facts.assistants == (THIRD,)
    assert assisting.at_work(freed.facts) == (THIRD,)
    assert [(n.kind, n.audience) for n in freed.notices] == [
        ("assistant_released", f"handler@{OTHER}")
    ]


def test_an_extension_of_the_lead_moves_the_added_assistant_as_well():
    facts = given.asked(2, "2026-11-25 11:00", added())

    longer = extensions.grant_extension(facts, "", moment("2026-11-25 11:30")).facts

    assert due_of(longer, OTHER) == at("2026-12-01 17:00")


def test_in_a_redo_an_assistant_is_named_anew_and_due_before_the_redo():
    facts = added("2026-11-27 11:00", given.reopened())

    assert facts.promise.due_at == at("2026-12-04 17:00")
    assert due_of(facts, OTHER) == at("2026-12-03 17:00")


def test_everybody_named_is_told_of_the_part_and_the_lead_of_the_help():
    now = moment("2026-11-25 10:00")
    decision = assisting.add_assistant(given.dispatched(), (OTHER, THIRD), "会办", now)

    told = [(n.kind, n.audience) for n in decision.notices]
    assert ("assistant_added", f"handler@{LEAD}") in told
    assert ("assist", f"handler@{OTHER}") in told
    assert ("assist", f"handler@{THIRD}") in told


@pytest.mark.parametrize(
    ("departments", "reason", "kind", "code"),
    [
        ((), "会办", FieldMissing, "assist.nobody"),
        ((OTHER,), " ", FieldMissing, "field.missing"),
        ((LEAD,), "会办", RuleBroken, "dispatch.assists_itself"),
        ((OTHER, LEAD), "会办", RuleBroken, "dispatch.assists_itself"),
    ],
)
def test_what_cannot_be_named_is_refused(departments, reason, kind, code):
    with pytest.raises(kind) as refused:
        assisting.add_assistant(
            given.dispatched(), departments, reason, moment("2026-11-25 10:00")
        )
    assert refused.value.code == code


def test_who_is_at_work_is_not_named_twice_and_who_answered_may_be_asked_again():
    facts = added()
    with pytest.raises(RuleBroken) as refused:
        added("2026-11-25 11:00", facts)
    assert refused.value.code == "assist.named_already"

    facts = answered(facts, OTHER, "2026-11-25 14:00")

    assert assisting.at_work(added("2026-11-25 15:00", facts)) == (OTHER,)


def test_only_who_is_at_work_is_released():
    with pytest.raises(NotPossible) as refused:
        assisting.release_assistant(given.dispatched(), OTHER, "不需要", NEVER)
    assert refused.value.code == "assist.not_at_work"
