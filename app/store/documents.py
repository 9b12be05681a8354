"""Documents of a ticket: who handed in which file, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.store.bulk import insert_rows
from app.store.database import db
from app.store.tables import DocumentRow
from app.store.transaction import lock_for_writing


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """One file to be put on record.

    event_seq: the timeline entry it came with; None when it came alone
    kind:      what it is to the case; `evidence` until somebody says more
    """

    ticket_id: int
    event_seq: int | None
    kind: str
    sha256: str
    original_name: str
    media_type: str
    size: int
    uploaded_by_id: int | None
    uploaded_at: datetime


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document as it is served."""

    sha256: str
    original_name: str
    media_type: str


def add_document(new: NewDocument) -> None:
    """Put a file on record; its content is kept already."""
    lock_for_writing()
    row = {name: getattr(new, name) for name in NewDocument.__slots__}
    insert_rows(DocumentRow, [row])


def find_document(ticket_id: int, document_id: int) -> KnownDocument | None:
    """A document of this ticket, or None."""
    chosen = select(
        DocumentRow.sha256, DocumentRow.original_name, DocumentRow.media_type
    ).where(DocumentRow.ticket_id == ticket_id, DocumentRow.id == document_id)
    row = db.session.execute(chosen).one_or_none()
    return None if row is None else KnownDocument(*row)
