"""Many rows in one statement, on both databases.

SQLite runs one prepared statement over all rows. PostgreSQL gets all rows as one JSON
parameter and unpacks it itself: one round trip and one plan, however many rows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeAlias, cast

from sqlalchemy import (
    CursorResult,
    Executable,
    Table,
    bindparam,
    column,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.selectable import TableValuedAlias

from app.store.base import Base
from app.store.database import db

Row: TypeAlias = Mapping[str, object]
Names: TypeAlias = tuple[str, ...]


def table_of(row_class: type[Base]) -> Table:
    """The table behind a row class."""
    return cast("Table", row_class.__table__)


def insert_rows(row_class: type[Base], rows: Sequence[Row]) -> None:
    """Insert rows that all name the same columns; nothing for no rows."""
    if rows:
        _run(_insert(table_of(row_class), tuple(rows[0]), _dialect()), rows)


def upsert_rows(row_class: type[Base], rows: Sequence[Row], changing: Names) -> None:
    """Insert rows; where the primary key exists already, set the `changing` columns."""
    if rows:
        table = table_of(row_class)
        _run(_upsert(table, tuple(rows[0]), changing, _dialect()), rows)


def update_rows(row_class: type[Base], rows: Sequence[Row]) -> int:
    """Change rows that are as given.

    Names that begin with `old_` say what a column must be, the others what it becomes:
    {"old_id": 7, "old_version": 3, "version": 4}.

    returns: how many rows were found
    """
    if not rows:
        return 0
    statement = _update(table_of(row_class), tuple(rows[0]), _dialect())
    return _run(statement, rows).rowcount


def _dialect() -> str:
    return db.engine.dialect.name


def _run(statement: Executable, rows: Sequence[Row]) -> CursorResult[Any]:
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        return connection.execute(statement, {"rows": _json(rows)})
    return connection.execute(statement, cast("Sequence[Mapping[str, Any]]", rows))


@lru_cache(maxsize=64)
def _insert(table: Table, names: Names, dialect: str) -> Executable:
    if dialect == "postgresql":
        return insert(table).from_select(list(names), _unpacked(table, names))
    return insert(table)


@lru_cache(maxsize=16)
def _upsert(table: Table, names: Names, changing: Names, dialect: str) -> Executable:
    key = list(table.primary_key.columns)
    if dialect == "postgresql":
        into = postgresql.insert(table).from_select(
            list(names), _unpacked(table, names)
        )
        return into.on_conflict_do_update(
            index_elements=key, set_={name: into.excluded[name] for name in changing}
        )
    plain = sqlite.insert(table)
    return plain.on_conflict_do_update(
        index_elements=key, set_={name: plain.excluded[name] for name in changing}
    )


@lru_cache(maxsize=16)
def _update(table: Table, names: Names, dialect: str) -> Executable:
    given: dict[str, Any] = {name: bindparam(name) for name in names}
    if dialect == "postgresql":
        given = dict(_recordset(table, names).c.items())
    changed = update(table).where(
        *(table.c[_column(name)] == given[name] for name in names if _is_old(name))
    )
    if dialect == "postgresql":
        new = (name for name in names if not _is_old(name))
        return changed.values({name: given[name] for name in new})
    return changed  # the columns to set are those that the rows name


def _is_old(name: str) -> bool:
    return name.startswith("old_")


def _column(name: str) -> str:
    return name.removeprefix("old_")


def _unpacked(table: Table, names: Names) -> Any:
    source = _recordset(table, names)
    return select(*(source.c[name] for name in names))


def _recordset(table: Table, names: Names) -> TableValuedAlias:
    columns = [column(name, table.c[_column(name)].type) for name in names]
    return (
        func.json_to_recordset(bindparam("rows"))
        .table_valued(*columns, name="given")
        .render_derived(with_types=True)
    )


def _json(rows: Sequence[Row]) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"), default=_text)


def _text(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a row")
