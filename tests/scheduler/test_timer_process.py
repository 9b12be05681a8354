"""`flask --app wsgi timer` as a service manager sees it: two of them, killed, stopped."""

import os
import signal
import subprocess
import sys
import time

import pytest

from app.config import ROOT
from app.store.reads.timer import find_beat, find_lease
from app.store.transaction import reading
from tests.databases import SECRETS
from tests.marks import on_sqlite_only

pytestmark = [on_sqlite_only, pytest.mark.usefixtures("district")]

PATIENCE_SECONDS = 120
PERIOD_SECONDS = 1


@pytest.fixture
def start(settings):
    """Start a timer process; those still running at the end are killed."""
    started = []

    def start_one():
        process = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", "timer"],
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": settings.database_url,
                **SECRETS,
                "OUTBOX_DIR": str(settings.outbox_dir),
                "SWEEP_SECONDS": str(PERIOD_SECONDS),
            },
            stderr=subprocess.DEVNULL,
        )
        started.append(process)
        return process

    yield start_one
    for process in started:
        process.kill()
        process.wait()


def pid_of_holder():
    with reading():
        lease = find_lease("timer")
    return int(lease.holder.split(":")[-2]) if lease else None


def beat_at():
    with reading():
        beat = find_beat("sweep")
    return beat.beat_at if beat else None


def wait_until(what):
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not what():
        assert time.monotonic() < give_up_at, "it took too long"
        time.sleep(0.05)


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
