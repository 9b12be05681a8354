"""What is offered is possible, and what is closed says the verb's own reason."""

import pytest

from app.domain.errors import Refusal
from app.domain.offers import ABOUT_FLAGS, ON_GROUND, offers
from app.domain.permissions import Actor, may, relations
from app.domain.terms import Command, Role, State
from tests.domain import given_facts as given
from tests.domain.given_facts import DISTRICT_WINDOW, LEAD, OTHER, TOWN, moment
from tests.domain.tries import TICKETS, TRIES

C, R = Command, Role
PJ = "pengjiang"
NOW = moment("2026-12-08 10:00")


def somebody(role, **unit):
    return Actor("somebody", role, PJ, **unit)


DESK = somebody(R.FRONT_DESK, center=TOWN)
LEADER_OF_CENTER = somebody(R.CENTER_LEADER, center=TOWN)
DISTRICT_DESK = somebody(R.FRONT_DESK, center=DISTRICT_WINDOW, of_district_window=True)
HANDLER = somebody(R.HANDLER, department=LEAD)
ASSISTANT = somebody(R.HANDLER, department=OTHER)
DEPUTY = somebody(R.DEPUTY_LEADER, department=LEAD)
DISPATCHER = somebody(R.DISPATCHER)
INSPECTOR = somebody(R.INSPECTOR)
PEOPLE = [
    *(DESK, LEADER_OF_CENTER, DISTRICT_DESK),
    *(HANDLER, ASSISTANT, DEPUTY, DISPATCHER, INSPECTOR),
]

HANDED_UP = TICKETS["handed_up"]
MOMENTS = ["2026-11-30 17:00", "2026-11-30 17:00:01", "2026-12-08 10:00"]


def standing(actor, facts):
    return relations(actor, PJ, TOWN, facts.handed_up, facts)


def offered(actor, facts, now=NOW, about_flags=ABOUT_FLAGS, grounded=ON_GROUND):
    return offers(facts, actor, standing(actor, facts), now, about_flags, grounded)


def open_to(actor, facts, now=NOW, about_flags=ABOUT_FLAGS, grounded=ON_GROUND):
    found = offered(actor, facts, now, about_flags, grounded)
    return {offer.command for offer in found if offer.closed is None}


def refusal_of(command, facts, actor, now):
    """The verb's own refusal, or None when it goes through."""
    try:
        TRIES[command](facts, actor.department or "", now)
    except Refusal as refusal:
        return refusal
    return None


def in_time(ticket, when):
    """The ticket as time has made it, and the moment; never before its last act."""
    now = moment(when)
    if TICKETS[ticket].last_at > now.now:
        now = NOW
    return given.until(TICKETS[ticket], now.now.strftime("%Y-%m-%d %H:%M:%S")), now


EACH = pytest.mark.parametrize(
    "actor", PEOPLE, ids=lambda a: f"{a.role}-{a.department}"
)


@EACH
@pytest.mark.parametrize("when", MOMENTS)
@pytest.mark.parametrize("ticket", TICKETS)
def test_what_is_offered_goes_through_and_what_is_closed_says_why(ticket, when, actor):
    facts, now = in_time(ticket, when)

    for offer in offered(actor, facts, now):
        refusal = refusal_of(offer.command, facts, actor, now)
        told = refusal and refusal.code
        assert told == (offer.closed and offer.closed.code), offer.command


@EACH
@pytest.mark.parametrize("when", MOMENTS)
@pytest.mark.parametrize("ticket", TICKETS)
def test_what_is_left_out_would_be_refused(ticket, when, actor):
    facts, now = in_time(ticket, when)
    shown = {offer.command for offer in offered(actor, facts, now)}

    for command in set(TRIES) - shown:
        if not may(actor, standing(actor, facts), command):
            continue
        if command is C.SIGN and facts.answered_once:
            continue  # possible, but nothing is left to sign for
        assert refusal_of(command, facts, actor, now), command


def test_every_command_on_a_shown_ticket_is_tried():
    assert set(Command) - set(TRIES) == {C.VIEW, C.REVEAL, C.FILE, C.SWEEP}


def test_offers_stand_in_the_order_of_a_tickets_life():
    commands = [offer.command for offer in offered(HANDLER, TICKETS["held"])]

    assert commands == sorted(commands, key=list(Command).index)


def test_the_handler_of_a_new_ticket():
    now = moment("2026-11-23 10:00")

    assert open_to(HANDLER, TICKETS["held"], now, frozenset()) == {
        C.SIGN,
        C.CONTACT,
        C.PROGRESS,
        C.SUSPEND,
        C.REQUEST_EXTENSION,
        C.RETURN,
        C.ANSWER,
    }


def test_without_a_flag_nothing_is_reviewed():
    reviews = {C.CONFIRM_ESCALATION, C.DISMISS_ESCALATION, C.REQUEST_STATEMENT}
    reviews |= {C.DOWNGRADE, C.DECIDE_OBJECTION}

    beside = {C.ISSUE_NOTICE, C.RAISE_LEVEL}

    for about, told in ((frozenset(), beside), (ABOUT_FLAGS, beside | reviews)):
        found = open_to(
            INSPECTOR, TICKETS["held"], about_flags=about, grounded=frozenset()
        )
        assert found == told


def test_without_ground_no_paper_is_offered():
    assert open_to(INSPECTOR, TICKETS["held"]) > ON_GROUND - {C.CONCLUDE}
    assert not open_to(INSPECTOR, TICKETS["held"], grounded=frozenset()) & ON_GROUND


def test_a_closed_command_is_shown_with_its_reason_where_it_helps():
    designated = offered(ASSISTANT, TICKETS["designated"])

    (returning,) = [offer for offer in designated if offer.command is C.RETURN]
    assert returning.closed.code == "return.designated"


@pytest.mark.parametrize("ticket", TICKETS)
def test_nothing_is_offered_to_another_district(ticket):
    stranger = Actor("stranger", R.HANDLER, "xinhui", department=LEAD)

    assert offered(stranger, TICKETS[ticket]) == ()


def test_the_town_window_hands_up_and_the_district_window_does_not():
    now = moment("2026-11-23 10:00")

    assert C.HAND_UP in open_to(DESK, TICKETS["held"], now)
    assert C.HAND_UP not in open_to(DISTRICT_DESK, HANDED_UP, now)
    assert C.DISPATCH in open_to(DISTRICT_DESK, HANDED_UP, now)


def test_an_archived_case_is_only_reviewed_and_watched():
    watching = {C.CALL_BACK, C.UNWATCH, C.REPORT_RETALIATION}
    assert open_to(DESK, TICKETS["archived"]) == {C.WATCH, C.REPORT_RETALIATION}
    assert open_to(DESK, TICKETS["watched_and_archived"]) == watching
    assert open_to(HANDLER, TICKETS["archived"]) == {C.GIVE_STATEMENT}
    assert TICKETS["archived"].state is State.ARCHIVED
