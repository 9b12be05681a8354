"""`flask --app wsgi timer` as a process of its own, for tests that kill or starve it."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager

from app.config import ROOT
from app.store.reads.timer import find_beat
from app.store.transaction import reading
from tests.databases import SECRETS

PATIENCE_SECONDS = 120
COMMAND = (sys.executable, "-m", "flask", "--app", "wsgi", "timer")


@contextmanager
def timers(settings, stderr=subprocess.DEVNULL, **environ):
    """Yield what starts a timer that sweeps every second; all are killed at the end.

    environ: what these timers are told beside the register
    """
    started = []

    def start():
        told = {"DATABASE_URL": settings.database_url, "SWEEP_SECONDS": "1", **environ}
        process = subprocess.Popen(
            COMMAND,
            cwd=ROOT,
            env={**os.environ, **SECRETS, **told},
            stderr=stderr,
            text=True,
        )
        started.append(process)
        return process

    try:
        yield start
    finally:
        for process in started:
            process.kill()
            process.communicate()


def beat_at():
    """When the last sweep ended; None if there was none yet."""
    with reading():
        beat = find_beat("sweep")
    return beat.beat_at if beat else None


def wait_until(what):
    """Ask until it is true. raises: AssertionError, once it took too long"""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not what():
        assert time.monotonic() < give_up_at, "it took too long"
        time.sleep(0.05)
