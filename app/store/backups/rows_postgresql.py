"""Rows of PostgreSQL: COPY in one moment, COPY back into tables made by migrations.

No program beside our own is needed, no right beyond owning the tables, and the copy
does not depend on the version of the server.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import flask_migrate
import psycopg
from psycopg import sql

from app.store.backups.manifest import Figures, Taken, figures_of
from app.store.database import MIGRATIONS, db
from app.store.transaction import reading_one_moment, transaction

KIND = "postgresql"
_VERSION = "alembic_version"

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
_COLUMNS = """
    SELECT column_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = %s
    AND is_generated = 'NEVER' ORDER BY ordinal_position
"""
_REFERENCES = """
    SELECT own.relname, other.relname FROM pg_constraint
    JOIN pg_class own ON own.oid = conrelid
    JOIN pg_class other ON other.oid = confrelid
    WHERE contype = 'f' AND own.relnamespace = current_schema()::regnamespace
"""
_COUNTED = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = current_schema()
    AND (is_identity = 'YES' OR column_default LIKE 'nextval(%')
"""


def take(folder: Path) -> Taken:
    """Copy all rows as they stand at one moment."""
    with reading_one_moment():
        link = _link()
        columns = {name: _columns(link, name) for name in _tables(link)}
        for name, chosen in columns.items():
            _copy_out(link, name, chosen, folder / f"{name}.copy")
        ((revision,),) = link.execute("SELECT version_num FROM alembic_version")
        return Taken(KIND, revision, _figures(link, columns), columns)


def put(folder: Path, revision: str, columns: Mapping[str, Sequence[str]]) -> Figures:
    """Make the tables of that migration and copy the rows back, all or none."""
    flask_migrate.upgrade(directory=str(MIGRATIONS), revision=revision)
    db.session.remove()
    with transaction():
        link = _link()
        for name in _in_order(link, columns):
            _copy_in(link, name, columns[name], folder / f"{name}.copy")
        _count_on(link)
        return _figures(link, columns)


def _copy_out(
    link: psycopg.Connection[Any], name: str, columns: Sequence[str], path: Path
) -> None:
    statement = _statement("COPY {} ({}) TO STDOUT", name, columns)
    with path.open("wb") as file, link.cursor().copy(statement) as copied:
        for data in copied:
            file.write(data)


def _copy_in(
    link: psycopg.Connection[Any], name: str, columns: Sequence[str], path: Path
) -> None:
    statement = _statement("COPY {} ({}) FROM STDIN", name, columns)
    with path.open("rb") as file, link.cursor().copy(statement) as copied:
        while data := file.read(1 << 16):
            copied.write(data)


def _statement(text: Any, name: str, columns: Sequence[str]) -> sql.Composed:
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL(text).format(sql.Identifier(name), listed)


def _in_order(link: psycopg.Connection[Any], tables: Iterable[str]) -> list[str]:
    """Every table after those that its rows refer to; the version is there already."""
    known = set(tables) - {_VERSION}
    before: dict[str, set[str]] = {name: set() for name in sorted(known)}
    for own, other in link.execute(_REFERENCES).fetchall():
        if own in known and other in known and own != other:
            before[own].add(other)
    return list(TopologicalSorter(before).static_order())


def _count_on(link: psycopg.Connection[Any]) -> None:
    """Let each counter of ids go on behind the last id."""
    for table, column in link.execute(_COUNTED).fetchall():
        statement = sql.SQL(
            "SELECT setval(pg_get_serial_sequence({}, {}), max({}))"
            " FROM {} HAVING max({}) IS NOT NULL"
        ).format(
            sql.Literal(table),
            sql.Literal(column),
            sql.Identifier(column),
            sql.Identifier(table),
            sql.Identifier(column),
        )
        link.execute(statement)


def _figures(link: psycopg.Connection[Any], tables: Iterable[str]) -> Figures:
    return figures_of(lambda text: link.execute(text.encode()), tables)


def _tables(link: psycopg.Connection[Any]) -> list[str]:
    return sorted(name for (name,) in link.execute(_TABLES).fetchall())


def _columns(link: psycopg.Connection[Any], table: str) -> list[str]:
    return [name for (name,) in link.execute(_COLUMNS, (table,)).fetchall()]


def _link() -> psycopg.Connection[Any]:
    """The driver's own connection of the transaction that is open."""
    link = db.session.connection().connection.driver_connection
    assert isinstance(link, psycopg.Connection)  # noqa: S101 - on PostgreSQL only
    return link
