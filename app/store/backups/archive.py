"""The archive: written part by part with its hashes, read back and checked."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from app.store.backups.manifest import (
    NAME,
    BackupFault,
    Manifest,
    Part,
    manifest_from,
)

_CHUNK = 1 << 20


class Writer:
    """Adds files and remembers their hashes."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.parts: dict[str, Part] = {}

    def add(self, name: str, path: Path) -> None:
        """Add one file as it is now."""
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            hashed = _Hashed(file)
            self._tar.addfile(_entry(name, size), hashed)
        self.parts[name] = Part(size, hashed.sha256.hexdigest())

    def add_folder(self, name: str, folder: Path) -> None:
        """Add every file below a folder; what is being written just now is left out."""
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith(("tmp", ".")):
                below = path.relative_to(folder).as_posix()
                self.add(f"{name}/{below}", path)

    def close_with(self, manifest: Manifest) -> None:
        """Add the manifest, last."""
        text = manifest.text().encode()
        self._tar.addfile(_entry(NAME, len(text)), io.BytesIO(text))


@contextmanager
def written(target: Path) -> Iterator[Writer]:
    """Write an archive that only its owner reads; whole or not there."""
    part = target.with_name(f".{target.name}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar:
                yield Writer(tar)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def checked(archive: Path, into: Path | None = None) -> Manifest:
    """Read an archive through, compare every part with the manifest.

    into:   where to unpack it; None to check alone
    raises: BackupFault, naming what is damaged, missing or too much
    """
    found: dict[str, Part] = {}
    manifest = None
    try:
        with tarfile.open(archive, "r|gz") as tar:
            for entry in tar:
                source = tar.extractfile(entry)
                if source is None:
                    raise BackupFault(f"{entry.name} is no file")
                if entry.name == NAME:
                    manifest = manifest_from(source.read())
                else:
                    found[entry.name] = _read(source, entry.name, into)
    except (tarfile.TarError, EOFError, OSError) as fault:
        raise BackupFault(f"{archive.name} cannot be read: {fault}") from fault
    if manifest is None:
        raise BackupFault(f"{archive.name} has no manifest: it is not whole")
    _compare(manifest.parts, found)
    return manifest


def _compare(told: Mapping[str, Part], found: Mapping[str, Part]) -> None:
    faults = [f"{name} is missing" for name in sorted(told.keys() - found.keys())]
    faults += [f"{name} is not of it" for name in sorted(found.keys() - told.keys())]
    faults += [
        f"{name} was changed"
        for name in sorted(told.keys() & found.keys())
        if told[name] != found[name]
    ]
    if faults:
        raise BackupFault("; ".join(faults))


def _read(source: object, name: str, into: Path | None) -> Part:
    hashed = _Hashed(source)  # type: ignore[arg-type]
    size = 0
    target = _inside(into, name).open("wb") if into else None
    try:
        while data := hashed.read(_CHUNK):
            size += len(data)
            if target:
                target.write(data)
    finally:
        if target:
            target.close()
    return Part(size, hashed.sha256.hexdigest())


def _inside(folder: Path, name: str) -> Path:
    """Where a part is unpacked; never outside of the folder."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts:
        raise BackupFault(f"{name!r} leads out of the backup")
    path = folder.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.sha256.update(data)
        return data
