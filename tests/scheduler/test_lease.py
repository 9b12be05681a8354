"""Of several timers one works; the next takes over when it ends or falls silent."""

import pytest

from app.scheduler.wiring import Timer
from app.store import leases
from app.store.reads.timer import find_lease
from app.store.transaction import reading, transaction
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")

SECONDS = 90


def take(who, short, seconds=SECONDS):
    with transaction():
        return leases.take_lease("timer", who, at(short), seconds)


def release(who):
    with transaction():
        leases.release_lease("timer", who)


def holder():
    with reading():
        lease = find_lease("timer")
    return lease.holder if lease else None


@pytest.mark.parametrize(
    ("who", "moment", "gets_it"),
    [
        ("first", "11-23 10:01", True),
        ("second", "11-23 10:01", False),
        ("second", "11-23 10:01:29", False),
        ("second", "11-23 10:01:30", True),
        ("second", "11-23 12:00", True),
    ],
)
def test_a_lease_is_held_until_it_expires(who, moment, gets_it):
    assert take("first", "11-23 10:00")

    assert take(who, moment) is gets_it

    assert holder() == (who if gets_it else "first")


def test_renewing_makes_it_last_from_then_on():
    take("first", "11-23 10:00")
    take("first", "11-23 10:01")

    assert not take("second", "11-23 10:02")


def test_a_released_lease_is_free_at_once():
    take("first", "11-23 10:00")

    release("first")

    assert take("second", "11-23 10:00")


def test_nobody_releases_the_lease_of_another():
    take("first", "11-23 10:00")

    release("second")

    assert holder() == "first"


def test_a_lease_from_before_the_clock_was_set_back_is_not_waited_for():
    take("first", "11-23 10:00")

    assert take("second", "11-23 09:00")


def test_leases_of_other_names_do_not_meet():
    take("first", "11-23 10:00")

    with transaction():
        assert leases.take_lease("other", "second", at("11-23 10:00"), SECONDS)


def test_of_two_timers_one_works_and_the_other_stands_by(app):
    first, second = Timer(app), Timer(app)

    assert first.holds_lease()
    assert not second.holds_lease()
    assert first.holds_lease()


def test_two_timers_of_one_machine_have_different_names(app):
    assert Timer(app).holder != Timer(app).holder


def test_the_next_takes_over_when_a_timer_was_stopped(app):
    first, second = Timer(app), Timer(app)
    first.holds_lease()

    first.release()

    assert second.holds_lease()
