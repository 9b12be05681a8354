"""The timer as it runs in an office, on the clock of the test: `python -m tests.chaos.timer`.

Its batches are small, so that it is killed in the middle of many, and its lease is so
short that two timers sometimes work at once.
"""

import sys
from dataclasses import replace

from app.casework import sweeping
from app.factory import create_app
from app.scheduler import tick, wiring
from tests.chaos import simulated

BATCH = 5
LEASE_PERIODS = 1


def main(started: str) -> None:
    def sweep(timer: wiring.Timer) -> None:
        tick.sweep(simulated.now(float(started)), timer.stop.is_set)

    sweeping.BATCH = BATCH
    wiring.LEASE_PERIODS = LEASE_PERIODS
    wiring.JOBS = tuple(
        replace(job, work=sweep) if job.id == "sweep" else job for job in wiring.JOBS
    )
    app = create_app()
    print("ready", flush=True)
    wiring.run(app)


if __name__ == "__main__":
    main(*sys.argv[1:])
