"""Four sweeps at once, in four processes: nothing is doubled, nothing is lost."""

import os
import subprocess
import sys
from collections import Counter

import pytest

from app.casework.audit import Proof, verify_register
from app.config import ROOT
from app.store.transaction import reading
from tests.casework.given_office import offices, rows
from tests.databases import SECRETS
from tests.scheduler.given_ladder import (
    LADDER,
    THREE_WEEKS_LATER,
    ladder,
    notice_numbers,
    untouched,
)
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")

HOW_MANY, BATCH, PROCESSES = 60, 7, 4


@pytest.fixture
def swept_by_four(settings):
    """The numbers of the tickets, after four processes swept at the same time."""
    numbers = untouched(HOW_MANY)
    started = [start(settings) for _ in range(PROCESSES)]
    for process in started:
        assert process.stdout.readline() == "ready\n"
    for process in started:
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [process.communicate(timeout=120) for process in started]
    assert [process.returncode for process in started] == [0] * PROCESSES, told
    return numbers


def start(settings):
    command = [sys.executable, "-m", "tests.scheduler.sweeper"]
    command += [at(THREE_WEEKS_LATER).isoformat(), str(BATCH)]
    environ = {
        **os.environ,
        "DATABASE_URL": settings.database_url,
        **SECRETS,
    }
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_each_step_falls_once_and_none_is_missing(swept_by_four):
    everyone = list(range(1, HOW_MANY + 1))
    told = Counter(
        (row["ticket_id"], row["kind"], row["audience"]) for row in rows("notices")
    )

    assert [ladder(number) for number in swept_by_four] == [LADDER] * HOW_MANY
    assert notice_numbers() == {"blue": everyone, "orange": everyone, "red": everyone}
    assert set(told.values()) == {1}
    with reading():
        assert list(verify_register(offices(), Proof())) == []
