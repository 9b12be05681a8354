"""What a backup says of itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, TypeAlias

FORMAT = 1
NAME = "manifest.json"
ROWS, DOCUMENTS, OFFICE = "rows", "documents", "office"

Execute: TypeAlias = Callable[[str], Iterable[Any]]


class BackupFault(Exception):
    """A backup that cannot be made, read or restored; the message says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the archive. size: in bytes; sha256: hex"""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What can be counted and compared.

    rows:   by table
    chains: SHA-256 over the end of every ticket's chain, in the order of the tickets
    """

    rows: Mapping[str, int]
    chains: str


@dataclass(frozen=True, slots=True)
class Taken:
    """Rows that were taken. columns: by table, in their order in the file, if it has one"""

    database: str
    revision: str
    figures: Figures
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The manifest.

    created_at: ISO, UTC
    database:   "sqlite" or "postgresql"
    revision:   the migration its tables stand at
    columns:    by table, in the order in which its rows were written (PostgreSQL)
    secrets:    by name, a mark of each secret that was in use; no secret itself
    """

    created_at: str
    database: str
    revision: str
    figures: Figures
    parts: Mapping[str, Part]
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    secrets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    format: int = FORMAT

    def text(self) -> str:
        """The manifest as it stands in the archive."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def manifest_from(text: bytes) -> Manifest:
    """Read a manifest. raises: BackupFault"""
    try:
        told = json.loads(text)
        if told["format"] != FORMAT:
            raise BackupFault(f"format {told['format']} is not known to this version")
        told["figures"] = Figures(**told["figures"])
        told["parts"] = {name: Part(**part) for name, part in told["parts"].items()}
        return Manifest(**told)
    except (ValueError, KeyError, TypeError) as fault:
        raise BackupFault(f"the manifest cannot be read: {fault!r}") from fault


def figures_of(execute: Execute, tables: Iterable[str]) -> Figures:
    """Count every table and hash the ends of all chains.

    execute: one statement in the moment that is to be counted
    """
    rows: dict[str, int] = {}
    for table in sorted(tables):
        ((count,),) = execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - ours
        rows[table] = count
    ends = hashlib.sha256()
    columns = "id, number, entry_count, chain_head"
    for row in execute(f"SELECT {columns} FROM tickets ORDER BY id"):  # noqa: S608
        ends.update(("|".join(map(str, row)) + "\n").encode())
    return Figures(rows, ends.hexdigest())


def mark_of(secret: str) -> str:
    """Tells whether two secrets are the same, and nothing else about them."""
    return hashlib.sha256(f"bancheng backup {secret}".encode()).hexdigest()[:16]
