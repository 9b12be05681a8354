"""The contents of documents: files named by what is in them, sealed.

The same file handed in twice is kept once, and a file that was changed on disk no
longer opens. A file that was kept before contents were sealed is still read.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from app.store.keyring import CannotOpen
from app.store.personal_data import keyring
from app.store.whole_files import write_whole

SIGNS = 64  # of a SHA-256 in hex
THUMBNAILS = "thumbnails"  # a folder beside those of the contents


def keep_file(folder: Path, content: bytes) -> str:
    """Keep a content; the file is whole or not there.

    returns: its SHA-256, hex, by which it is found again
    """
    name = content_name(content)
    path = _path(folder, name)
    if not path.exists():
        write_whole(path, keyring().seal_bytes(content, _place(name)))
    return name


def read_file(folder: Path, name: str) -> bytes | None:
    """The content of that SHA-256; None when it is not there, or was changed."""
    kept = _kept(folder, name)
    if kept is None:
        return None
    if hashlib.sha256(kept).hexdigest() == name:
        return kept
    try:
        content = keyring().open_bytes(kept, _place(name))
    except CannotOpen:
        return None
    return content if hashlib.sha256(content).hexdigest() == name else None


def seal_file_again(folder: Path, name: str) -> bool:
    """Seal a file under the current key. returns: was it another, or none, before?

    raises: CannotOpen, when it is there and does not open
    """
    thumbnail = read_thumbnail(folder, name)
    if thumbnail is not None:
        keep_thumbnail(folder, name, thumbnail)
    kept = _kept(folder, name)
    if kept is None or keyring().seals_bytes(kept):
        return False
    content = read_file(folder, name)
    if content is None:
        raise CannotOpen(_place(name))
    write_whole(_path(folder, name), keyring().seal_bytes(content, _place(name)))
    return True


def remove_file(folder: Path, name: str) -> None:
    """Remove a content and its thumbnail for good; what is not there is passed over."""
    _path(folder, name).unlink(missing_ok=True)
    _path(folder / THUMBNAILS, name).unlink(missing_ok=True)


def content_name(content: bytes) -> str:
    """The SHA-256 under which a content is kept, hex."""
    return hashlib.sha256(content).hexdigest()


def keep_thumbnail(folder: Path, name: str, picture: bytes) -> None:
    """Keep the small picture of the content of that SHA-256, sealed as it is."""
    place = f"{THUMBNAILS}/{name}"
    sealed = keyring().seal_bytes(picture, place)
    write_whole(_path(folder / THUMBNAILS, name), sealed)


def read_thumbnail(folder: Path, name: str) -> bytes | None:
    """The small picture of a content; None when it is not there or does not open."""
    kept = _kept(folder / THUMBNAILS, name)
    try:
        return kept and keyring().open_bytes(kept, f"{THUMBNAILS}/{name}")
    except CannotOpen:
        return None


def _kept(folder: Path, name: str) -> bytes | None:
    path = _path(folder, name)
    return path.read_bytes() if path.is_file() else None


def _place(name: str) -> str:
    return f"documents/{name}"


def _path(folder: Path, name: str) -> Path:
    return folder / name[:2] / name
