"""Somebody came between the reading and the writing of a batch; nothing is doubled."""

import logging

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.casework import sweeping
from app.domain.errors import Stale
from app.store.database import db
from app.store.transaction import transaction
from tests.casework.given_office import entries, of_ticket, ticket
from tests.scheduler.given_ladder import LADDER, THREE_WEEKS_LATER, ladder, swept
from tests.scheduler.given_ladder import untouched as untouched_cases

pytestmark = pytest.mark.usefixtures("district")


def stale_times(times, monkeypatch):
    """Have the first batches refused, as when an officer acted in between."""
    sweep_batch, tries = sweeping.sweep_batch, []

    def refused(offices, now, size):
        tries.append(size)
        if len(tries) <= times:
            raise Stale("ticket.changed")
        return sweep_batch(offices, now, size)

    monkeypatch.setattr(sweeping, "sweep_batch", refused)
    return tries


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_stale_batch_is_judged_again(times, monkeypatch):
    (number,) = untouched_cases()
    tries = stale_times(times, monkeypatch)

    assert swept(THREE_WEEKS_LATER) == 1

    assert ladder(number) == LADDER
    assert tries == [sweeping.BATCH] * (times + 1)


def test_a_batch_that_stays_stale_is_taken_apart_not_tried_for_ever(monkeypatch):
    (number,) = untouched_cases()
    tries = stale_times(4, monkeypatch)

    swept(THREE_WEEKS_LATER)

    assert tries == [sweeping.BATCH] * 4 + [1, 1]
    assert ladder(number) == LADDER


def test_the_key_refuses_the_same_step_a_second_time():
    (number,) = untouched_cases()
    swept(THREE_WEEKS_LATER)
    again = text(
        "INSERT INTO escalations (district_id, ticket_id, clock, cycle, step, due_at,"
        " detected_at, rules_hash, calendar_hash, entry_seq)"
        " SELECT district_id, ticket_id, clock, cycle, step, due_at,"
        " detected_at, rules_hash, calendar_hash, entry_seq FROM escalations"
        " WHERE step = 'blue'"
    )

    with pytest.raises(IntegrityError), transaction():
        db.session.execute(again)

    assert ladder(number) == LADDER


def test_a_sweep_on_facts_of_yesterday_writes_nothing_twice(caplog):
    (number,) = untouched_cases()
    swept("11-05 10:00")
    before = ticket(number)
    swept("11-09 10:00")
    entries_written = len(entries(number))
    forget = text(
        "UPDATE tickets SET facts = :facts, next_at = due_at WHERE number = :number"
    )
    with transaction():
        db.session.execute(forget, {"facts": before["facts"], "number": number})

    with caplog.at_level(logging.ERROR):
        swept("11-09 10:05")

    assert ladder(number) == LADDER[:3]
    assert len(of_ticket("supervision_notices", number)) == 1
    assert len(entries(number)) == entries_written
    assert number in caplog.text
