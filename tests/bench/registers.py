"""A register of its own for each measurement, on SQLite or on a PostgreSQL of ours."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from flask import Flask

from app.casework import people
from app.casework.demo.people import PASSWORD, demo_people
from app.config import ROOT, settings_from
from app.factory import create_app
from app.store import directory, organisation
from app.store.district_files import read_district_files
from app.store.transaction import transaction
from tests.cluster import Cluster
from tests.databases import SECRETS, let_go, migrate

_names = count(1)


@dataclass(frozen=True)
class Register:
    """A database with the district and its people; `environ` is what a process of the
    application needs to work on it."""

    kind: str
    url: str
    folder: Path
    environ: dict[str, str]

    @property
    def dsn(self) -> str:
        """The address as the bare driver reads it."""
        if self.kind == "sqlite":
            return self.url.removeprefix("sqlite:///")
        return self.url.replace("+psycopg", "")

    @contextlib.contextmanager
    def opened(self) -> Iterator[Flask]:
        """The application on it, in its context."""
        app = create_app(settings_from(self.environ, ROOT))
        with app.app_context():
            yield app
        let_go(app)

    def process_environ(self) -> dict[str, str]:
        """The environment of a child process; nothing of this machine's own."""
        kept = {
            name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ
        }
        return {**kept, **self.environ, "PYTHONPATH": str(ROOT)}


def new_register(
    kind: str, folder: Path, cluster: Cluster | None, **environ: str
) -> Register:
    """Migrate a database and load the district and the demo's people into it."""
    name = f"bench_{next(_names)}"
    url = f"sqlite:///{folder / name}.sqlite3"
    if cluster is not None:
        cluster.create(name)
        url = cluster.url(name)
    register = Register(
        kind,
        url,
        folder,
        {
            "DATABASE_URL": url,
            **SECRETS,
            "OUTBOX_DIR": str(folder / "outbox"),
            "PUBLIC_URL": "http://127.0.0.1",
            "BANCHENG_DEMO": "1",
            **environ,
        },
    )
    migrate(url, folder)
    with register.opened() as app:
        _found(Path(app.extensions["settings"].district_path))
    return register


def _found(files: Path) -> None:
    with transaction():
        loaded = organisation.load_district(read_district_files(files))
        known = directory.district(loaded.id)
        staff = demo_people(sorted(known.center_ids), sorted(known.department_ids))
        people.create_demo_people(known.id, staff, PASSWORD, datetime.now(UTC))
