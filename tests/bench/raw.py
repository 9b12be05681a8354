"""The limit of this machine: a bare driver writing what a sweep wrote, and no more.

The rows of a finished sweep are read back and written once more, same sizes, same
tables and indexes, in batches of 1,000 tickets, each committed: sqlite3 with prepared
statements, psycopg with COPY. Keys are shifted so that nothing collides.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from time import perf_counter
from typing import Any

import psycopg

from tests.bench.registers import Register

BATCH = 1_000
TABLES: tuple[tuple[str, str, Any], ...] = (
    ("ticket_events", "recorded_at", {"seq": 10_000}),
    ("escalations", "detected_at", {"cycle": 10_000}),
    (
        "supervision_notices",
        "recorded_at",
        {"sequence": 50_000_000, "reply_cycle": 10_000, "cycle": 10_000},
    ),
    ("notices", "created_at", {}),
)
Rows = list[tuple[Any, ...]]


def seconds_to_write_again(register: Register, now: str) -> tuple[float, int]:
    """Seconds, and how many rows of all tables. now: when the sweep wrote, as kept."""
    if register.kind == "sqlite":
        return _on_sqlite(register.dsn, now)
    return _on_postgresql(register.dsn, now)


def _on_sqlite(path: str, now: str) -> tuple[float, int]:
    link = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        link.execute(f"PRAGMA {pragma}")

    def read(sql: str) -> tuple[list[str], Rows]:
        cursor = link.execute(sql.replace("%s", "?"), (now,))
        return [column[0] for column in cursor.description], cursor.fetchall()

    batches, written = _batches(read)
    begun = perf_counter()
    for tables in batches:
        link.execute("BEGIN IMMEDIATE")
        for table, (names, rows) in tables.items():
            link.executemany(_statement(table, names, "?"), rows)
        link.execute("COMMIT")
    taken = perf_counter() - begun
    link.close()
    return taken, written


def _on_postgresql(dsn: str, now: str) -> tuple[float, int]:
    link = psycopg.connect(dsn, autocommit=True)

    def read(sql: str) -> tuple[list[str], Rows]:
        cursor = link.execute(sql, (now,))
        assert cursor.description is not None
        return [column[0] for column in cursor.description], cursor.fetchall()

    batches, written = _batches(read)
    columns = [name for name in batches[0]["tickets"][0] if name != "id"]
    sets = ", ".join(f"{name} = given.{name}" for name in columns)
    given = ", ".join(batches[0]["tickets"][0])
    begun = perf_counter()
    for tables in batches:
        with link.transaction(), link.cursor() as cursor:
            cursor.execute(
                "CREATE TEMP TABLE given ON COMMIT DROP AS"
                f" SELECT {given} FROM tickets LIMIT 0"
            )
            for table, (names, rows) in tables.items():
                into = "given" if table == "tickets" else table
                with cursor.copy(
                    f"COPY {into} ({', '.join(names)}) FROM STDIN"
                ) as copy:
                    for row in rows:
                        copy.write_row(row)
            cursor.execute(
                f"UPDATE tickets SET {sets} FROM given WHERE tickets.id = given.id"
            )
    taken = perf_counter() - begun
    link.close()
    return taken, written


def _statement(table: str, names: Sequence[str], sign: str) -> str:
    if table == "tickets":
        sets = ", ".join(f"{name} = {sign}" for name in names[:-1])
        return f"UPDATE tickets SET {sets} WHERE id = {sign}"
    signs = ", ".join([sign] * len(names))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({signs})"


Batch = dict[str, tuple[list[str], Rows]]


def _batches(read: Any) -> tuple[list[Batch], int]:
    """What the sweep wrote, by batches of tickets; and how many rows that is."""
    ids_sql = "SELECT DISTINCT ticket_id FROM ticket_events WHERE recorded_at = %s"
    ids = sorted(row[0] for row in read(ids_sql)[1])
    place = {ticket: n // BATCH for n, ticket in enumerate(ids)}
    found: list[Batch] = [{} for _ in range(place[ids[-1]] + 1)]
    swept = f"ticket_id IN ({ids_sql})"
    wanted = [
        (
            "tickets",
            f"SELECT {_TICKET_COLUMNS}, id FROM tickets WHERE id IN ({ids_sql})",
            "id",
            {"version": 1},
        ),
        (
            "clocks",
            f"SELECT * FROM clocks WHERE name = 'notice_reply' AND {swept}",
            "ticket_id",
            {"cycle": 10_000},
        ),
    ]
    wanted += [
        (table, f"SELECT * FROM {table} WHERE {moment} = %s", "ticket_id", shift)
        for table, moment, shift in TABLES
    ]
    written = 0
    for table, sql, key, shift in wanted:
        names, rows = read(sql)
        names, rows = _shifted(table, names, rows, shift)
        written += len(rows)
        parts: dict[int, Rows] = defaultdict(list)
        at = names.index(key)
        for row in rows:
            parts[place[row[at]]].append(row)
        for n, part in parts.items():
            found[n][table] = (names, part)
    return found, written


def _shifted(
    table: str, names: list[str], rows: Rows, shift: dict[str, int]
) -> tuple[list[str], Rows]:
    keep = [n for n, name in enumerate(names) if name != "id" or table == "tickets"]
    kept = [names[n] for n in keep]
    add = [shift.get(name, 0) for name in kept]
    return kept, [
        tuple(
            row[n] + more if more and row[n] is not None else row[n]
            for n, more in zip(keep, add, strict=True)
        )
        for row in rows
    ]


# What a step of the ladder changes in the ticket's row.
_TICKET_COLUMNS = "version, next_at, provisional, entry_count, chain_head, facts"
