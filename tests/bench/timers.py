"""Point 3 of the aims: ten thousand deadlines in one second, two timers, real clock.

The deadlines are those of signing, under rules whose office never closes, so that they
come at any time of day. Two timer processes run as `flask --app wsgi timer`.
"""

from __future__ import annotations

import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from app.config import ROOT
from app.domain import filing
from app.domain.terms import TicketClass
from tests.bench.histories import History
from tests.bench.loading import load_histories, the_office
from tests.bench.registers import Register, new_register
from tests.bench.table import Line
from tests.cluster import Cluster

DEADLINES, INSTANTS = 10_000, 100
AIM_SECONDS = 3
TIMERS = 2
START_SECONDS = 45  # until then all is loaded, and both timers tick


def measure_timers(kind: str, folder: Path, cluster: Cluster | None) -> Iterator[Line]:
    register = new_register(kind, folder, cluster, **_always_open(folder))
    with register.opened():
        begin = datetime.now(UTC) + timedelta(seconds=START_SECONDS)
        last = _load(begin)
    timers = [_start_timer(register, n) for n in range(TIMERS)]
    try:
        _sleep_until(last)
        lateness = _wait_until_done(register, last)
    finally:
        for timer in timers:
            timer.send_signal(signal.SIGTERM)
        for timer in timers:
            timer.wait(timeout=90)  # a report under way is ended first
    handled, tickets = _counted(register)
    yield Line(
        f"{DEADLINES:,} deadlines in one second, {TIMERS} timers",
        f"last <= {AIM_SECONDS} s late",
        f"{lateness:.1f} s late",
        met=lateness <= AIM_SECONDS,
    )
    lost, doubled = DEADLINES - tickets, handled - tickets
    yield Line(
        "  lost, doubled",
        "0, 0",
        f"{lost}, {doubled}",
        met=(lost, doubled) == (0, 0),
    )


def _always_open(folder: Path) -> dict[str, str]:
    """A rule file and a district whose office hours are the whole day, every day."""
    rules = (ROOT / "escalation_rules.toml").read_text("utf-8")
    day = '[["00:00", "24:00"]]'
    rules = re.sub(
        r"^(mon|tue|wed|thu|fri|sat|sun|make_up_day)(\s*)=.*$",
        rf"\1\2= {day}",
        rules,
        flags=re.MULTILINE,
    )
    path = folder / "always_open.toml"
    path.write_text(rules, "utf-8")
    district = folder / "district"
    if not district.exists():
        shutil.copytree(ROOT / "app/district", district)
        (district / "holidays.json").write_text("{}", "utf-8")
    return {
        "BANCHENG_RULES": str(path),
        "BANCHENG_DISTRICT": str(district),
        "SWEEP_SECONDS": "1",
    }


def _load(begin: datetime) -> datetime:
    """Cases whose sign clocks are due at 100 instants of one second; the last one."""
    office = the_office()
    told = []
    for n in range(INSTANTS):
        due = begin + timedelta(seconds=n / INSTANTS)
        one = History("sign", "C0", "SJ", office, is_due=True)
        start = due - timedelta(hours=office.rules.sign_hours)
        one.file(start - timedelta(minutes=1), TicketClass.COMPLEX)
        one.act(start, filing.dispatch, "SJ", (), "按权责清单")
        assert one.acts[-1][0].next_at == due, (one.acts[-1][0].next_at, due)
        told.append(one)
    load_histories((one for one in told for _ in range(DEADLINES // INSTANTS)), begin)
    return begin + timedelta(seconds=(INSTANTS - 1) / INSTANTS)


def _start_timer(register: Register, n: int) -> subprocess.Popen[bytes]:
    with (register.folder / f"timer-{register.kind}-{n}.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", "timer"],
            env=register.process_environ(),
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )


def _sleep_until(moment: datetime) -> None:
    time.sleep(max((moment - datetime.now(UTC)).total_seconds(), 0))


def _wait_until_done(register: Register, last: datetime) -> float:
    """Look often whether a deadline is left; seconds after the last one."""
    sql = "SELECT 1 FROM tickets WHERE next_at <= {} LIMIT 1"
    give_up_at = time.monotonic() + 120
    while time.monotonic() < give_up_at:
        if register.kind == "sqlite":
            moment = last.replace(tzinfo=None).isoformat(" ", "microseconds")
            found = _ask(register, sql.format("?"), (moment,))
        else:
            found = _ask(register, sql.format("%s"), (last,))
        if not found:
            return (datetime.now(UTC) - last).total_seconds()
        time.sleep(0.05)
    raise RuntimeError("the timers did not come through in two minutes")


def _counted(register: Register) -> tuple[int, int]:
    sql = (
        "SELECT count(*), count(DISTINCT ticket_id) FROM ticket_events"
        " WHERE kind = 'auto_signed'"
    )
    ((handled, tickets),) = _ask(register, sql, ())
    return handled, tickets


def _ask(register: Register, sql: str, values: tuple) -> list:
    if register.kind == "sqlite":
        link = sqlite3.connect(register.dsn, timeout=30)
        try:
            return link.execute(sql, values).fetchall()
        finally:
            link.close()
    with psycopg.connect(register.dsn, autocommit=True) as other:
        return other.execute(sql, values).fetchall()
