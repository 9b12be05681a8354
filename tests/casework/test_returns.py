"""A wrongly routed ticket: return and arbitration."""

import pytest

from app.casework import returns
from app.domain.errors import FieldMissing, NotFound, NotPossible, RuleBroken
from app.domain.terms import State
from tests.casework.given_office import (
    Told,
    act,
    answer,
    answered,
    clock,
    everything,
    last_entry,
    payload,
    signed,
    ticket,
    verify,
)
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")


def give_back(number, short, who="handler", **changes):
    words = {"reason": "不属本局", "basis": "三定方案第四条", "proposed": "GA"}
    return act(who, short, returns.return_ticket, number, **{**words, **changes})


def rule(number, short, department, **changes):
    words = {"department": department, "reason": "按权责清单", "basis": "清单第九项"}
    return act(
        "dispatcher", short, returns.arbitrate_ticket, number, **{**words, **changes}
    )


def test_a_return_goes_to_the_arbiter_and_the_promise_runs_on():
    number = signed()
    since = Told(number)
    give_back(number, "11-23 15:00")
    row = ticket(number)
    assert (row["state"], row["due_at"]) == (State.RETURNED, at("11-26 17:00"))
    assert row["stopped_at"] is None
    assert clock(number, "arbitration")["due_at"] == at("11-24 17:00")
    assert clock(number, "contact")["stopped_at"] == at("11-23 15:00")
    assert since.now() == ["returned dispatcher"]
    assert payload(last_entry(number)) == {
        "text": "不属本局",
        "basis": "三定方案第四条",
        "proposed": "GA",
    }


@pytest.mark.parametrize("field", ["reason", "basis", "proposed"])
def test_a_return_names_reason_basis_and_the_right_department(field):
    number = signed()
    before = everything()
    expected = NotFound if field == "proposed" else FieldMissing
    with pytest.raises(expected) as refused:
        give_back(number, "11-23 15:00", **{field: " "})
    assert refused.value.field == field
    assert everything() == before


def test_a_department_does_not_propose_itself():
    number = signed()
    with pytest.raises(RuleBroken, match=r"return\.to_itself"):
        give_back(number, "11-23 15:00", proposed="SJ")


def test_the_arbiter_names_another_department_and_its_promise_is_the_old_one():
    number = signed()
    give_back(number, "11-23 15:00")
    since = Told(number)
    rule(number, "11-24 10:00", "GA")
    row = ticket(number)
    assert (row["state"], row["due_at"]) == (State.HELD, at("11-26 17:00"))
    assert clock(number, "arbitration")["stopped_at"] == at("11-24 10:00")
    assert clock(number, "sign", 2)["due_at"] == at("11-24 15:00")
    assert payload(last_entry(number))["upheld"] is True
    assert since.now() == [
        "arbitrated chief_representative@GA",
        "arbitrated front_desk@C0",
        "arbitrated handler@GA",
    ]


def test_the_arbiter_may_reject_the_return():
    number = signed()
    give_back(number, "11-23 15:00")
    rule(number, "11-24 10:00", "SJ")
    assert payload(last_entry(number))["upheld"] is False
    assert ticket(number)["state"] == State.HELD


@pytest.mark.parametrize(("named", "who"), [("GA", "police"), ("SJ", "handler")])
def test_a_designated_department_may_not_return(named, who):
    number = signed()
    give_back(number, "11-23 15:00")
    rule(number, "11-24 10:00", named)
    before = everything()
    with pytest.raises(RuleBroken, match=r"return\.designated"):
        give_back(number, "11-24 11:00", who=who, proposed="MZ")
    assert everything() == before


def test_while_the_arbiter_has_it_the_department_may_not_act():
    number = signed()
    give_back(number, "11-23 15:00")
    before = everything()
    with pytest.raises(Exception, match=r"permission|lifecycle"):
        answer(number, "11-23 16:00")
    assert everything() == before


def test_nothing_is_returned_after_it_was_answered():
    number = answered()
    verify(number, "11-24 11:00", passed=False, cause=None)
    with pytest.raises(RuleBroken, match=r"return\.after_answer"):
        give_back(number, "11-24 15:00")


def test_nothing_is_ruled_on_that_was_not_returned():
    number = signed()
    with pytest.raises(NotPossible):
        rule(number, "11-24 10:00", "GA")


def test_a_ruling_names_a_department_and_a_reason():
    number = signed()
    give_back(number, "11-23 15:00")
    before = everything()
    with pytest.raises(NotFound, match=r"department\.unknown"):
        rule(number, "11-24 10:00", "XX")
    with pytest.raises(FieldMissing):
        rule(number, "11-24 10:00", "GA", reason=" ")
    assert everything() == before
