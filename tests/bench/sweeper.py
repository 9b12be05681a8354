"""One sweep in a process of its own, watched: prints what it saw as JSON.

python -m tests.bench.sweeper 2026-11-23T09:00:01+08:00 [empty sweeps] [profile]
"""

from __future__ import annotations

import cProfile
import json
import os
import pstats
import re
import sys
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from sqlalchemy import event

from app.config import ROOT, settings_from
from app.factory import create_app
from app.scheduler import tick
from app.scheduler.wiring import calm_the_collector
from app.store import directory
from app.store.database import db, prepare_for_sweeping
from app.store.transaction import reading


class Watch:
    """Counts statements, and how long SQLite's write lock was held."""

    def __init__(self) -> None:
        self.statements, self.longest, self._taken = 0, 0.0, 0.0
        event.listen(db.engine, "after_cursor_execute", self._after)
        event.listen(db.session, "after_commit", self._committed)

    def _after(self, _link, _cursor, statement, *_):
        if statement.startswith("BEGIN IMMEDIATE"):
            self._taken = perf_counter()
        elif not statement.startswith("BEGIN"):
            self.statements += 1

    def _committed(self, _session):
        if self._taken:
            self.longest = max(self.longest, perf_counter() - self._taken)
            self._taken = 0.0


def main(now: datetime, empty_sweeps: int, profiled: bool) -> dict[str, float]:
    app = create_app(settings_from(os.environ, ROOT))
    calm_the_collector()
    with app.app_context():
        prepare_for_sweeping()
        watch = Watch()
        with reading():
            for one in directory.list_districts():
                app.extensions["offices"].of(one.id)
        before = now - timedelta(seconds=2)
        assert tick.sweep(before) == 0, "something was due before"
        empty = _each(lambda: tick.sweep(before), empty_sweeps)
        watch.statements = 0
        tick.sweep(before)
        empty_statements = watch.statements
        _forget_peak()
        memory, watch.statements, watch.longest = _kilobytes("VmRSS"), 0, 0.0
        profile = cProfile.Profile()
        if profiled:
            profile.enable()
        begun, busy = perf_counter(), process_time()
        swept = tick.sweep(now)
        seconds, busy = perf_counter() - begun, process_time() - busy
        profile.disable()
        told = {
            "swept": swept,
            "seconds": seconds,
            "processor_seconds": busy,
            "statements": watch.statements,
            "empty_statements": empty_statements,
            "longest_lock": watch.longest,
            "memory_kb": _kilobytes("VmHWM") - memory,
            "empty_seconds": median(empty),
            "empty_after_seconds": median(_each(lambda: tick.sweep(now), empty_sweeps)),
        }
        if profiled:
            pstats.Stats(profile, stream=sys.stderr).sort_stats("tottime").print_stats(
                45
            )
            pstats.Stats(profile, stream=sys.stderr).sort_stats("cumtime").print_stats(
                70
            )
    return told


def _each(work, times):
    taken = []
    for _ in range(times):
        begun = perf_counter()
        work()
        taken.append(perf_counter() - begun)
    return taken


def _forget_peak() -> None:
    """Let the peak of resident memory begin anew from what is resident now."""
    Path("/proc/self/clear_refs").write_text("5")


def _kilobytes(name: str) -> int:
    found = re.search(rf"{name}:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) if found else 0


if __name__ == "__main__":
    print(
        json.dumps(
            main(
                datetime.fromisoformat(sys.argv[1]),
                int(sys.argv[2]),
                "profile" in sys.argv,
            )
        )
    )
