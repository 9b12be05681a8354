"""Measure against the aims, beside the raw limit of this machine, in one run.

    python -m tests.bench [--open 100000] [--database sqlite|postgresql|both]
                          [--only sweep,timers,pages,arithmetic,words,weight]

Figures of different machines or runs are not to be compared; ratios are. Everything
lives in a temporary folder, on loopback, and is removed.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter

from tests.bench.arithmetic import (
    measure_deadlines,
    measure_recomputing,
    measure_replay,
)
from tests.bench.loading import Loaded, load_open
from tests.bench.multiplying import multiply, refresh_statistics
from tests.bench.pages import measure_pages
from tests.bench.peers import measure_peers
from tests.bench.registers import Register, new_register
from tests.bench.sweeps import measure_sweep, nothing_due, sweep_in_a_process
from tests.bench.table import Line, print_head, print_line
from tests.bench.timers import measure_timers
from tests.bench.weight import measure_weight
from tests.bench.words import measure_words
from tests.cluster import Cluster

PARTS = ("arithmetic", "sweep", "pages", "timers", "words", "weight")
DUE, FEW = 10_000, 10_000
# Cases under the pages that are weighed: more than one page of each list.
WEIGHED = 400
MOST_LOADED = 100_000  # beyond that, the same cases are multiplied


def main() -> int:
    """Print the tables; status 1 when an aim was missed."""
    asked = _asked()
    logging.disable(logging.WARNING)
    kinds = ["sqlite", "postgresql"] if asked.database == "both" else [asked.database]
    begun, missed = perf_counter(), 0
    with tempfile.TemporaryDirectory(prefix="bancheng-bench-") as folder:
        if "arithmetic" in asked.only:
            missed += _print("Arithmetic", _arithmetic())
            missed += _print("Beside what a user would pick instead", measure_peers())
        for kind in kinds:
            missed += _on(kind, Path(folder), asked)
    print(f"\n{perf_counter() - begun:.0f} s; {missed} aims missed")
    return 1 if missed else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--open", type=int, default=100_000)
    parser.add_argument(
        "--database", choices=("sqlite", "postgresql", "both"), default="both"
    )
    parser.add_argument("--only", type=_parts, default=PARTS)
    return parser.parse_args()


def _parts(text: str) -> tuple[str, ...]:
    chosen = tuple(text.split(","))
    unknown = set(chosen) - set(PARTS)
    if unknown:
        raise argparse.ArgumentTypeError(f"not among {', '.join(PARTS)}: {unknown}")
    return chosen


def _on(kind: str, folder: Path, asked: argparse.Namespace) -> int:
    cluster = Cluster() if kind == "postgresql" else None
    own = folder / kind
    own.mkdir()
    try:
        return _measured(kind, own, cluster, asked)
    finally:
        if cluster is not None:
            cluster.stop()


def _measured(
    kind: str, folder: Path, cluster: Cluster | None, asked: argparse.Namespace
) -> int:
    missed = 0
    if {"sweep", "pages"} & set(asked.only):
        begun = perf_counter()
        register = new_register(kind, folder, cluster)
        loaded = _loaded(register, asked.open)
        seconds = perf_counter() - begun
        title = f"{kind}, {loaded.open:,} open cases, loaded in {seconds:.0f} s"
        lines: list[Iterable[Line]] = []
        if "sweep" in asked.only:
            lines += [
                measure_sweep(register, loaded),
                _nothing_due_of_few(kind, folder, cluster),
            ]
        if "arithmetic" in asked.only:
            lines.append(measure_recomputing(register))
        if "pages" in asked.only:
            lines.append(measure_pages(register, loaded.number))
        missed += _print(title, (line for part in lines for line in part))
    if "timers" in asked.only:
        title = f"{kind}, timers on the real clock"
        missed += _print(title, measure_timers(kind, folder, cluster))
    if "words" in asked.only:
        register = new_register(kind, folder, cluster)
        missed += _print(f"{kind}, words to matters", measure_words(register))
    if "weight" in asked.only and kind == "sqlite":
        missed += _print("Weight of pages in Chromium", _weight(kind, folder, cluster))
    return missed


def _weight(kind: str, folder: Path, cluster: Cluster | None) -> Iterator[Line]:
    register = new_register(kind, folder, cluster)
    with register.opened():
        loaded = load_open(WEIGHED, WEIGHED // 2)
        refresh_statistics()
    yield from measure_weight(register, loaded.number)


def _loaded(register: Register, count: int) -> Loaded:
    times = max(count // MOST_LOADED, 1)
    with register.opened():
        loaded = load_open(count // times, min(DUE, count // 2) // times)
        if times > 1:
            multiply(loaded.open, times)
        refresh_statistics()
    return Loaded(
        loaded.open * times, loaded.due * times, loaded.opening, loaded.number
    )


def _nothing_due_of_few(
    kind: str, folder: Path, cluster: Cluster | None
) -> Iterator[Line]:
    register = new_register(kind, folder, cluster)
    with register.opened():
        loaded = load_open(FEW, 1)
    told = sweep_in_a_process(register, loaded.opening)
    yield nothing_due(kind, loaded.open, told["empty_seconds"])


def _arithmetic() -> Iterator[Line]:
    yield from measure_deadlines()
    yield from measure_replay()


def _print(title: str, lines: Iterable[Line]) -> int:
    """Print each line as soon as it is measured; returns how many missed their aim."""
    print_head(title)
    missed = 0
    for line in lines:
        print_line(line)
        missed += line.met is False
    return missed


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    sys.exit(main())
