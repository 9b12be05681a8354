"""Returns: once per department, twice per ticket, never by a designated department."""

from dataclasses import replace

import pytest

from app.domain import returns
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.terms import ClockName, State
from tests.domain import given_facts as given
from tests.domain.calendars import at
from tests.domain.given_facts import LEAD, OTHER, RULES, THIRD, moment, payload


def return_ticket(facts, department=LEAD, proposed=OTHER, when="2026-11-23 15:00"):
    words = ("不属本局职责", "三定方案", proposed)
    return returns.return_ticket(facts, department, *words, moment(when))


def code_of(facts, department):
    with pytest.raises(RuleBroken) as refused:
        returns.require_may_return(facts, department, RULES)
    return refused.value.code


def test_a_return_gives_the_ticket_to_the_arbiter():
    decision = return_ticket(given.dispatched())
    facts = decision.facts

    running = {clock.name for clock in facts.clocks if clock.runs}
    assert facts.state is State.RETURNED
    assert facts.with_arbiter
    assert running == {ClockName.FINISH, ClockName.ARBITRATION}
    assert payload(decision) == {
        "text": "不属本局职责",
        "basis": "三定方案",
        "proposed": OTHER,
    }


def test_the_promise_runs_on_while_the_arbiter_thinks():
    assert given.due_of(given.returned()) == given.DUE
    assert given.due_of(given.arbitrated()) == given.DUE


@pytest.mark.parametrize("missing", ["reason", "basis", "proposed"])
def test_a_return_says_why_by_which_rule_and_who_instead(missing):
    words = {"reason": "不属", "basis": "三定", "proposed": OTHER, missing: " "}

    with pytest.raises(FieldMissing) as refused:
        returns.return_ticket(
            given.dispatched(), LEAD, **words, moment=moment("2026-11-23 15:00")
        )

    assert refused.value.field == missing


def test_a_department_does_not_propose_itself():
    with pytest.raises(RuleBroken) as refused:
        return_ticket(given.dispatched(), proposed=LEAD)

    assert (refused.value.code, refused.value.field) == (
        "return.to_itself",
        "proposed",
    )


@pytest.mark.parametrize("department", [OTHER, LEAD])
def test_a_designated_department_does_not_return(department):
    """Whether the arbiter upheld the return or sent it back."""
    facts = given.arbitrated(department)

    with pytest.raises(RuleBroken) as refused:
        return_ticket(facts, department, THIRD, when="2026-11-24 11:00")

    assert refused.value.code == "return.designated"


@pytest.mark.parametrize(
    ("returned_by", "department", "code"),
    [
        ((LEAD,), LEAD, "return.department_limit"),
        ((LEAD, OTHER), LEAD, "return.department_limit"),
        ((LEAD, OTHER), THIRD, "return.ticket_limit"),
    ],
    ids=["second of a department", "after two, its second", "third of a ticket"],
)
def test_returns_are_counted_by_department_and_by_ticket(returned_by, department, code):
    facts = replace(given.dispatched(), returned_by=returned_by)

    assert code_of(facts, department) == code


def test_a_second_return_by_another_department_is_within_the_limit():
    facts = replace(given.dispatched(), returned_by=(OTHER,))

    returns.require_may_return(facts, LEAD, RULES)


def test_after_an_answer_there_is_no_return():
    assert code_of(given.verified(passed=False), LEAD) == "return.after_answer"


def test_a_suspended_ticket_is_not_returned():
    with pytest.raises(NotPossible):
        return_ticket(given.suspended(), when="2026-11-25 11:00")


@pytest.mark.parametrize(
    ("when", "late"),
    [("2026-11-24 17:00", False), ("2026-11-24 17:00:01", True)],
    ids=["at the close of the window", "one second after"],
)
def test_a_late_return_is_told_and_allowed(when, late):
    facts = given.until(given.dispatched(), when)

    assert returns.is_late(facts, moment(when)) is late
    assert return_ticket(facts, when=when).facts.state is State.RETURNED


def test_without_a_return_window_nothing_is_late():
    assert not returns.is_late(given.arbitrated(), moment("2026-12-31 10:00"))


# --- arbitration --------------------------------------------------------------------


def arbitrate(department, reason="职责在此"):
    now = moment("2026-11-24 10:00")
    return returns.arbitrate(given.returned(), department, reason, "三定", now)


def test_naming_another_department_upholds_the_return():
    decision = arbitrate(OTHER)

    assert decision.facts.holder == OTHER
    assert decision.facts.designated
    assert payload(decision)["upheld"] is True


def test_naming_the_returning_department_rejects_the_return():
    decision = arbitrate(LEAD)

    assert decision.facts.holder == LEAD
    assert decision.facts.designated
    assert payload(decision)["upheld"] is False


def test_the_designated_department_has_clocks_of_its_own_and_no_return_window():
    facts = arbitrate(OTHER).facts

    assert facts.running(ClockName.RETURN) is None
    assert facts.running(ClockName.SIGN).started_at == at("2026-11-24 10:00")
    assert facts.running(ClockName.HOLD).department == OTHER


def test_an_assistant_that_becomes_the_holder_assists_no_more():
    facts = return_ticket(given.dispatched(assisting=(OTHER,))).facts

    now = moment("2026-11-24 10:00")
    facts = returns.arbitrate(facts, OTHER, "职责在此", "", now).facts

    assert facts.assistants == ()
    assert facts.running(ClockName.ASSIST) is None


@pytest.mark.parametrize(
    ("department", "reason", "field"),
    [("", "职责在此", "department"), (OTHER, " ", "reason")],
)
def test_the_arbiter_names_a_department_and_the_reason(department, reason, field):
    with pytest.raises(FieldMissing) as refused:
        arbitrate(department, reason)

    assert refused.value.field == field


def test_only_what_was_returned_is_arbitrated():
    with pytest.raises(NotPossible):
        returns.arbitrate(
            given.dispatched(), OTHER, "职责", "", moment("2026-11-24 10:00")
        )
