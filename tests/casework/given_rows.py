"""Rows of any table, made up or changed behind the register's back."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    Date,
    LargeBinary,
    String,
    Table,
    insert,
    select,
    text,
    type_coerce,
)

from app.store.base import Code, UtcDateTime
from app.store.database import db
from app.store.triggers import APPEND_ONLY
from tests.store.given_tickets import at

SOME_TIME = at("11-23 09:00")
SOME_TEXT = "null"  # JSON too, for columns that hold it


def drop_triggers() -> None:
    """Let everything be changed, as somebody with the file of the database could."""
    for table in APPEND_ONLY:
        for what in ("update", "delete"):
            db.session.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{what}"))


def make_up_row(table: Table) -> None:
    """One row with something in every column; what it points to is there."""
    values = {c.name: _something(c) for c in table.columns if not _counts_itself(c)}
    db.session.execute(insert(table).values(values))


def fullest_row(table: Table):
    """The row of which most is filled in: its values of the primary key, and all."""
    as_kept = [
        type_coerce(c, String).label(c.name) if isinstance(c.type, Code) else c
        for c in table.columns
    ]
    rows = db.session.execute(select(*as_kept)).mappings().all()
    assert rows, f"{table.name} has no row to be changed"
    row = max(rows, key=lambda one: sum(v not in (None, "") for v in one.values()))
    return {c.name: row[c.name] for c in table.primary_key}, row


def other_value(column, value: object) -> object:
    """Another value of the kind, as the database keeps it; the same where there can be
    no other."""
    if len(column.foreign_keys) == 1:
        return _other_row(column, value)
    match value:
        case None | "":
            return _plain(_something(column))
        case bool():
            return not value
        case int():
            return value + 1
        case bytes():
            return value + b"x"
        case datetime() | date():
            return _plain(value)
    return f"{value}x"


def _other_row(column, value: object) -> object:
    """What else a foreign key can point to."""
    (key,) = column.foreign_keys
    others = select(key.column).where(key.column.is_distinct_from(value))
    other = db.session.execute(others.limit(1)).scalar()
    return value if other is None and not column.nullable else other


def _something(column) -> object:
    for key in column.foreign_keys:
        return db.session.execute(select(key.column).limit(1)).scalar()
    if isinstance(column.type, UtcDateTime):
        return SOME_TIME
    if isinstance(column.type, Date):
        return SOME_TIME.date()
    if isinstance(column.type, LargeBinary):
        return b"x"
    is_text = isinstance(column.type, (String, Code))
    return SOME_TEXT if is_text else 1


def _plain(value: object) -> object:
    """Another moment or day, as SQLite has them; what is neither as it is."""
    if isinstance(value, datetime):
        return "2020-01-01 00:00:00.000000"
    return "2020-01-01" if isinstance(value, date) else value


def _counts_itself(column) -> bool:
    return column.primary_key and column.autoincrement == "auto" and column.name == "id"
