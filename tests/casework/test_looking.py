"""Looking at one ticket: who may, what is shown, and that it leaves no trace."""

import pytest

from app.casework import handling, looking, supervision
from app.domain.errors import NotFound
from app.domain.terms import ClockName, Command, EntryKind, Relation, State, Step
from app.store.transaction import reading
from tests.casework.given_office import (
    PEOPLE,
    act,
    answered,
    desk,
    dispatched,
    everything,
    filed,
    sweep,
)
from tests.store.given_tickets import at, found_neighbour

pytestmark = pytest.mark.usefixtures("district")

MAY_LOOK = {
    *("clerk", "leader", "handler", "chief", "deputy", "police", "police chief"),
    *("dispatcher", "inspector", "colleague", "district leader"),
}
URGE = (ClockName.FINISH, 1, Step.URGE)


def look(who, number, short="11-23 11:00"):
    with reading():
        return looking.look(desk(who, short), number)


@pytest.mark.parametrize("who", sorted(MAY_LOOK))
def test_who_works_on_it_or_watches_it_may_look(who):
    number = dispatched(assisting=("GA",))

    assert look(who, number).number == number


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - MAY_LOOK))
def test_for_everybody_else_there_is_no_such_ticket(who):
    number = dispatched(assisting=("GA",))

    with pytest.raises(NotFound) as refused:
        look(who, number)
    assert refused.value.code == "ticket.unknown"


def test_a_second_district_sees_nothing():
    number = dispatched()
    found_neighbour()

    with reading(), pytest.raises(NotFound):
        looking.look(desk("inspector", "11-23 11:00", "440704"), number)


def test_looking_writes_nothing():
    number = dispatched()
    before = everything()

    look("handler", number, "12-10 10:00")

    assert everything() == before


def test_time_is_shown_as_it_is_though_nobody_swept():
    number = dispatched()

    shown = look("handler", number, "11-30 09:00:01")

    assert shown.facts.auto_signed
    assert shown.entry_count == 2
    assert shown.page.held.facts.auto_signed is False


def test_what_is_offered_is_what_the_verb_takes():
    number = dispatched()
    offered = {one.command for one in look("handler", number).offers if not one.closed}

    assert {Command.SIGN, Command.CONTACT, Command.ANSWER, Command.RETURN} <= offered
    act("handler", "11-23 11:00", handling.sign_ticket, number)
    again = {one.command for one in look("handler", number).offers if not one.closed}
    assert offered - again == {Command.SIGN}


def test_closed_acts_come_with_their_reason():
    number = dispatched()

    shown = look("handler", number, "12-01 10:00")

    closed = {one.command: one.closed.code for one in shown.offers if one.closed}
    assert closed[Command.REQUEST_EXTENSION] == "extend.too_late"


def test_the_timeline_comes_with_the_facts_around_each_entry():
    turns = look("clerk", answered(), "11-24 11:00").turns

    assert [turn.entry.kind for turn in turns] == [
        EntryKind.FILED,
        EntryKind.DISPATCHED,
        EntryKind.SIGNED,
        EntryKind.CONTACTED,
        EntryKind.ANSWERED,
    ]
    assert turns[-1].before.state is State.HELD
    assert turns[-1].after.state is State.ANSWERED


def test_how_the_officer_stands_to_it():
    number = dispatched(assisting=("GA",))

    assert Relation.HOLDER in look("handler", number).standing
    assert Relation.ASSISTANT in look("police", number).standing
    assert Relation.OWN_CENTER in look("clerk", number).standing


def test_a_department_answers_for_its_own_escalations_only():
    number = dispatched(assisting=("GA",))
    sweep("11-27 09:00:05")

    offered = look("deputy", number, "11-27 10:00").offers
    own = looking.open_flags(
        desk("deputy", "11-27 10:00"),
        look("deputy", number, "11-27 10:00").page,
        Command.GIVE_STATEMENT,
    )

    assert [one.key for one in own] == [URGE]
    assert Command.GIVE_STATEMENT in {one.command for one in offered}
    page = look("police", number, "11-27 10:00").page
    assert (
        looking.open_flags(desk("police", "11-27 10:00"), page, Command.GIVE_STATEMENT)
        == ()
    )


def test_a_statement_is_asked_for_once():
    number = dispatched()
    sweep("11-27 09:00:05")
    inspector = desk("inspector", "11-27 10:00")
    words = (number, URGE, "请说明")
    act("inspector", "11-27 09:30", supervision.request_statement, *words)

    page = look("inspector", number, "11-27 10:00").page

    def open_to(command):
        return {one.key for one in looking.open_flags(inspector, page, command)}

    assert URGE not in open_to(Command.REQUEST_STATEMENT)
    assert URGE in open_to(Command.DISMISS_ESCALATION)


def test_the_window_sees_other_cases_of_the_same_telephone():
    first, second = filed(), filed("11-23 09:30", phone="199-0000-4321")
    filed("11-23 09:40", phone="13800001111")
    shown = look("clerk", second)

    with reading():
        found = looking.of_same_person(desk("clerk", "11-23 11:00"), shown)

    assert [line.number for line in found] == [first]


def test_nobody_else_sees_them():
    number = dispatched()
    filed("11-23 09:30")
    shown = look("handler", number)

    with reading():
        assert looking.of_same_person(desk("handler", "11-23 11:00"), shown) == []


def test_the_moment_judges_by_the_rules_the_ticket_was_filed_under():
    shown = look("handler", dispatched())

    assert shown.moment.rules.version == shown.held.rules_hash
    assert shown.moment.now == at("11-23 11:00")
