"""The timer's round through documents: scan what waits, draw what has no thumbnail.

One transaction for each content: the scanner and the decoders work between them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.casework.inspecting_documents import (
    AT_ONCE,
    keep_verdict,
    without_thumbnail,
)
from app.casework.thumbnails import thumbnail_of
from app.casework.virus_scanners import Scanner, Verdict, scanner_for
from app.config import Settings
from app.domain.terms import ScanState
from app.store.document_files import keep_thumbnail, read_file
from app.store.inspected_documents import Content, list_to_scan, set_thumbnail
from app.store.transaction import reading, transaction

log = logging.getLogger(__name__)


def inspect_documents(
    settings: Settings, now: datetime, stopping: Callable[[], bool] = lambda: False
) -> int:
    """Scan and draw some of what waits. returns: how many contents were looked at"""
    folder, scanner = settings.documents_dir, scanner_for(settings.virus_scanner)
    looked = 0
    for content in _to_scan(now) if scanner is not None else []:
        if stopping():
            return looked
        _scan(content, folder, scanner, now)
        looked += 1
    with reading():
        undrawn = without_thumbnail(is_scanned=scanner is not None)
    for content in undrawn:
        if stopping():
            return looked
        _draw(content, folder)
        looked += 1
    return looked


def _to_scan(now: datetime) -> list[Content]:
    with reading():
        return list_to_scan(now, AT_ONCE)


def _scan(
    content: Content, folder: Path, scanner: Scanner | None, now: datetime
) -> None:
    whole = read_file(folder, content.sha256)
    if whole is None or scanner is None:
        verdict = Verdict(ScanState.FAILED, "not there, or changed on disk")
    else:
        verdict = scanner(whole)
    if verdict.state is not ScanState.CLEAN:
        log.warning("document %s: %s", content.sha256[:16], verdict.state)
    with transaction():
        keep_verdict(content, verdict, now)


def _draw(content: Content, folder: Path) -> None:
    whole = read_file(folder, content.sha256)
    drawn = thumbnail_of(content.media_type, whole) if whole is not None else None
    if drawn is not None:
        keep_thumbnail(folder, content.sha256, drawn)
    with transaction():
        set_thumbnail(content.sha256, drawn is not None)
