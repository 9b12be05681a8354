"""Tickets taken in hand."""

import pytest

from app.domain import filing
from app.domain.errors import NotFound
from app.domain.facts_text import dump_facts
from app.domain.terms import ClockName, EntryKind, ReviewStatus, State, Step
from app.store import register
from app.store.database import is_postgresql
from app.store.transaction import transaction
from tests.store.given_tickets import (
    acted,
    answered,
    at,
    dispatched,
    filed,
    found_neighbour,
    swept,
)

URGE = (ClockName.FINISH, 1, Step.URGE)


def test_a_number_nobody_has_is_not_found(district):
    with transaction(), pytest.raises(NotFound):
        register.hold_ticket(district.id, "PJ26-9999")


def test_a_ticket_of_another_district_is_not_found(district):
    neighbour, held = found_neighbour(), filed(district)

    with transaction(), pytest.raises(NotFound):
        register.hold_ticket(neighbour.id, held.number)


def test_the_facts_in_hand_are_those_that_were_written(district):
    held = answered(district)

    with transaction():
        again = register.hold_ticket(district.id, held.number)

    assert dump_facts(again.facts) == dump_facts(held.facts)
    assert again.facts.state is State.ANSWERED


def test_the_window_is_the_center_until_the_ticket_is_handed_up(district):
    held = dispatched(district)
    assert (held.center, held.window) == ("C1", "C1")

    up = acted(held, "11-23 10:00", filing.hand_up, "问过两个科室")

    assert (up.center, up.window) == ("C1", "C0")


def test_due_are_those_whose_moment_lies_strictly_before_now(district):
    dispatched(district)  # signs by itself at 14:20: four working hours after 09:20

    with transaction():
        assert register.hold_due(at("11-23 14:20:00"), 10) == []
        assert len(register.hold_due(at("11-23 14:20:01"), 10)) == 1


def test_the_earliest_moments_come_first_and_in_the_order_of_rows(district):
    late = dispatched(district, "11-23 11:00")
    early = dispatched(district, "11-23 09:30")
    earliest = dispatched(district, "11-23 09:20")

    with transaction():
        first = register.hold_due(at("11-24 12:00"), 2)
        everything = register.hold_due(at("11-24 12:00"), 9)

    assert [held.number for held in first] == [early.number, earliest.number]
    assert [held.number for held in everything] == [
        late.number,
        early.number,
        earliest.number,
    ]


def test_the_next_moment_is_the_earliest_of_all(district):
    assert register.find_next_moment() is None

    dispatched(district, "11-23 11:00")
    dispatched(district, "11-23 09:20")

    assert register.find_next_moment() == at("11-23 14:20")


def test_what_another_has_in_hand_is_passed_over(district, app):
    dispatched(district)

    with transaction():
        mine = register.hold_due(at("11-24 12:00"), 10)
        if is_postgresql():
            with app.app_context():
                others = register.hold_due(at("11-24 12:00"), 10)
            assert others == []

    assert len(mine) == 1


def test_entries_after_a_place_tell_who_acted(district):
    held = dispatched(district)

    with transaction():
        since = register.entries_after(held, 1)

    assert [(entry.seq, entry.kind) for entry in since] == [(2, EntryKind.DISPATCHED)]
    assert since[0].actor == "chuangkou"


def test_an_escalation_tells_how_far_its_review_is(district):
    held = dispatched(district)
    swept("12-01 09:30")

    with transaction():
        known = register.get_flag(district.id, held.number, URGE)

    assert known.hearing.status is ReviewStatus.PENDING
    assert known.department == "SJ"
    assert known.at == at("12-01 09:00")


@pytest.mark.parametrize("step", [Step.YELLOW, Step.BLUE])
def test_what_accuses_nobody_or_did_not_fall_is_not_found(district, step):
    held = dispatched(district)
    swept("12-01 09:30")

    with transaction(), pytest.raises(NotFound):
        register.get_flag(district.id, held.number, (ClockName.FINISH, 1, step))
