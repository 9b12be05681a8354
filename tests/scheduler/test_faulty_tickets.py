"""One ticket that cannot be swept among others: they are, and it is put off and told."""

import logging

import pytest
from sqlalchemy import text

from app.store.database import db
from app.store.transaction import transaction
from tests.casework.given_office import ticket
from tests.scheduler.given_ladder import LADDER, THREE_WEEKS_LATER, ladder, swept
from tests.scheduler.given_ladder import untouched as untouched_cases
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district", "small_batches")

UNKNOWN_RULES = f"rules_hash = '{'0' * 64}'"
UNREADABLE = "facts = '{'"
UNKNOWN_DEPARTMENT = (
    "facts = replace(facts, '\"SJ\"', '\"NOWHERE\"')"  # no such department
)


@pytest.fixture
def numbers():
    return untouched_cases(10)


def spoil(number, how):
    with transaction():
        where = text(f"UPDATE tickets SET {how} WHERE number = :number")
        db.session.execute(where, {"number": number})


@pytest.mark.parametrize("how", [UNKNOWN_RULES, UNREADABLE, UNKNOWN_DEPARTMENT])
@pytest.mark.parametrize("position", [0, 4, 9])
def test_the_others_are_swept(numbers, how, position):
    bad = numbers.pop(position)
    spoil(bad, how)

    swept(THREE_WEEKS_LATER)

    assert [ladder(number) for number in numbers] == [LADDER] * 9
    assert ladder(bad) == []


@pytest.mark.parametrize("how", [UNKNOWN_RULES, UNREADABLE])
def test_it_is_logged_by_number_and_put_off(numbers, how, caplog):
    spoil(numbers[4], how)

    with caplog.at_level(logging.ERROR):
        swept(THREE_WEEKS_LATER)

    assert numbers[4] in caplog.text
    assert ticket(numbers[4])["next_at"] == at("11-23 10:10")


def test_once_it_is_put_right_its_steps_fall_at_their_legal_moments(numbers):
    kept = ticket(numbers[4])["facts"]
    spoil(numbers[4], UNREADABLE)
    swept(THREE_WEEKS_LATER)
    with transaction():
        put_right = text("UPDATE tickets SET facts = :facts WHERE number = :number")
        db.session.execute(put_right, {"facts": kept, "number": numbers[4]})

    swept("11-23 10:11")

    assert ladder(numbers[4]) == LADDER


def test_a_ticket_that_was_due_by_mistake_does_not_keep_the_sweep_busy(numbers):
    spoil(numbers[0], "next_at = '2026-11-02 03:00:00+00:00'")

    assert swept("11-02 11:30") == 1
    assert swept("11-02 11:31") == 0

    swept(THREE_WEEKS_LATER)
    assert ladder(numbers[0]) == LADDER


def test_all_faulty_ones_together_end_the_sweep_all_the_same(numbers):
    for number in numbers:
        spoil(number, UNREADABLE)

    assert swept(THREE_WEEKS_LATER) == 10

    assert swept(THREE_WEEKS_LATER) == 0
