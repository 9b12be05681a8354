"""Search for matters and routing from a text, beside a plain LIKE scan of the same list."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import quote

import psycopg

from app.casework.wayfinding import Wayfinder
from app.config import ROOT
from app.store import directory, organisation
from app.store.district_files import DistrictFiles, read_district_files
from app.store.transaction import reading, transaction
from tests.bench.pages import serving, signed_in
from tests.bench.registers import Register
from tests.bench.table import Line
from tests.bench.visits import Visitor

AIM_MS, AIM_ROUTING_MS = 20, 5
TRIES = 3
MOST_MATTERS = 1_200
DISTRICT, DATA = ROOT / "app" / "district", ROOT / "tests" / "data"
SCAN = "SELECT code FROM matters WHERE name LIKE {0} OR aliases LIKE {0} LIMIT 4"


def measure_words(register: Register) -> Iterator[Line]:
    """Search in process and through the page's own address; then routing."""
    asked = _told(DATA, "matter_queries*.jsonl", "words")
    files = read_district_files(DISTRICT)
    for matters in (files, _with_more(files, MOST_MATTERS)):
        yield from _search(register, matters, asked)
    yield _through_the_page(register, asked)
    yield _routing(register)


def _search(
    register: Register, files: DistrictFiles, asked: Sequence[str]
) -> Iterator[Line]:
    raw = _scanning(register, asked)
    with register.opened():
        with transaction():
            district = organisation.load_district(files).id
        finder = Wayfinder(DISTRICT)
        begun = perf_counter()
        with reading():
            finder.search(district)
            made = perf_counter() - begun
            taken = _each(lambda words: finder.search(district).find(words, 4), asked)
    name = f"{len(files.matters):,} matters"
    p95 = quantiles(taken, n=20)[-1]
    yield Line(
        f"find a matter among {name}, p95",
        f"< {AIM_MS} ms",
        f"{p95:.1f} ms (p50 {median(taken):.2f})",
        f"{median(raw):.2f} ms",
        f"{median(taken) / median(raw):.1f}x",
        p95 < AIM_MS,
    )
    yield Line(f"index of {name}, made once", "", f"{made * 1000:.0f} ms")


def _through_the_page(register: Register, asked: Sequence[str]) -> Line:
    with serving(register) as (port, _):
        visitor = Visitor(port, signed_in(port, "chuangkou"))
        address = "/new-case/matters?words="
        for _ in range(10):  # both workers have made their index then
            visitor.get(address + "x")
        taken = _each(lambda words: visitor.get(address + quote(words)), asked)
    p95 = quantiles(taken, n=20)[-1]
    told = f"{p95:.1f} ms (p50 {median(taken):.1f})"
    name = f"the same through the page's address, {MOST_MATTERS:,}, p95"
    return Line(name, f"< {AIM_MS} ms", told, met=p95 < AIM_MS)


def _routing(register: Register) -> Line:
    texts = _told(DISTRICT / "stories", "second_author_*.jsonl", "complaint_text")
    with register.opened(), reading():
        district = directory.list_districts()[0].id
        router = Wayfinder(DISTRICT).router(district)
        taken = _each(router.propose, texts)
    p95 = quantiles(taken, n=20)[-1]
    told = f"{p95:.2f} ms (p50 {median(taken):.2f})"
    return Line(
        "propose departments from a text, p95",
        f"< {AIM_ROUTING_MS} ms",
        told,
        met=p95 < AIM_ROUTING_MS,
    )


def _scanning(register: Register, asked: Sequence[str]) -> list[float]:
    """The bare driver looking for each question with LIKE; it finds next to nothing."""
    if register.kind == "sqlite":
        link = sqlite3.connect(register.dsn)
        try:
            ask = SCAN.format("?1")
            return _each(lambda w: link.execute(ask, (f"%{w}%",)).fetchall(), asked)
        finally:
            link.close()
    with psycopg.connect(register.dsn, autocommit=True) as other:
        ask = SCAN.format("%(w)s")
        return _each(lambda w: other.execute(ask, {"w": f"%{w}%"}).fetchall(), asked)


def _with_more(files: DistrictFiles, count: int) -> DistrictFiles:
    """The list made longer by matters that are like those it has."""
    more = [
        {**one, "code": f"{one['code']}-B", "name": f"{one['name']}之二"}
        for one in files.matters[: count - len(files.matters)]
    ]
    return replace(files, matters=(*files.matters, *more))


def _told(folder: Path, pattern: str, key: str) -> list[str]:
    return [
        json.loads(line)[key]
        for file in sorted(folder.glob(pattern))
        for line in file.read_text("utf-8").splitlines()
    ]


def _each(work: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    """Milliseconds for each, the best of three: what others do on the machine is noise."""
    return [min(_once(work, words) for _ in range(TRIES)) for words in asked]


def _once(work: Callable[[str], object], words: str) -> float:
    begun = perf_counter()
    work(words)
    return (perf_counter() - begun) * 1000
