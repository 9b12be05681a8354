"""Seeing a full name: who may, with what reason, and that it is on record."""

import pytest

from app.casework import reveals
from app.domain.errors import FieldMissing, NotFound, NotPermitted, RuleBroken
from app.store.transaction import transaction
from tests.casework.given_office import (
    NEIGHBOUR,
    PEOPLE,
    act,
    desk,
    dispatched,
    everything,
    of_ticket,
    rows,
    ticket,
)
from tests.store.given_tickets import found_neighbour

NAME, PHONE = "陈不可见", "199 0000 4321"
REASON = "核对办理人"
MAY = {
    *("clerk", "leader", "dispatcher", "inspector", "colleague"),
    *("handler", "chief"),
}


@pytest.fixture
def number(district):
    return dispatched(assisting=("GA",))


def reveal(who, number, reason=REASON):
    return act(
        who, "11-23 11:00", reveals.reveal_complainant, number, reason, "10.0.0.7"
    )


@pytest.mark.parametrize("who", sorted(MAY))
def test_who_works_on_it_sees_the_name_and_that_is_recorded(number, who):
    found = reveal(who, number)

    assert (found.name, found.phone) == (NAME, PHONE)
    (entry,) = rows("access_log")
    assert (entry["action"], entry["username"]) == ("reveal", who)
    assert (entry["reason"], entry["remote"]) == (REASON, "10.0.0.7")
    assert entry["ticket_id"] == ticket(number)["id"]


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - MAY))
def test_nobody_else_sees_it_and_nothing_is_written(number, who):
    before = everything()

    with pytest.raises((NotFound, NotPermitted)):
        reveal(who, number)

    assert everything() == before


@pytest.mark.parametrize("reason", ["", " \n "])
def test_without_a_reason_nothing_is_shown(number, reason):
    with pytest.raises(FieldMissing) as refused:
        reveal("clerk", number, reason)

    assert refused.value.field == "reason"
    assert not rows("access_log")


def test_a_reason_is_no_novel(number):
    with pytest.raises(RuleBroken, match=r"field\.too_long"):
        reveal("clerk", number, "长" * 501)


@pytest.mark.parametrize("who", ["handler", "chief"])
def test_a_department_never_learns_a_confidential_name(district, who):
    number = dispatched(confidential=True)

    with pytest.raises(NotPermitted, match=r"reveal\.confidential"):
        reveal(who, number)

    assert not rows("access_log")


@pytest.mark.parametrize("who", ["clerk", "dispatcher", "inspector"])
def test_window_dispatch_and_inspection_learn_a_confidential_name(district, who):
    assert reveal(who, dispatched(confidential=True)).name == NAME


def test_the_timeline_does_not_tell_who_looked(number):
    before = len(of_ticket("ticket_events", number))

    reveal("clerk", number)

    assert len(of_ticket("ticket_events", number)) == before


def test_another_districts_ticket_does_not_exist(number):
    found_neighbour()

    stranger = desk("inspector", "11-23 11:00", NEIGHBOUR)
    with pytest.raises(NotFound, match=r"ticket\.unknown"), transaction():
        reveals.reveal_complainant(stranger, number, REASON)
