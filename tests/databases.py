"""Databases for tests: empty ones, and copies of one that was migrated once, with the
district in it or without.

Migrating takes a second, copying an SQLite file a millisecond; so each test worker
makes one template of each kind and every test gets a copy of its own. Copying a
PostgreSQL database is dear: a copy is emptied and used again, unless a test changed
its tables or triggers.
"""

import itertools
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import LiteralString

import flask_migrate
import psycopg
from psycopg import sql
from sqlalchemy import Engine

from app.config import ROOT, settings_from
from app.factory import create_app
from app.store import organisation
from app.store.transaction import transaction
from tests.cluster import Cluster
from tests.district import district_files

SECRET_KEY = "only-for-tests-" + "x" * 32
PERSONAL_DATA_KEYS = "k1:" + "A" * 43 + "="
SECRETS = {"SECRET_KEY": SECRET_KEY, "PERSONAL_DATA_KEYS": PERSONAL_DATA_KEYS}


def settings_for_tests(database_url, folder, **overrides):
    """Settings that touch nothing outside the folder of a test."""
    environ = {
        "DATABASE_URL": database_url,
        **SECRETS,
        "OUTBOX_DIR": str(folder / "outbox"),
        "DOCUMENTS_DIR": str(folder / "documents"),
        "PUBLIC_URL": "http://127.0.0.1",
        **overrides,
    }
    return settings_from(environ, ROOT)


# What the files of a district become.
GROUND = ("districts", "service_centers", "departments", "matters")


class SqliteDatabases:
    """SQLite files in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)
        self._templates: dict[bool, Path] = {}

    def empty(self) -> str:
        """Return the address of a database without tables."""
        return _sqlite_url(self._next_file())

    def migrated(self, *, founded: bool = False) -> str:
        """Return the address of a database with all tables and no row of ours.

        founded: with those of 蓬江区 alone
        """
        return self._copied(self._template(founded=founded))

    def _template(self, *, founded: bool) -> Path:
        if founded not in self._templates:
            if founded:
                url = self._copied(self._template(founded=False))
                found(url, self._folder)
            else:
                url = self.empty()
                migrate(url, self._folder)
            self._templates[founded] = _file(url)
        return self._templates[founded]

    def _copied(self, template: Path) -> str:
        copy = self._next_file()
        shutil.copyfile(template, copy)
        return _sqlite_url(copy)

    def remove(self, url: str) -> None:
        """Remove a database of ours."""
        file = _file(url)
        for path in file.parent.glob(file.name + "*"):
            path.unlink()

    def _next_file(self) -> Path:
        return self._folder / f"register-{next(self._numbers)}.sqlite3"


class PostgresDatabases:
    """Databases of one cluster."""

    MIGRATED, FOUNDED = "migrated", "founded"

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self._cluster = cluster
        self._folder = folder
        self._numbers = itertools.count(1)
        self._shapes: dict[str, object] = {}  # by template
        self._copies: dict[str, str] = {}  # the template of each
        self._free: dict[str, list[str]] = {self.MIGRATED: [], self.FOUNDED: []}

    def empty(self) -> str:
        """Return the address of a database without tables."""
        return self._create("template0")

    def migrated(self, *, founded: bool = False) -> str:
        """Return the address of a database with all tables and no row of ours.

        founded: with those of 蓬江区 alone
        """
        template = self.FOUNDED if founded else self.MIGRATED
        if self._free[template]:
            return self._cluster.url(self._free[template].pop())
        self._make(template)
        url = self._create(template)
        self._copies[_name(url)] = template
        return url

    def remove(self, url: str) -> None:
        """Take a database of ours back."""
        name = _name(url)
        template = self._copies.get(name)
        if template is not None and self._emptied(name, template):
            self._free[template].append(name)
        else:
            self._cluster.drop(name)

    def _make(self, template: str) -> None:
        if template in self._shapes:
            return
        if template == self.FOUNDED:
            self._make(self.MIGRATED)
        source = self.MIGRATED if template == self.FOUNDED else "template0"
        fill = found if template == self.FOUNDED else migrate
        self._cluster.drop(template)
        self._cluster.create(template, source)
        fill(self._cluster.url(template), self._folder)
        with self._cluster.connect(template) as connection:
            self._shapes[template] = shape(connection)

    def _emptied(self, name: str, template: str) -> bool:
        """Is it now as the template is?"""
        with self._cluster.connect(name) as connection:
            if shape(connection) != self._shapes[template]:
                return False
            empty(connection, GROUND if template == self.FOUNDED else ())
        return True

    def _create(self, template: str) -> str:
        name = f"register_{next(self._numbers)}"
        self._cluster.create(name, template)
        return self._cluster.url(name)


def shape(connection: psycopg.Connection) -> object:
    """What a database consists of: its version, tables, columns, indexes, constraints, enabled
    triggers, the rows of its districts; None for one that no migration made."""
    if connection.execute("SELECT to_regclass('alembic_version')").fetchone() == (
        None,
    ):
        return None
    return connection.execute(
        """
        SELECT (SELECT string_agg(version_num, ' ') FROM alembic_version),
            (SELECT count(*) FROM pg_attribute), (SELECT count(*) FROM pg_class),
            (SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class
                WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace),
            (SELECT count(*) FROM pg_constraint), (SELECT count(*) FROM pg_proc),
            (SELECT count(*) FROM pg_trigger WHERE tgenabled = 'O')
        """
    ).fetchone(), [_rows_of(connection, table) for table in GROUND]


def _rows_of(connection: psycopg.Connection, table: str) -> object:
    """How many rows a table has, and who wrote the last; each change writes one anew."""
    counted = "SELECT count(*), max(xmin::text::bigint) FROM {}"
    return connection.execute(sql.SQL(counted).format(sql.Identifier(table))).fetchone()


def empty(connection: psycopg.Connection, kept: Sequence[str] = ()) -> None:
    """Empty every table that holds a row of ours, past all triggers, let its numbers begin
    again, and let go of whoever is still connected.

    kept: tables that stay as they are
    """
    connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    connection.execute("SET session_replication_role = replica")
    for emptying, tables in _filled_tables(connection, kept):
        connection.execute(
            sql.SQL("; ").join(
                sql.SQL(emptying).format(sql.Identifier(table)) for table in tables
            )
        )
    connection.execute(
        "SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass,"
        " start_value, false) FROM pg_sequences"
        " WHERE last_value IS NOT NULL AND sequencename <> ALL(%s)",
        ([f"{table}_id_seq" for table in kept],),
    )


MUCH = 1_000_000  # bytes
Emptying = tuple[LiteralString, list[str]]


def _filled_tables(
    connection: psycopg.Connection, kept: Sequence[str]
) -> Iterator[Emptying]:
    """How to empty tables, and those that hold rows or held some.

    Truncating makes new files for a table and all its indexes: with thirty tables twenty
    times the work of deleting a few rows from each. Deleted rows stay in their files
    until these are truncated.
    """
    found = connection.execute(
        "SELECT relname, pg_relation_size(oid) > %s FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        " AND relname <> 'alembic_version' AND relname <> ALL(%s)"
        " AND pg_relation_size(oid) > 0",
        (MUCH, list(kept)),
    ).fetchall()
    yield "DELETE FROM {}", [name for name, is_much in found if not is_much]
    yield "TRUNCATE {} CASCADE", [name for name, is_much in found if is_much]


def migrate(url: str, folder: Path) -> None:
    """Run all migrations, as `flask db upgrade` does."""
    app = create_app(settings_for_tests(url, folder))
    with app.app_context():
        flask_migrate.upgrade(directory=str(ROOT / "migrations"))
    let_go(app)


def found(url: str, folder: Path) -> None:
    """Load 蓬江区, as `flask district load` does."""
    app = create_app(settings_for_tests(url, folder))
    with app.app_context(), transaction():
        organisation.load_district(district_files())
    let_go(app)


def let_go(app) -> None:
    """Close every pooled connection of an application."""
    for engine in engines_of(app):
        engine.dispose()


def engines_of(app) -> list[Engine]:
    """Those that an application has made; none before it has any."""
    if "sqlalchemy" not in app.extensions:
        return []
    with app.app_context():
        return list(app.extensions["sqlalchemy"].engines.values())


def _name(url: str) -> str:
    return url.rpartition("/")[2]


def _sqlite_url(file: Path) -> str:
    return f"sqlite:///{file}"


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))
