"""Where documents are kept on this machine, and how evidence for papers is packed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.config import Settings
from app.domain.proof.evidence_file import EvidenceFile

Dress = Callable[[EvidenceFile], Mapping[str, bytes]]
"""All files of an evidence file by their names, except the list of them."""
Pack = Callable[[Mapping[str, bytes], datetime], bytes]
"""One file of several, the same for the same."""


@dataclass(frozen=True, slots=True)
class Storage:
    """Where contents are kept, and how much of them.

    longest:   bytes of one file
    most:      bytes of all documents of one ticket
    is_scanned: is a virus scanner set? Then nothing is served before its verdict
    """

    folder: Path
    longest: int
    most: int
    is_scanned: bool


def storage_of(settings: Settings) -> Storage:
    """Where this machine keeps documents."""
    return Storage(
        settings.documents_dir,
        settings.upload_max_bytes,
        settings.ticket_max_bytes,
        settings.virus_scanner is not None,
    )


@dataclass(frozen=True, slots=True)
class Cabinet:
    """How the evidence that goes with a paper is dressed, packed and kept."""

    storage: Storage
    dress: Dress
    pack: Pack
