"""Restoring a backup into an empty register; nothing is ever overwritten."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import inspect, text

from app.store.backups import rows_postgresql, rows_sqlite
from app.store.backups.archive import checked
from app.store.backups.manifest import DOCUMENTS, ROWS, BackupFault, Figures, Manifest
from app.store.backups.taking import marks
from app.store.database import db, is_postgresql
from app.store.transaction import reading


def restore_backup(
    archive: Path, documents: Path, secrets: Mapping[str, str] | None
) -> Manifest:
    """Put a backup into the register of this application, and compare.

    documents: the folder of their contents, empty or not there
    secrets:   those in use here; None to restore whatever they are
    raises:    BackupFault: damaged, of another database, register not empty, other
               secrets, or what was restored is not what was taken
    """
    _require_empty(documents)
    documents.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=documents.parent, prefix=".restoring-") as at:
        folder = Path(at)
        manifest = checked(archive, folder)
        _require_kind(manifest)
        if secrets is not None:
            _require_secrets(manifest, secrets)
        figures = _put_rows(folder / ROWS, manifest)
        _put_documents(folder / DOCUMENTS, documents)
    if figures != manifest.figures:
        raise BackupFault("what was restored is not what was taken")
    return manifest


def _put_rows(folder: Path, manifest: Manifest) -> Figures:
    if is_postgresql():
        return rows_postgresql.put(folder, manifest.revision, manifest.columns)
    return rows_sqlite.put(folder)


def _put_documents(source: Path, target: Path) -> None:
    if target.exists():
        target.rmdir()
    if source.exists():
        shutil.move(source, target)


def _require_empty(documents: Path) -> None:
    if documents.exists() and any(documents.iterdir()):
        raise BackupFault(f"{documents} is not empty; nothing is overwritten")
    with reading():
        for table in inspect(db.engine).get_table_names():
            if table == "alembic_version":
                continue
            some = text(f'SELECT 1 FROM "{table}" LIMIT 1')  # noqa: S608 - our tables
            if db.session.execute(some).first():
                raise BackupFault(
                    f"the register is not empty ({table}); nothing is overwritten"
                )


def _require_kind(manifest: Manifest) -> None:
    kind = rows_postgresql.KIND if is_postgresql() else rows_sqlite.KIND
    if manifest.database != kind:
        raise BackupFault(f"it was taken from {manifest.database}; this is {kind}")


def _require_secrets(manifest: Manifest, secrets: Mapping[str, str]) -> None:
    other = [
        name
        for name, told in manifest.secrets.items()
        if set(told) - set(marks(secrets.get(name, "")))
    ]
    if other:
        raise BackupFault(
            f"it was taken with another {', '.join(other)}: put the file that was kept"
            " beside it into instance/secrets.env, or say --other-secrets"
        )
