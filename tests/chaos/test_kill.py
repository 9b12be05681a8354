"""kill -9 of filing workers and timers at random moments: nothing is lost or doubled."""

import time
from collections import defaultdict
from datetime import timedelta

import pytest

from app.domain.terms import Colour
from app.scheduler import tick
from tests.casework.given_office import rows
from tests.chaos import simulated
from tests.chaos.checks import (
    check_filings,
    check_ladders,
    check_proof,
    check_told_once,
)
from tests.chaos.kills import LONGEST_PEACE_SECONDS, context, dice, rounds
from tests.chaos.workers import Filer, TimerProcess
from tests.scheduler.given_ladder import LADDER

COLOURS = (Colour.BLUE, Colour.ORANGE, Colour.RED)
STEPS = [step for step, _ in LADDER]


@pytest.mark.usefixtures("district")
@pytest.mark.parametrize(("round_", "kills"), rounds(share=0.6))
def test_killing_loses_and_doubles_nothing(round_, kills, settings, tmp_path):
    started = time.time()
    given = settings, started
    filers = [Filer(name, *given, tmp_path / f"{name}.log") for name in "ab"]
    timers = [TimerProcess(*given, tmp_path / f"timer{n}.log") for n in (1, 2)]
    told = context(round_, kills, tmp_path)

    kill_at_random([*filers, *timers], kills, dice(round_))

    end = simulated.now(started) + timedelta(days=60)
    assert rows("escalations"), f"the timers never worked; {told}"
    tick.sweep(end)
    acknowledged = {
        f"{filer.name}-{form}": number
        for filer in filers
        for form, number in filer.acknowledged.items()
    }
    check_filings(acknowledged, len(filers), told)
    check_proof(told)
    check_ladders(rows("tickets"), STEPS, end, told)
    check_notices(told)


def kill_at_random(workers, kills, choice):
    """Let them work; kill one after the other in the middle of it, start it again."""
    for worker in workers:
        worker.start()
    try:
        for worker in workers:
            worker.wait_until_ready()
        for _ in range(kills):
            worker = choice.choice(workers)
            worker.wait_until_ready()
            time.sleep(choice.uniform(0, LONGEST_PEACE_SECONDS))
            worker.kill()
            worker.start()
        # Whoever was started last is let come to work once more.
        for worker in workers:
            worker.wait_until_ready()
    finally:
        for worker in workers:
            worker.kill()


def check_notices(told):
    """Each case has one notice of each colour, numbered without gaps in each year that
    the hurrying clock went through; everybody is told once."""
    everyone = sorted(row["id"] for row in rows("tickets"))
    sequences = defaultdict(list)
    receivers = defaultdict(list)
    for row in rows("supervision_notices"):
        sequences[row["colour"], row["year"]].append(row["sequence"])
        receivers[row["colour"]].append(row["ticket_id"])
    for issued in sequences.values():
        assert sorted(issued) == list(range(1, len(issued) + 1)), told
    assert {colour: sorted(ids) for colour, ids in receivers.items()} == dict.fromkeys(
        COLOURS, everyone
    ), told
    check_told_once(told)
