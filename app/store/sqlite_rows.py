"""Many rows on SQLite: one prepared statement, values made ready by hand.

SQLAlchemy writes each statement once; it does not touch the values, because that
would cost more than the writing itself. They are kept just as its own types would
keep them (test_bulk compares the two).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeAlias

from sqlalchemy import Boolean, Connection, Executable, Table, bindparam
from sqlalchemy import update as sql_update
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.elements import CompilerElement
from sqlalchemy.types import TypeEngine

from app.store.base import Code, UtcDateTime

Row: TypeAlias = Mapping[str, object]
Names: TypeAlias = tuple[str, ...]
Ready: TypeAlias = tuple[str, Callable[[Row], tuple[Any, ...]]]

_dialect = sqlite.dialect(paramstyle="qmark")


def insert(
    connection: Connection, table: Table, names: Names, rows: Sequence[Row]
) -> None:
    """Insert all rows."""
    _run(connection, _insert(table, names), rows)


def upsert(
    connection: Connection,
    table: Table,
    names: Names,
    changing: Names,
    rows: Sequence[Row],
) -> None:
    """Insert rows; where the primary key exists already, set the `changing` columns."""
    _run(connection, _upsert(table, names, changing), rows)


def update(
    connection: Connection, table: Table, names: Names, rows: Sequence[Row]
) -> int:
    """Change the rows that are as `old_` names say; returns how many were found."""
    return _run(connection, _update(table, names), rows)


def _run(connection: Connection, ready: Ready, rows: Sequence[Row]) -> int:
    sql, values = ready
    return connection.exec_driver_sql(sql, list(map(values, rows))).rowcount


@lru_cache(maxsize=64)
def _insert(table: Table, names: Names) -> Ready:
    return _prepared(table.insert(), table, names)


@lru_cache(maxsize=16)
def _upsert(table: Table, names: Names, changing: Names) -> Ready:
    new = sqlite.insert(table)
    changed = new.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={name: new.excluded[name] for name in changing},
    )
    return _prepared(changed, table, names)


@lru_cache(maxsize=16)
def _update(table: Table, names: Names) -> Ready:
    old = [name for name in names if name.startswith("old_")]
    changed = sql_update(table).where(
        *(table.c[name.removeprefix("old_")] == bindparam(name) for name in old)
    )
    return _prepared(changed, table, names)


def _prepared(statement: Executable, table: Table, names: Names) -> Ready:
    """The statement as SQLite reads it, and how a row becomes its values."""
    assert isinstance(statement, CompilerElement)  # noqa: S101 - all DML is
    columns = [name for name in names if not name.startswith("old_")]
    compiled: Any = statement.compile(dialect=_dialect, column_keys=columns)
    order = compiled.positiontup
    types = (table.c[name.removeprefix("old_")].type for name in order)
    return str(compiled), _reader(order, [_writer(one) for one in types])


def _reader(
    order: Sequence[str], writers: Sequence[Callable[[Any], Any] | None]
) -> Callable[[Row], tuple[Any, ...]]:
    pick = itemgetter(*order)
    special = [(i, write) for i, write in enumerate(writers) if write]

    def read(row: Row) -> tuple[Any, ...]:
        values = list(pick(row))
        for i, write in special:
            if values[i] is not None:
                values[i] = write(values[i])
        return tuple(values)

    return read


def _writer(kind: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    if isinstance(kind, UtcDateTime):
        return _instant
    if isinstance(kind, Boolean):
        return int
    return str if isinstance(kind, Code) else None


@lru_cache(maxsize=4096)
def _instant(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError(f"the register keeps aware instants, not {at!r}")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
