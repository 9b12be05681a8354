"""A process that sweeps once, when it is told to: `python -m tests.scheduler.sweeper`.

Its first argument is the moment, its second the size of a batch. It says `ready`, waits
for a line, sweeps, and says how many tickets it took in hand.
"""

import sys
from datetime import datetime

from app.casework import sweeping
from app.factory import create_app
from app.scheduler import tick


def main(moment: str, batch: str) -> None:
    now = datetime.fromisoformat(moment)
    sweeping.BATCH = int(batch)
    app = create_app()
    with app.app_context():
        print("ready", flush=True)
        sys.stdin.readline()
        print(tick.sweep(now), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
