"""Taking a backup while everything goes on, and letting the oldest go."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from app.store.backups import rows_postgresql, rows_sqlite
from app.store.backups.archive import written
from app.store.backups.manifest import DOCUMENTS, OFFICE, ROWS, Manifest, mark_of
from app.store.database import is_postgresql

_NAMED = re.compile(r"bancheng-\d{8}T\d{6}Z\.tar\.gz")
SECRETS_ENDING = ".secrets"


def take_backup(
    target: Path,
    documents: Path,
    office: Mapping[str, Path],
    secrets: Mapping[str, str],
    now: datetime,
) -> Path:
    """Write one backup into a folder.

    Rows first, documents after: a file is there before the row that names it.

    documents: the folder of their contents
    office:    the office's own files (rules, district), by name
    secrets:   what was in use; marks of them stand in the manifest
    """
    target.mkdir(parents=True, exist_ok=True)
    archive = target / f"bancheng-{now:%Y%m%dT%H%M%SZ}.tar.gz"
    # Beside the archive, so that the room is looked for where it was meant.
    with tempfile.TemporaryDirectory(dir=target, prefix=".taking-") as folder:
        taken = rows_postgresql if is_postgresql() else rows_sqlite
        told = taken.take(Path(folder))
        with written(archive) as writer:
            writer.add_folder(ROWS, Path(folder))
            writer.add_folder(DOCUMENTS, documents)
            for name, path in office.items():
                writer.add(f"{OFFICE}/{name}", path)
            writer.close_with(
                Manifest(
                    created_at=now.isoformat(timespec="seconds"),
                    database=told.database,
                    revision=told.revision,
                    figures=told.figures,
                    columns=told.columns,
                    parts=writer.parts,
                    secrets={name: marks(value) for name, value in secrets.items()},
                )
            )
    return archive


def marks(value: str) -> list[str]:
    """One mark for each secret of a list; a new one may stand beside the old."""
    return [mark_of(one.strip()) for one in value.split(",")]


def keep_secrets(archive: Path, secrets: Mapping[str, str]) -> Path:
    """Write what is secret beside the archive, to be kept elsewhere."""
    path = archive.with_name(archive.name + SECRETS_ENDING)
    path.touch(mode=0o600)
    path.write_text("".join(f"{name}={value}\n" for name, value in secrets.items()))
    return path


def let_go(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest; what is not named like a backup is left alone."""
    found = sorted(path for path in folder.iterdir() if _NAMED.fullmatch(path.name))
    gone = found[:-keep]
    for path in gone:
        path.with_name(path.name + SECRETS_ENDING).unlink(missing_ok=True)
        path.unlink()
    return gone
