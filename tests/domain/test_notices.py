"""Which entry is told to whom."""

import pytest

from app.domain import filing, handling, returns, supervision
from app.domain.notices import TOLD, audience_of, audiences
from app.domain.terms import Colour, EntryKind, ResultCode, Role, Step, TicketClass
from tests.domain import given_facts as given
from tests.domain.given_facts import (
    DISTRICT_WINDOW,
    LEAD,
    OTHER,
    RULES,
    THIRD,
    TOWN,
    moment,
)

R = Role


def told(decision):
    return [(notice.kind, notice.audience) for notice in decision.notices]


def told_of(decision, kind):
    return [audience for of, audience in told(decision) if of == kind]


def test_every_entry_says_whom_it_tells_or_that_it_tells_nobody():
    assert set(TOLD) == set(EntryKind) - {EntryKind.ESCALATED}


@pytest.mark.parametrize("step", list(Step))
def test_every_step_tells_whom_the_rule_file_names(step):
    assert RULES.ladder[step].recipients


def test_dispatch_tells_the_department_and_each_assistant():
    now = moment("2026-11-23 09:20")

    decision = filing.dispatch(given.filed(), LEAD, (OTHER, THIRD), "", now)

    assert told(decision) == [
        ("dispatched", f"handler@{LEAD}"),
        ("dispatched", f"chief_representative@{LEAD}"),
        ("assist", f"handler@{OTHER}"),
        ("assist", f"handler@{THIRD}"),
    ]


def test_an_alleged_obstruction_is_copied_to_the_inspection_office_at_once():
    now = moment("2026-11-23 09:20")
    facts = given.filed(TicketClass.OBSTRUCTION)

    decision = filing.dispatch(facts, LEAD, (), "", now)

    assert told_of(decision, "obstruction") == ["inspector"]


def test_an_answer_tells_the_window_that_answers_for_the_ticket():
    now = moment("2026-11-25 10:00")
    facts = given.until(given.dispatched(), "2026-11-25 10:00")

    decision = handling.answer(
        facts, LEAD, ResultCode.R1, None, "办好", "", "电话", now
    )

    assert told(decision) == [("answered", f"front_desk@{TOWN}")]


def test_a_hand_up_tells_the_district_window():
    decision = filing.hand_up(given.filed(), "多次协调", moment("2026-11-23 10:00"))

    assert told(decision) == [("handed_up", f"front_desk@{DISTRICT_WINDOW}")]


def test_after_the_hand_up_the_district_window_is_told():
    facts = filing.hand_up(given.filed(), "协调", moment("2026-11-23 09:10")).facts
    facts = filing.dispatch(facts, LEAD, (), "", moment("2026-11-23 09:20")).facts
    facts = given.until(facts, "2026-11-25 10:00")

    decision = handling.answer(
        facts, LEAD, ResultCode.R1, None, "办好", "", "电话", moment("2026-11-25 10:00")
    )

    assert told(decision) == [("answered", f"front_desk@{DISTRICT_WINDOW}")]


def test_what_time_brings_tells_whom_the_rule_file_names():
    passed = given.passed(given.dispatched(), "2026-12-02 09:30")

    for step in (Step.YELLOW, Step.URGE, Step.BLUE):
        assert told_of(passed, f"step_{step}") == [
            audience_of(role, LEAD, TOWN) for role in RULES.ladder[step].recipients
        ]
    assert told_of(passed, "auto_signed") == [
        f"handler@{LEAD}",
        f"chief_representative@{LEAD}",
    ]


def test_what_falls_while_the_arbiter_has_it_tells_the_arbiter_and_no_department():
    passed = given.passed(given.returned(), "2026-12-02 09:30")

    assert told_of(passed, "step_urge") == ["dispatcher"]
    assert told_of(passed, "step_blue") == ["dispatcher", "inspector"]


def test_a_step_is_not_told_to_the_department_that_is_named_after_it():
    """Time first, then the ruling: one Decision, the holder changes within it."""
    now = moment("2026-12-01 10:00")

    decision = returns.arbitrate(given.returned(), OTHER, "职责在此", "", now)

    assert told_of(decision, "step_urge") == ["dispatcher"]
    assert told_of(decision, "arbitrated")[0] == f"handler@{OTHER}"


def test_a_notice_by_hand_while_the_arbiter_has_it_goes_to_the_arbiter():
    now = moment("2026-11-23 16:00")

    decision = supervision.issue_notice(given.returned(), Colour.BLUE, "请裁定", now)

    assert told(decision) == [("notice_issued", "dispatcher")]


def test_withdrawn_before_dispatch_there_is_no_department_to_tell():
    now = moment("2026-11-23 09:10")

    assert told(filing.withdraw(given.filed(), "不办了", now)) == []


@pytest.mark.parametrize(
    ("role", "audience"),
    [
        (R.HANDLER, "handler@SJ"),
        (R.CHIEF_REPRESENTATIVE, "chief_representative@SJ"),
        (R.DEPUTY_LEADER, "deputy_leader@SJ"),
        (R.FRONT_DESK, "front_desk@C1"),
        (R.CENTER_LEADER, "center_leader@C1"),
        (R.INSPECTOR, "inspector"),
        (R.DISPATCHER, "dispatcher"),
        (R.DISTRICT_LEADER, "district_leader"),
    ],
)
def test_an_audience_is_a_role_or_a_role_at_a_unit(role, audience):
    assert audience_of(role, "SJ", "C1") == audience


@pytest.mark.parametrize(
    ("role", "department", "center"),
    [
        (R.HANDLER, "SJ", None),
        (R.FRONT_DESK, None, "C1"),
        (R.INSPECTOR, None, None),
        (R.DISPATCHER, "ZSJ", None),
    ],
)
def test_whoever_holds_the_role_there_is_in_the_audience(role, department, center):
    audience = audience_of(role, department, center or "")

    assert audience in audiences(role, department, center)


def test_nobody_is_in_the_audience_of_another_unit():
    assert "handler@SJ" not in audiences(R.HANDLER, "ZJ", None)
    assert "inspector" not in audiences(R.HANDLER, "ZJ", None)
