"""Documents of a ticket: who handed in which file, and when; and each content, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.domain.terms import DocumentKind, ScanState
from app.store.bulk import insert_rows, upsert_rows
from app.store.database import db
from app.store.tables import DocumentFileRow, DocumentRow
from app.store.transaction import lock_for_writing


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """One file to be put on record.

    event_seq: the timeline entry it came with; None when it came alone
    """

    ticket_id: int
    event_seq: int | None
    kind: DocumentKind
    sha256: str
    original_name: str
    media_type: str
    size: int
    uploaded_by_id: int | None
    uploaded_at: datetime


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document as it is served, and what is known of its content."""

    sha256: str
    original_name: str
    media_type: str
    kind: str
    scan_state: ScanState
    has_thumbnail: bool | None


def know_content(sha256: str, size: int, media_type: str, at: datetime) -> None:
    """Put a content on record before its file is kept; one that is known stays.

    Its row is held until the end of the transaction, so that nobody removes the file
    as an orphan meanwhile.
    """
    lock_for_writing()
    row = {
        "sha256": sha256,
        "size": size,
        "media_type": media_type,
        "kept_at": at,
        "scan_state": ScanState.UNSCANNED,
        "scan_finding": "",
        "scans": 0,
        "scan_at": at,
        "has_thumbnail": None,
    }
    upsert_rows(DocumentFileRow, [row], changing=("size",))


def add_document(new: NewDocument) -> None:
    """Put a file on record; its content is known and kept already."""
    lock_for_writing()
    row = {name: getattr(new, name) for name in NewDocument.__slots__}
    insert_rows(DocumentRow, [row])


def find_document(ticket_id: int, document_id: int) -> KnownDocument | None:
    """A document of this ticket, or None."""
    chosen = (
        select(
            DocumentRow.sha256,
            DocumentRow.original_name,
            DocumentRow.media_type,
            DocumentRow.kind,
            func.coalesce(DocumentFileRow.scan_state, ScanState.UNSCANNED),
            DocumentFileRow.has_thumbnail,
        )
        .outerjoin(DocumentFileRow, DocumentFileRow.sha256 == DocumentRow.sha256)
        .where(DocumentRow.ticket_id == ticket_id, DocumentRow.id == document_id)
    )
    row = db.session.execute(chosen).one_or_none()
    return None if row is None else KnownDocument(*row)


def size_of_documents(ticket_id: int) -> int:
    """How many bytes a ticket's documents have together, our own evidence files apart."""
    counted = select(func.coalesce(func.sum(DocumentRow.size), 0))
    return int(
        db.session.execute(
            counted.where(
                DocumentRow.ticket_id == ticket_id,
                DocumentRow.kind != DocumentKind.EVIDENCE_FILE,
            )
        ).scalar_one()
    )
