"""The database behind the register: SQLite by default, PostgreSQL by address alone.

SQLite: WAL, so that readers and the one writer do not wait for each other; foreign
keys on; a writer waits ten seconds for its turn; synchronous FULL, because this is a
record and a confirmed act must survive a loss of power. Python's own handling of
transactions is off: a transaction that writes begins IMMEDIATE, so that it cannot
fail half-way for want of the lock; one that reads takes no lock.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias, TypeVarTuple

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, CursorResult, Engine, Select, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.sql.selectable import TypedReturnsRows

from app.config import ROOT, Settings
from app.store import tables, triggers
from app.store.base import Base

Row = TypeVarTuple("Row")
Chosen: TypeAlias = Select[*tuple[Any, ...]]  # a select of columns, not asked yet

MIGRATIONS = ROOT / "migrations"
BUSY_SECONDS = 10
WRITING = "register_writing"  # execution option of a connection that will write

_ON_CONNECT = (
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # The log is folded in after 32 MB, not after every batch of the sweep.
    "PRAGMA wal_autocheckpoint = 8000",
    # Else INSERT OR REPLACE would remove a row behind the back of its trigger.
    "PRAGMA recursive_triggers = ON",
)

# A batch of the sweep touches some thousand pages: 16 MB of them stay in memory. A page
# needs no more than the 2 MB that each connection has anyway.
_FOR_SWEEPING = "PRAGMA cache_size = -16384"

# A server that is gone, also one that vanished without a word, is noticed in seconds.
_GIVEN_UP_IN_TIME: Mapping[str, int] = {
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,  # milliseconds
}

# The metadata is complete: tables were imported, and their triggers go with them.
assert tables.ALL  # noqa: S101
triggers.attach()

db = SQLAlchemy(
    metadata=Base.metadata,
    session_options={"autoflush": False, "expire_on_commit": False},
)


def init_app(app: Flask, settings: Settings) -> None:
    """Connect an application to its database; nothing is opened yet."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(settings.database_url)
    db.init_app(app)
    Migrate(app, db, directory=str(MIGRATIONS), compare_type=True)
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)


def ask(
    statement: TypedReturnsRows[*Row], given: Mapping[str, Any] | None = None
) -> CursorResult[*Row]:
    """The rows that a select of columns finds, in the transaction that is open.

    The session's own way would go through every value of every row once more, for the
    sake of objects that we have none of.

    given: what the statement has places for
    """
    return db.session.connection().execute(statement, given or {})


def prepare_for_sweeping() -> None:
    """Let this process's connections to SQLite keep what a batch touches in memory.

    To be called before the first one is opened; others stay as they are.
    """
    if is_postgresql():
        return

    @event.listens_for(db.engine, "connect")
    def keep_pages(connection: DBAPIConnection, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute(_FOR_SWEEPING)
        cursor.close()


def is_postgresql() -> bool:
    """Does the current application keep its register in PostgreSQL?"""
    return db.engine.dialect.name == "postgresql"


def _engine_options(url: str) -> dict[str, Any]:
    """How connections are made and kept. No error repeats a value that was sent."""
    if url.startswith("sqlite"):
        return {"connect_args": {"timeout": BUSY_SECONDS}, "hide_parameters": True}
    return {
        "connect_args": {"options": "-c timezone=UTC", **_GIVEN_UP_IN_TIME},
        "hide_parameters": True,
        "pool_pre_ping": True,
        "pool_timeout": BUSY_SECONDS,
    }


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "do_connect")
    def make_folder(*_: object) -> None:
        if engine.url.database:
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for statement in _ON_CONNECT:
            cursor.execute(statement)
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
