"""Rows in one statement, on both databases: one that gets its id here, or many.

SQLite runs one prepared statement over all rows, see sqlite_rows. PostgreSQL gets all
rows as one JSON parameter and unpacks it itself, see postgresql_rows: one round trip
and one plan, however many rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias, cast

from sqlalchemy import Table, insert

from app.store import postgresql_rows, sqlite_rows
from app.store.base import Base
from app.store.database import db, is_postgresql

Row: TypeAlias = Mapping[str, object]
Names: TypeAlias = tuple[str, ...]


def table_of(row_class: type[Base]) -> Table:
    """The table behind a row class."""
    return cast("Table", row_class.__table__)


def insert_row(row_class: type[Base], row: Row) -> int:
    """Insert one row, which the database numbers. returns: its id"""
    table = table_of(row_class)
    added = db.session.execute(insert(table).values(row).returning(table.c.id))
    return int(added.scalar_one())


def insert_rows(row_class: type[Base], rows: Sequence[Row]) -> None:
    """Insert rows that all name the same columns; nothing for no rows."""
    if rows:
        table, names = table_of(row_class), tuple(rows[0])
        where = postgresql_rows if is_postgresql() else sqlite_rows
        where.insert(db.session.connection(), table, names, rows)


def upsert_rows(row_class: type[Base], rows: Sequence[Row], changing: Names) -> None:
    """Insert rows; where the primary key exists already, set the `changing` columns."""
    if rows:
        table, names = table_of(row_class), tuple(rows[0])
        where = postgresql_rows if is_postgresql() else sqlite_rows
        where.upsert(db.session.connection(), table, names, changing, rows)


def update_rows(row_class: type[Base], rows: Sequence[Row]) -> int:
    """Change rows that are as given.

    Names that begin with `old_` say what a column must be, the others what it becomes:
    {"old_id": 7, "old_version": 3, "version": 4}.

    returns: how many rows were found
    """
    if not rows:
        return 0
    table, names = table_of(row_class), tuple(rows[0])
    where = postgresql_rows if is_postgresql() else sqlite_rows
    return int(where.update(db.session.connection(), table, names, rows))
