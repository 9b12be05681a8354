"""Databases for tests: empty ones, and copies of one that was migrated once.

Migrating takes a second, copying a few milliseconds; so each test worker migrates one
template of each kind and every test gets a copy of its own.
"""

import itertools
import shutil
from pathlib import Path

import flask_migrate

from app.config import ROOT, settings_from
from app.factory import create_app
from tests.cluster import Cluster

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


class SqliteDatabases:
    """SQLite files in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)
        self._template: Path | None = None

    def empty(self) -> str:
        """Return the address of a database without tables."""
        return _sqlite_url(self._next_file())

    def migrated(self) -> str:
        """Return the address of a database with all tables and no row of ours."""
        if self._template is None:
            template = self._next_file()
            migrate(_sqlite_url(template), self._folder)
            self._template = template
        copy = self._next_file()
        shutil.copyfile(self._template, copy)
        return _sqlite_url(copy)

    def remove(self, url: str) -> None:
        """Remove a database of ours."""
        file = Path(url.removeprefix("sqlite:///"))
        for path in file.parent.glob(file.name + "*"):
            path.unlink()

    def _next_file(self) -> Path:
        return self._folder / f"register-{next(self._numbers)}.sqlite3"


class PostgresDatabases:
    """Databases of one cluster."""

    TEMPLATE = "migrated"

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self._cluster = cluster
        self._folder = folder
        self._numbers = itertools.count(1)
        self._has_template = False

    def empty(self) -> str:
        """Return the address of a database without tables."""
        return self._create("template0")

    def migrated(self) -> str:
        """Return the address of a database with all tables and no row of ours."""
        if not self._has_template:
            self._cluster.drop(self.TEMPLATE)
            self._cluster.create(self.TEMPLATE)
            migrate(self._cluster.url(self.TEMPLATE), self._folder)
            self._has_template = True
        return self._create(self.TEMPLATE)

    def remove(self, url: str) -> None:
        """Remove a database of ours."""
        self._cluster.drop(url.rpartition("/")[2])

    def _create(self, template: str) -> str:
        name = f"register_{next(self._numbers)}"
        self._cluster.create(name, template)
        return self._cluster.url(name)


def migrate(url: str, folder: Path) -> None:
    """Run all migrations, as `flask db upgrade` does."""
    app = create_app(settings_for_tests(url, folder))
    with app.app_context():
        flask_migrate.upgrade(directory=str(ROOT / "migrations"))
    let_go(app)


def let_go(app) -> None:
    """Close every pooled connection of an application."""
    if "sqlalchemy" in app.extensions:
        with app.app_context():
            for engine in app.extensions["sqlalchemy"].engines.values():
                engine.dispose()


def _sqlite_url(file: Path) -> str:
    return f"sqlite:///{file}"
