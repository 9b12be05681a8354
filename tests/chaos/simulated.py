"""The processes that are killed agree on a clock: one day passes each second.

So the ladder of every case falls while the test runs, step by step.
"""

import time
from datetime import UTC, datetime, timedelta

BEGINS = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # a Monday, 10:00 in Shanghai
A_SECOND = timedelta(days=1)


def now(started: float) -> datetime:
    """The moment it is by that clock. started: of the test, by the machine's clock"""
    return BEGINS + (time.time() - started) * A_SECOND
