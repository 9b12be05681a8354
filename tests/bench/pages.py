"""Point 4 of the aims: lists, the case page and filing, through gunicorn on loopback."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

import psycopg
from sqlalchemy import event

from app.casework.demo.people import PASSWORD
from app.config import ROOT
from app.store.database import db
from app.supervise import commands
from tests.bench.registers import Register
from tests.bench.table import Line
from tests.bench.visits import Speed, Visitor, token_in, visit

SECONDS = 3.0
CLIENTS = 16
AIM_P95_MS, AIM_LIST, AIM_CASE, AIM_FILING, AIM_QUERIES = 12, 250, 200, 200, 12
AIM_MEMORY_MB = 200

# What is looked at, by whom, where.
LISTS = (
    ("late cases of the district", "lingdao", "/all-cases?show=late"),
    ("late cases of a window", "chuangkou", "/my-cases?show=late"),
    ("what a department has to do", "sj", "/to-do"),
    ("escalations to be reviewed", "ducha", "/escalations"),
)
CASE = ("case page", "ducha", "/cases/{number}")


def measure_pages(register: Register, number: str) -> Iterator[Line]:
    """number: of the case whose page is opened"""
    case = (CASE[0], CASE[1], CASE[2].format(number=number))
    raw = raw_row_ms(register, number)
    with serving(register) as (port, server):
        cookies = {who: signed_in(port, who) for _, who, _ in (*LISTS, case)}
        pages = [
            (name, who, final_address(port, cookies[who], path))
            for name, who, path in (*LISTS, case)
        ]
        for page in pages:
            yield from _page(port, server, cookies[page[1]], page, raw)
        yield from _filing(register, port, cookies["chuangkou"])
        memory = resident_mb(server)
        yield Line(
            "resident memory, 2 workers and their parent",
            f"< {AIM_MEMORY_MB} MB",
            f"{memory:.0f} MB",
            met=memory < AIM_MEMORY_MB,
        )
    yield from _queries(register, pages)


def _page(
    port: int,
    server: int,
    cookies: dict[str, str],
    page: tuple[str, str, str],
    raw: float,
) -> Iterator[Line]:
    name, _, path = page

    def once(visitor: Visitor, _number: int) -> int:
        return visitor.get(path)[0]

    visit(2, 0.5, port, cookies, once)  # both workers read their templates
    one = visit(1, SECONDS, port, cookies, once)
    busy = processor_seconds(server)
    many = visit(CLIENTS, SECONDS, port, cookies, once)
    busy = (processor_seconds(server) - busy) / many.count * 1_000
    is_case = path.startswith("/cases/")
    aim = AIM_CASE if is_case else AIM_LIST
    _no_failures(name, one, many)
    yield Line(
        f"{name}, 1 client",
        "" if is_case else f"p95 < {AIM_P95_MS} ms",
        f"p50 {one.p50:.1f}, p95 {one.p95:.1f} ms",
        f"row {raw:.2f} ms",
        met=None if is_case else one.p95 < AIM_P95_MS,
    )
    yield Line(
        f"{name}, {CLIENTS} clients",
        f">= {aim}/s",
        f"{many.per_second:.0f}/s, p95 {many.p95:.0f} ms",
        f"CPU {busy:.1f} ms",
        met=many.per_second >= aim,
    )


def _filing(register: Register, port: int, cookies: dict[str, str]) -> Iterator[Line]:
    first = Visitor(port, cookies)
    token = token_in(first.get("/new-case")[1])

    def once(visitor: Visitor, number: int) -> int:
        fields = {
            "csrf_token": token,
            "filing_key": f"bench-filing-{os.getpid()}-{number}",
            "act": "file",
            "way": "file",
            "text": "反映人称跑了三趟还办不成，材料换了又换。",
            "request_type": "many_trips",
            "matter": "不动产变更登记",
            "ticket_class": "general",
            "department": "SJ",
            "name": "陈某某",
            "phone": f"199{number:08d}",
            "kind": "individual",
        }
        return visitor.post("/new-case", fields)[0]

    status = once(first, 10**7)
    if status != 302:
        raise RuntimeError(f"filing answers {status}")
    many = visit(CLIENTS, SECONDS, port, first.cookies, once, expected=302)
    _no_failures("filing", many)
    raw = raw_filings_per_second(register)
    yield Line(
        f"filing and dispatching, {CLIENTS} clients",
        f">= {AIM_FILING}/s",
        f"{many.per_second:.0f}/s, p95 {many.p95:.0f} ms",
        f"{raw:,.0f} commits/s",
        f"{raw / many.per_second:.1f}x",
        many.per_second >= AIM_FILING,
    )


def _no_failures(name: str, *speeds: Speed) -> None:
    failed = sum(speed.failures for speed in speeds)
    if failed:
        raise RuntimeError(f"{name}: {failed} answers were not as expected")


def _queries(
    register: Register, pages: Sequence[tuple[str, str, str]]
) -> Iterator[Line]:
    with register.opened() as app:
        app.config["WTF_CSRF_ENABLED"] = False
        sent: list[str] = []

        def note(_link, _cursor, statement, *_):
            if not statement.startswith("BEGIN"):
                sent.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        for name, who, path in pages:
            client = app.test_client()
            fields = {"staff_number": who, "password": PASSWORD}
            client.post("/sign-in", data=fields)
            client.get(path)
            sent.clear()
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.status_code)
            yield Line(
                f"{name}, queries",
                f"<= {AIM_QUERIES}",
                f"{len(sent)}, page of {len(answer.data) // 1024} KB",
                met=len(sent) <= AIM_QUERIES,
            )


# --- the server ------------------------------------------------------------------


@contextlib.contextmanager
def serving(register: Register) -> Iterator[tuple[int, int]]:
    """Serve the pages as `make run` does; gives the port and the parent's id."""
    port = free_port()
    environ = {**register.process_environ(), "WEB_CONCURRENCY": "2"}
    log = (register.folder / "gunicorn.log").open("wb")
    server = subprocess.Popen(
        commands(port)["web"],
        cwd=ROOT,
        env=environ,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    try:
        _wait_for(port, server)
        yield port, server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
        log.close()


def signed_in(port: int, username: str) -> dict[str, str]:
    visitor = Visitor(port)
    visitor.sign_in(username)
    return visitor.cookies


def final_address(port: int, cookies: dict[str, str], path: str) -> str:
    """Where a page leads on to: a queue opens its first case."""
    visitor = Visitor(port, cookies)
    for _ in range(3):
        status, _text = visitor.get(path)
        if status != 302:
            return path
        path = visitor.location
    raise RuntimeError(f"{path} leads on and on")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int, server: subprocess.Popen) -> None:
    give_up_at = time.monotonic() + 60
    while time.monotonic() < give_up_at and server.poll() is None:
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", port), timeout=1),
        ):
            return
        time.sleep(0.1)
    raise RuntimeError("the pages do not answer; see gunicorn.log")


def resident_mb(parent: int) -> float:
    """Resident memory of a process and its children; what they share counts once."""
    total = 0
    for process in _with_children(parent):
        told = (process / "smaps_rollup").read_text()
        total += sum(map(int, re.findall(r"^Pss:\s+(\d+)", told, re.MULTILINE)))
    return total / 1024


def processor_seconds(parent: int) -> float:
    """Processor time that a process and its children have used."""
    ticks = 0
    for process in _with_children(parent):
        told = (process / "stat").read_text().rpartition(")")[2].split()
        ticks += int(told[11]) + int(told[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _with_children(parent: int) -> list[Path]:
    found = [Path(f"/proc/{parent}")]
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            told = (process / "stat").read_text().rpartition(")")[2].split()
            if int(told[1]) == parent:
                found.append(process)
    return found


# --- the limit of this machine ------------------------------------------------------


def raw_row_ms(register: Register, number: str) -> float:
    """The bare driver reading one ticket's row by its number."""
    sql = "SELECT * FROM tickets WHERE district_id = 1 AND number = {}"
    if register.kind == "sqlite":
        link = sqlite3.connect(register.dsn)
        taken = _each(lambda: link.execute(sql.format("?"), (number,)).fetchall())
        link.close()
        return taken
    with psycopg.connect(register.dsn, autocommit=True) as other:
        return _each(lambda: other.execute(sql.format("%s"), (number,)).fetchall())


def raw_filings_per_second(register: Register) -> float:
    """The bare driver committing one row at a time, one client."""
    sql = "INSERT INTO access_log (at, username, action, reason, remote) VALUES "
    row = "('2026-01-01 00:00:00', 'bench', 'bench', '', '')"
    if register.kind == "sqlite":
        link = sqlite3.connect(register.dsn, isolation_level=None)
        link.execute("PRAGMA synchronous = FULL")
        taken = _each(lambda: link.execute(sql + row))
        link.close()
        return 1_000 / taken
    with psycopg.connect(register.dsn, autocommit=True) as other:
        return 1_000 / _each(lambda: other.execute(sql + row))


def _each(work) -> float:
    taken = []
    for _ in range(300):
        begun = perf_counter()
        work()
        taken.append((perf_counter() - begun) * 1_000)
    return median(taken)
