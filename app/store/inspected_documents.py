"""Contents of documents that wait: for the scanner, for a thumbnail, for removal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, or_, select, update

from app.domain.terms import ScanState
from app.store.database import db
from app.store.tables import DocumentFileRow, DocumentRow, PaperRow
from app.store.transaction import lock_for_writing


@dataclass(frozen=True, slots=True)
class Content:
    """A content on record. scans: how often it was tried to scan it"""

    sha256: str
    media_type: str
    scans: int


def list_to_scan(now: datetime, limit: int) -> list[Content]:
    """Contents without a verdict whose next try has come, the longest waiting first."""
    row = DocumentFileRow
    return _listed(
        row.scan_state.in_([ScanState.UNSCANNED, ScanState.FAILED]),
        or_(row.scan_at.is_(None), row.scan_at <= now),
        limit=limit,
    )


def list_without_thumbnail(states: tuple[ScanState, ...], limit: int) -> list[Content]:
    """Contents of which no thumbnail was tried, in one of these states."""
    row = DocumentFileRow
    return _listed(row.has_thumbnail.is_(None), row.scan_state.in_(states), limit=limit)


def set_verdict(
    sha256: str, state: ScanState, finding: str, next_at: datetime | None
) -> None:
    """Keep what the scanner said. next_at: when to ask again; None when settled."""
    lock_for_writing()
    row = DocumentFileRow
    changed = update(row).where(row.sha256 == sha256)
    db.session.execute(
        changed.values(
            scan_state=state,
            scan_finding=finding,
            scans=row.scans + 1,
            scan_at=next_at,
        ),
        execution_options={"synchronize_session": False},
    )


def set_thumbnail(sha256: str, has_thumbnail: bool) -> None:
    """Keep whether a thumbnail could be made."""
    lock_for_writing()
    row = DocumentFileRow
    changed = update(row).where(row.sha256 == sha256)
    db.session.execute(
        changed.values(has_thumbnail=has_thumbnail),
        execution_options={"synchronize_session": False},
    )


def list_orphans(limit: int) -> list[str]:
    """Contents that no ticket has any more."""
    row = DocumentFileRow
    chosen = select(row.sha256).where(~_is_used(row.sha256)).order_by(row.sha256)
    return list(db.session.scalars(chosen.limit(limit)))


def forget_orphan(sha256: str) -> bool:
    """Take a content off the record if no ticket has it.

    Its row is held first, so that nobody hands the same file in meanwhile.
    returns: False when somebody did
    """
    lock_for_writing()
    row = DocumentFileRow
    held = select(row.sha256).where(row.sha256 == sha256).with_for_update()
    db.session.execute(held)
    if db.session.execute(select(_is_used(sha256))).scalar_one():
        return False
    db.session.execute(
        delete(row).where(row.sha256 == sha256),
        execution_options={"synchronize_session": False},
    )
    return True


def is_known(sha256: str) -> bool:
    """Is there a content of this SHA-256 on record, or a document of it?"""
    on_record: ColumnElement[bool] = exists().where(DocumentFileRow.sha256 == sha256)
    return bool(
        db.session.execute(select(or_(on_record, _is_used(sha256)))).scalar_one()
    )


def _is_used(sha256: Any) -> ColumnElement[bool]:
    """By a document of a ticket; or as the evidence of a paper on figures, which has no
    ticket whose personal data it could go with."""
    by_paper = exists().where(PaperRow.evidence == sha256, PaperRow.ticket_id.is_(None))
    return or_(exists().where(DocumentRow.sha256 == sha256), by_paper)


def _listed(*conditions: ColumnElement[bool], limit: int) -> list[Content]:
    row = DocumentFileRow
    chosen = select(row.sha256, row.media_type, row.scans).where(*conditions)
    ordered = chosen.order_by(row.kept_at, row.sha256).limit(limit)
    return [Content(*one) for one in db.session.execute(ordered)]
