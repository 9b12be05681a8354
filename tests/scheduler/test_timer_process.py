"""`flask --app wsgi timer` as a service manager sees it: two of them, killed, stopped."""

import signal

import pytest

from app.store.reads.timer import find_lease
from app.store.transaction import reading
from tests.marks import on_sqlite_only
from tests.timer_process import PATIENCE_SECONDS, beat_at, timers, wait_until

pytestmark = [on_sqlite_only, pytest.mark.usefixtures("district")]


@pytest.fixture
def start(settings):
    """What starts a timer process."""
    with timers(settings, OUTBOX_DIR=str(settings.outbox_dir)) as start_one:
        yield start_one


def pid_of_holder():
    with reading():
        lease = find_lease("timer")
    return int(lease.holder.split(":")[-2]) if lease else None


def test_when_the_elected_one_is_killed_the_other_takes_over(start):
    first = start()
    wait_until(lambda: pid_of_holder() == first.pid and beat_at())
    second = start()

    first.kill()

    wait_until(lambda: pid_of_holder() == second.pid)
    last = beat_at()
    wait_until(lambda: beat_at() > last)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_it_ends_cleanly_and_gives_the_lease_up(start, number):
    timer = start()
    wait_until(lambda: pid_of_holder() == timer.pid and beat_at())

    timer.send_signal(number)

    assert timer.wait(timeout=PATIENCE_SECONDS) == 0
    assert pid_of_holder() is None
