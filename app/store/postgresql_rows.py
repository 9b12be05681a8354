"""Many rows on PostgreSQL: one JSON parameter, unpacked by the server."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import (
    Connection,
    Executable,
    Table,
    bindparam,
    column,
    func,
    select,
)
from sqlalchemy import update as sql_update
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql.selectable import TableValuedAlias

Row: TypeAlias = Mapping[str, object]
Names: TypeAlias = tuple[str, ...]


def insert(
    connection: Connection, table: Table, names: Names, rows: Sequence[Row]
) -> None:
    """Insert all rows."""
    connection.execute(_insert(table, names), {"rows": _json(rows)})


def upsert(
    connection: Connection,
    table: Table,
    names: Names,
    changing: Names,
    rows: Sequence[Row],
) -> None:
    """Insert rows; where the primary key exists already, set the `changing` columns."""
    connection.execute(_upsert(table, names, changing), {"rows": _json(rows)})


def update(
    connection: Connection, table: Table, names: Names, rows: Sequence[Row]
) -> int:
    """Change the rows that are as `old_` names say; returns how many were found."""
    done = connection.execute(_update(table, names), {"rows": _json(rows)})
    return done.rowcount


@lru_cache(maxsize=64)
def _insert(table: Table, names: Names) -> Executable:
    given = _recordset(table, names)
    chosen = select(*(given.c[name] for name in names))
    return table.insert().from_select(list(names), chosen)


@lru_cache(maxsize=16)
def _upsert(table: Table, names: Names, changing: Names) -> Executable:
    given = _recordset(table, names)
    chosen = select(*(given.c[name] for name in names))
    new = postgresql.insert(table).from_select(list(names), chosen)
    return new.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={name: new.excluded[name] for name in changing},
    )


@lru_cache(maxsize=16)
def _update(table: Table, names: Names) -> Executable:
    given = _recordset(table, names)
    old = [name for name in names if name.startswith("old_")]
    return (
        sql_update(table)
        .where(*(table.c[name.removeprefix("old_")] == given.c[name] for name in old))
        .values({name: given.c[name] for name in names if name not in old})
    )


def _recordset(table: Table, names: Names) -> TableValuedAlias:
    columns = [column(name, table.c[name.removeprefix("old_")].type) for name in names]
    return (
        func.json_to_recordset(bindparam("rows"))
        .table_valued(*columns, name="given")
        .render_derived(with_types=True)
    )


def _json(rows: Sequence[Row]) -> str:
    return _encode(rows)


def _text(value: Any) -> str:
    if isinstance(value, (date, datetime)):
        return _moment(value)
    raise TypeError(f"{type(value).__name__} has no place in a row")


@lru_cache(maxsize=4096)
def _moment(value: date | datetime) -> str:
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError(f"the register keeps aware instants, not {value!r}")
    return value.isoformat()


_encode = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), default=_text
).encode
