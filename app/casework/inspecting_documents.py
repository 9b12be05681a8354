"""What becomes of documents by themselves: scanned, given a thumbnail, removed.

Decoders and scanners are slow and may fail: they work between transactions, and the
verbs here only keep what they said. The timer's job goes through them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from app.casework.virus_scanners import Verdict
from app.domain.terms import ScanState
from app.store.document_files import remove_file
from app.store.inspected_documents import (
    Content,
    forget_orphan,
    list_without_thumbnail,
    set_verdict,
)

AT_ONCE = 20
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=6)


def keep_verdict(content: Content, verdict: Verdict, now: datetime) -> None:
    """Keep what the scanner said; one that failed is asked again, later and later."""
    wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(content.scans, 10))
    is_settled = verdict.state in (ScanState.CLEAN, ScanState.INFECTED)
    next_at = None if is_settled else now + wait
    set_verdict(content.sha256, verdict.state, verdict.finding, next_at)


def without_thumbnail(*, is_scanned: bool) -> list[Content]:
    """Contents to be drawn: where there is a scanner, only those it found clean."""
    states = (
        (ScanState.CLEAN,)
        if is_scanned
        else (ScanState.CLEAN, ScanState.UNSCANNED, ScanState.FAILED)
    )
    return list_without_thumbnail(states, AT_ONCE)


def remove_orphan(sha256: str, folder: Path) -> bool:
    """Remove a content that no ticket has any more, in one transaction with its row."""
    if not forget_orphan(sha256):
        return False
    remove_file(folder, sha256)
    return True
