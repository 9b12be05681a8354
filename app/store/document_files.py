"""The contents of documents: files named by what is in them.

The same file handed in twice is kept once, and a file that was changed on disk no
longer has its name.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path


def keep_file(folder: Path, content: bytes) -> str:
    """Keep a content; the file is whole or not there.

    returns: its SHA-256, hex, by which it is found again
    raises:  OSError, when there is no room; nothing of it is left then
    """
    name = hashlib.sha256(content).hexdigest()
    path = _path(folder, name)
    if path.exists():
        return name
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).replace(path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    return name


def read_file(folder: Path, name: str) -> bytes | None:
    """The content of that SHA-256; None when it is not there, or was changed."""
    path = _path(folder, name)
    if not path.is_file():
        return None
    content = path.read_bytes()
    return content if hashlib.sha256(content).hexdigest() == name else None


def _path(folder: Path, name: str) -> Path:
    return folder / name[:2] / name
