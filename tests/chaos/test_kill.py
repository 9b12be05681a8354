"""kill -9 of workers and timers at random moments: nothing is lost, nothing doubled.

CHAOS_KILLS says how often, over both databases; CHAOS_SEED repeats the choices, though
not the moments at which the machine lets them happen.
"""

import os
import random
import time
from collections import Counter
from datetime import timedelta

import pytest

from app.casework.audit import Proof, verify_register
from app.domain.passing_time import next_moment
from app.scheduler import tick
from app.store import register
from app.store.transaction import reading
from tests.casework.given_office import offices, rows
from tests.chaos import simulated
from tests.chaos.workers import Filer, TimerProcess
from tests.scheduler.given_ladder import LADDER, notice_numbers

KILLS = int(os.environ.get("CHAOS_KILLS", "20")) // 2
SEED = int(os.environ.get("CHAOS_SEED", "0")) or random.SystemRandom().getrandbits(32)
LONGEST_PEACE_SECONDS = 0.8
STEPS = [step for step, _ in LADDER]


@pytest.mark.usefixtures("district")
def test_killing_loses_and_doubles_nothing(settings, tmp_path):
    started = time.time()
    given = settings, started
    filers = [Filer(name, *given, tmp_path / f"{name}.log") for name in "ab"]
    timers = [TimerProcess(*given, tmp_path / f"timer{n}.log") for n in (1, 2)]

    kill_at_random([*filers, *timers])

    end = simulated.now(started) + timedelta(days=60)
    assert rows("escalations"), f"the timers never worked; seed {SEED}"
    tick.sweep(end)
    context = f"seed {SEED}, {KILLS} kills; logs in {tmp_path}"
    check_filings(filers, context)
    check_ladders(end, context)
    check_notices(context)


def kill_at_random(workers):
    """Let them work; kill one after the other in the middle of it, start it again."""
    choice = random.Random(SEED)
    for worker in workers:
        worker.start()
    try:
        for worker in workers:
            worker.wait_until_ready()
        for _ in range(KILLS):
            worker = choice.choice(workers)
            worker.wait_until_ready()
            time.sleep(choice.uniform(0, LONGEST_PEACE_SECONDS))
            worker.kill()
            worker.start()
    finally:
        for worker in workers:
            worker.kill()


def check_filings(filers, context):
    """Every acknowledged form is one case, and no number was wasted."""
    filed = {row["filing_key"]: row["number"] for row in rows("tickets")}
    acknowledged = {
        f"{filer.name}-{form}": number
        for filer in filers
        for form, number in filer.acknowledged.items()
    }
    assert acknowledged, context
    assert {key: filed.get(key) for key in acknowledged} == acknowledged, context
    assert len(filed) == len(rows("tickets")), context
    assert sorted(filed.values()) == [
        f"PJ26-{count:04}" for count in range(1, len(filed) + 1)
    ], context
    # At most the one form in hand of each was committed and never acknowledged.
    assert len(filed) <= len(acknowledged) + len(filers), context


def check_ladders(end, context):
    """Each step of each case once, none missing, every chain intact."""
    with reading():
        assert list(verify_register(offices(), Proof())) == [], context
    by_ticket: dict[int, list[str]] = {}
    for row in rows("escalations"):
        by_ticket.setdefault(row["ticket_id"], []).append(row["step"].value)
    tickets = rows("tickets")
    assert {row["id"]: STEPS for row in tickets} == {
        ticket: sorted(steps, key=STEPS.index) for ticket, steps in by_ticket.items()
    }, context
    for row in tickets:
        assert nothing_is_due(row, end), f"{row['number']}: {context}"


def nothing_is_due(row, end):
    with reading():
        held = register.hold_ticket(row["district_id"], row["number"])
        moment = offices().of(held.district_id).moment(held, end)
    return next_moment(held.facts, moment.calendar, moment.rules) is None


def check_notices(context):
    """Supervision notices are numbered without gaps; everybody is told once."""
    everyone = list(range(1, len(rows("tickets")) + 1))
    assert notice_numbers() == {
        "blue": everyone,
        "orange": everyone,
        "red": everyone,
    }, context
    told = Counter(
        (row["ticket_id"], row["kind"], row["audience"])
        for row in rows("notices")
        if row["ticket_id"] is not None  # a digest comes every working morning
    )
    assert set(told.values()) == {1}, context
