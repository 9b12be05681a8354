"""Rows of SQLite: copied by its online backup, put back as one file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from app.store.backups.manifest import BackupFault, Figures, Taken, figures_of
from app.store.database import db

KIND = "sqlite"
FILE = "register.sqlite3"


def take(folder: Path) -> Taken:
    """Copy the register as it stands at one moment; writers do not wait."""
    target = folder / FILE
    with closing(sqlite3.connect(_live())) as live, closing(_open(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        named = "SELECT version_num FROM alembic_version"
        (revision,) = copy.execute(named).fetchone()
        return Taken(KIND, revision, _figures(copy))


def put(folder: Path) -> Figures:
    """Make that copy the register; the one before held nothing."""
    copied, target = folder / FILE, Path(_live())
    with closing(_open(copied)) as copy:
        (found,) = copy.execute("PRAGMA integrity_check").fetchone()
        if found != "ok":
            raise BackupFault(f"the copy of the register is damaged: {found}")
    db.session.remove()
    db.engine.dispose()
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in ("", "-wal", "-shm"):
        target.with_name(target.name + left).unlink(missing_ok=True)
    _move(copied, target)
    with closing(_open(target)) as link:
        return _figures(link)


def _figures(link: sqlite3.Connection) -> Figures:
    named = "SELECT name FROM sqlite_master WHERE type = 'table'"
    tables = [name for (name,) in link.execute(named) if not name.startswith("sqlite_")]
    return figures_of(lambda statement: link.execute(statement), tables)


def _move(source: Path, target: Path) -> None:
    """Rename, or copy where they lie on different disks; whole or not at all."""
    part = target.with_name(target.name + ".part")
    part.write_bytes(source.read_bytes())
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(target)


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def _live() -> str:
    return str(db.engine.url.database)
