"""Points 1 and 2 of the aims: the sweep, with ten thousand due and with nothing due."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from app.config import ROOT
from tests.bench.loading import Loaded
from tests.bench.raw import seconds_to_write_again
from tests.bench.registers import Register
from tests.bench.table import Line

AIM_A_SECOND = {"sqlite": 5_000, "postgresql": 4_000}
AIM_EMPTY_MS = {"sqlite": 2, "postgresql": 3}
EMPTY_SWEEPS = 100


def measure_sweep(register: Register, loaded: Loaded) -> Iterator[Line]:
    """What is due is swept here, once: a register can be measured one time."""
    now = loaded.opening.astimezone(UTC) + timedelta(seconds=1)
    told = sweep_in_a_process(register, now)
    raw, rows = seconds_to_write_again(register, kept_moment(register, now))
    swept, kind = told["swept"], register.kind
    speed, limit = swept / told["seconds"], swept / raw
    own = told["statements"] - told["empty_statements"]
    per_thousand = own * 1_000 / swept
    yield Line(
        f"sweep {swept:,} due of {loaded.open:,}",
        f">= {AIM_A_SECOND[kind]:,}/s, <= 3x",
        f"{speed:,.0f}/s, {rows / swept:.1f} rows each",
        f"{limit:,.0f}/s",
        f"{limit / speed:.1f}x",
        speed >= AIM_A_SECOND[kind] and limit / speed <= 3,
    )
    yield Line(
        "  statements for 1,000 due",
        "<= 8",
        f"{per_thousand:.1f}",
        met=per_thousand <= 8,
    )
    busy = told["processor_seconds"] * 1_000_000 / swept
    yield Line("  processor time for 1,000 due", "", f"{busy:.0f} ms")
    if kind == "sqlite":
        lock = told["longest_lock"] * 1_000
        yield Line("  longest lock", "<= 150 ms", f"{lock:.0f} ms", met=lock <= 150)
    memory = told["memory_kb"] / 1024
    yield Line("  memory growth", "< 32 MB", f"{memory:.1f} MB", met=memory < 32)
    yield nothing_due(kind, loaded.open, told["empty_seconds"])


def nothing_due(kind: str, count: int, seconds: float) -> Line:
    taken, aim = seconds * 1_000, AIM_EMPTY_MS[kind]
    return Line(
        f"sweep with nothing due of {count:,}",
        f"< {aim} ms",
        f"{taken:.2f} ms, heartbeat included",
        met=taken < aim,
    )


def sweep_in_a_process(register: Register, now: datetime, *words: str) -> dict:
    command = [sys.executable, "-m", "tests.bench.sweeper", now.isoformat()]
    done = subprocess.run(
        [*command, str(EMPTY_SWEEPS), *words],
        env=register.process_environ(),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    if words:
        print(done.stderr)
    found: dict = json.loads(done.stdout.splitlines()[-1])
    return found


def kept_moment(register: Register, now: datetime) -> str:
    """The moment as the database keeps it."""
    if register.kind == "sqlite":
        return now.replace(tzinfo=None).isoformat(" ", "microseconds")
    return now.isoformat()
