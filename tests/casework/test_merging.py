"""Merging and linking: both tickets say so, one transaction, only for whoever sees both."""

import pytest

from app.casework import filing, merging
from app.casework.audit import Proof, verify_register
from app.domain.errors import NotFound, RuleBroken
from app.domain.terms import LinkKind, State
from app.store.reads.links import list_linked
from app.store.transaction import reading_one_moment
from tests.casework.given_office import (
    act,
    dispatched,
    everything,
    filed,
    kinds,
    last_entry,
    offices,
    payload,
    ticket,
)
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")


def merge(number, into, who="clerk", short="11-23 10:00"):
    words = {"into": into, "reason": "同一件事"}
    return act(who, short, merging.merge_ticket, number, **words)


def link(number, other, who="clerk"):
    words = {"into": other, "reason": "同一事项"}
    return act(who, "11-23 10:00", merging.link_ticket, number, **words)


def linked(number):
    found = list_linked(ticket(number)["id"])
    return [(one.line.number, one.kind, one.is_later) for one in found]


def test_both_tickets_say_so_and_show_each_other():
    main, double = dispatched(), dispatched("11-23 09:30")

    merge(double, main)

    assert ticket(double)["state"] is State.CLOSED
    assert ticket(double)["closed_at"] == at("11-23 10:00")
    assert payload(last_entry(double))["into"] == main
    assert payload(last_entry(main))["number"] == double
    assert kinds(main)[-1] == "duplicate_joined"
    assert linked(double) == [(main, LinkKind.DUPLICATE, False)]
    assert linked(main) == [(double, LinkKind.DUPLICATE, True)]


def test_the_number_is_taken_as_people_type_it():
    main, double = filed(), filed("11-23 09:30")

    merge(double, f" {main.lower()} ")

    assert linked(double) == [(main, LinkKind.DUPLICATE, False)]


@pytest.mark.parametrize("into", ["PJ26-0999", ""])
def test_an_unknown_main_ticket_is_refused_beside_its_field(into):
    number = filed()
    before = everything()
    with pytest.raises(NotFound) as refused:
        merge(number, into)
    assert (refused.value.code, refused.value.field) == ("ticket.unknown", "into")
    assert everything() == before


def test_a_window_merges_only_into_what_it_sees_and_dispatch_into_all():
    main = filed(who="town clerk")
    double = filed("11-23 09:30")
    with pytest.raises(NotFound):
        merge(double, main)

    merge(double, main, who="dispatcher")

    assert linked(double) == [(main, LinkKind.DUPLICATE, False)]


def test_a_main_ticket_that_has_ended_is_refused():
    main, double = filed(), filed("11-23 09:30")
    act("clerk", "11-23 09:40", filing.withdraw_ticket, main, "不办了")
    with pytest.raises(RuleBroken) as refused:
        merge(double, main)
    assert refused.value.code == "merge.main_ended"


def test_a_repeat_is_linked_to_what_has_ended_and_goes_on():
    earlier, again = filed(), dispatched("11-23 09:30")
    act("clerk", "11-23 09:40", filing.withdraw_ticket, earlier, "不办了")

    link(again, earlier)

    assert ticket(again)["state"] is State.HELD
    assert linked(again) == [(earlier, LinkKind.REPEAT, False)]
    assert payload(last_entry(again))["number"] == earlier


def test_the_register_stays_provable():
    main, double, again = filed(), dispatched("11-23 09:30"), filed("11-23 09:35")
    link(again, main)
    merge(double, main)

    with reading_one_moment():
        assert list(verify_register(offices(), Proof())) == []
