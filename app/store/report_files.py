"""The files of reports, by the SHA-256 of their contents, beside the documents.

They name no complainant, and are not sealed. A backup takes them with the documents.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from app.store.whole_files import write_whole

FOLDER = "reports"


def keep_report_file(documents: Path, content: bytes) -> str:
    """Keep a file. returns: its SHA-256, hex; kept once, however often it is made"""
    name = hashlib.sha256(content).hexdigest()
    path = _path(documents, name)
    if not path.exists():
        write_whole(path, content)
    return name


def read_report_file(documents: Path, name: str) -> bytes | None:
    """The file of that SHA-256; None when it is not there, or was changed."""
    path = _path(documents, name)
    if not path.is_file():
        return None
    content = path.read_bytes()
    return content if hashlib.sha256(content).hexdigest() == name else None


def _path(documents: Path, name: str) -> Path:
    return documents / FOLDER / name[:2] / name
