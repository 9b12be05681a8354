"""At the desk: filed, out of scope, solved at once, dispatched, handed up, withdrawn."""

import pytest

from app.domain import filing
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.replay import overdue_working_days
from app.domain.terms import (
    EntryKind,
    ExclusionCode,
    ResultCode,
    State,
    TicketClass,
)
from tests.domain import given_facts as given
from tests.domain.given_facts import LEAD, OTHER, THIRD, moment, payload

T = TicketClass


def overdue_days(facts):
    return overdue_working_days(facts, facts.promise, facts.last_at, given.CALENDAR)


def test_a_new_ticket_is_filed_and_no_clock_runs():
    decision = filing.file(
        T.COMPLEX, {"text": "证办不下来"}, moment("2026-11-23 09:00")
    )

    assert decision.facts.state is State.FILED
    assert decision.facts.clocks == ()
    assert decision.next_at is None
    said = payload(decision)
    assert said.pop("text") == "证办不下来"
    assert said == {
        "rules": given.RULES.version,
        "calendar": given.CALENDAR.version,
    }


@pytest.mark.parametrize(
    ("ticket_class", "due"),
    [
        (T.SIMPLE, "2026-11-23 17:00"),
        (T.GENERAL, "2026-11-26 17:00"),
        (T.CANNOT_BE_DONE, "2026-11-26 17:00"),
        (T.OBSTRUCTION, "2026-11-26 17:00"),
        (T.COMPLEX, "2026-11-30 17:00"),
        (T.SPECIAL, "2026-12-07 17:00"),
        (T.DIFFICULT, "2026-12-14 17:00"),
    ],
)
def test_dispatch_starts_the_promise_of_the_class(ticket_class, due):
    assert given.due_of(given.dispatched(ticket_class)) == due


@pytest.mark.parametrize(
    ("when", "due"),
    [
        ("2026-11-23 16:59", "2026-11-30 17:00"),
        ("2026-11-23 17:00", "2026-12-01 17:00"),
        ("2026-11-21 10:00", "2026-11-30 17:00"),
    ],
    ids=["before closing", "at closing it is the next day's", "Saturday is Monday's"],
)
def test_the_day_of_dispatch_is_not_counted(when, due):
    facts = filing.file(T.COMPLEX, {}, moment("2026-11-20 16:00")).facts

    decision = filing.dispatch(facts, LEAD, (), "", moment(when))

    assert given.due_of(decision.facts) == due


def test_dispatch_starts_the_clocks_of_lead_and_assistants():
    facts = given.dispatched(T.SPECIAL, assisting=(OTHER, THIRD))

    names = [(clock.name.value, clock.department) for clock in facts.clocks]
    assert names == [
        ("sign", LEAD),
        ("contact", LEAD),
        ("return", LEAD),
        ("finish", LEAD),
        ("hold", LEAD),
        ("assist", OTHER),
        ("assist", THIRD),
    ]
    assert facts.holder == LEAD


def test_an_assistant_named_twice_assists_once():
    assert given.dispatched(assisting=(OTHER, OTHER)).assistants == (OTHER,)


def test_the_lead_cannot_assist_itself():
    with pytest.raises(RuleBroken) as refused:
        given.dispatched(assisting=(OTHER, LEAD))

    assert (refused.value.code, refused.value.field) == (
        "dispatch.assists_itself",
        "assisting",
    )


def test_why_this_department_is_on_record():
    now = moment("2026-11-23 09:20")

    decision = filing.dispatch(given.filed(), LEAD, (), "事项清单第12项", now)

    assert payload(decision) == {"why": "事项清单第12项"}


def test_a_ticket_is_dispatched_once():
    with pytest.raises(NotPossible):
        filing.dispatch(given.dispatched(), OTHER, (), "", moment("2026-11-24 10:00"))


def test_out_of_scope_ends_the_case_with_reasons_and_the_right_channel():
    now = moment("2026-11-23 09:20")

    decision = filing.refuse(given.filed(), ExclusionCode.X1, "已起诉", "法院", now)

    assert decision.facts.state is State.CLOSED
    assert payload(decision) == {
        "how": "out_of_scope",
        "exclusion": "X1",
        "text": "已起诉",
        "redirect": "法院",
    }


@pytest.mark.parametrize(
    ("reasons", "redirect", "field"),
    [("", "法院", "reasons"), ("  \n", "法院", "reasons"), ("已起诉", " ", "redirect")],
)
def test_a_refusal_needs_its_reasons_and_where_to_go(reasons, redirect, field):
    now = moment("2026-11-23 09:20")

    with pytest.raises(FieldMissing) as refused:
        filing.refuse(given.filed(), ExclusionCode.X1, reasons, redirect, now)

    assert refused.value.field == field


def test_solved_at_the_desk_ends_the_case_with_a_result():
    now = moment("2026-11-23 09:20")

    decision = filing.solve_at_desk(given.filed(), ResultCode.R3, "代为填报", now)

    assert decision.facts.state is State.CLOSED
    assert decision.facts.clocks == ()
    assert payload(decision) == {"how": "at_desk", "text": "代为填报", "result": "R3"}


def test_what_was_dispatched_is_not_solved_at_the_desk_nor_out_of_scope():
    now, facts = moment("2026-11-23 10:00"), given.dispatched()

    with pytest.raises(NotPossible):
        filing.solve_at_desk(facts, ResultCode.R1, "办好", now)
    with pytest.raises(NotPossible):
        filing.refuse(facts, ExclusionCode.X6, "民事纠纷", "法院", now)


@pytest.mark.parametrize("facts", [given.filed(), given.suspended(), given.returned()])
def test_a_case_is_handed_up_with_what_was_tried_and_its_clocks_run_on(facts):
    now = moment("2026-11-25 11:00")

    decision = filing.hand_up(facts, "三次催办无果", now)

    assert decision.facts.handed_up
    assert decision.facts.state is facts.state
    assert decision.facts.clocks == given.until(facts, "2026-11-25 11:00").clocks
    assert payload(decision) == {"text": "三次催办无果"}


def test_a_case_is_handed_up_once():
    now = moment("2026-11-25 11:00")
    facts = filing.hand_up(given.dispatched(), "催办无果", now).facts

    with pytest.raises(RuleBroken) as refused:
        filing.hand_up(facts, "再次上交", now)

    assert refused.value.code == "hand_up.already"


def test_withdrawing_stops_every_clock_and_keeps_lateness():
    facts = given.overdue("2026-12-02 09:30")

    decision = filing.withdraw(facts, "自行解决", moment("2026-12-02 10:00"))

    assert decision.facts.state is State.WITHDRAWN
    assert not any(clock.runs for clock in decision.facts.clocks)
    assert given.due_of(decision.facts) == given.DUE
    assert overdue_days(decision.facts) == 2
    assert decision.next_at is None


def test_a_clock_set_back_does_not_date_an_act_before_the_last_one():
    facts = given.dispatched()

    decision = filing.withdraw(facts, "自行解决", moment("2026-11-23 08:00"))

    assert decision.entries[-1].at == facts.last_at


def test_what_time_brought_before_an_act_is_told_before_it():
    decision = filing.withdraw(
        given.dispatched(), "自行解决", moment("2026-12-01 09:00:01")
    )

    kinds = [entry.kind for entry in decision.entries]
    assert kinds == [
        EntryKind.AUTO_SIGNED,
        EntryKind.ESCALATED,
        EntryKind.ESCALATED,
        EntryKind.WITHDRAWN,
    ]


def test_an_act_at_the_moment_of_a_step_comes_first():
    decision = filing.withdraw(
        given.dispatched(), "自行解决", moment("2026-12-01 09:00")
    )

    steps = [e.payload["step"] for e in decision.entries if "step" in e.payload]
    assert steps == ["yellow"]
