"""The files handed in with a ticket, as its pages list them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import bindparam, func, select

from app.domain.terms import ScanState
from app.store.database import Chosen, ask
from app.store.tables import DocumentFileRow, DocumentRow, UserRow


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One file handed in with a ticket. of_department: did a department hand it in?"""

    id: int
    event_seq: int | None
    kind: str
    sha256: str
    original_name: str
    media_type: str
    size: int
    uploaded_at: datetime
    uploaded_by: str
    of_department: bool
    scan_state: ScanState
    has_thumbnail: bool | None


def list_documents_of(ticket_id: int) -> tuple[DocumentLine, ...]:
    """The files of a ticket, in the order they came."""
    found = ask(_of_ticket(), {"ticket": ticket_id})
    return tuple(DocumentLine(*one) for one in found)


@cache
def _of_ticket() -> Chosen:
    """Every column of a DocumentLine, in its order."""
    row = DocumentRow
    return (
        select(
            row.id,
            row.event_seq,
            row.kind,
            row.sha256,
            row.original_name,
            row.media_type,
            row.size,
            row.uploaded_at,
            func.coalesce(UserRow.display_name, ""),
            UserRow.department_id.is_not(None),
            func.coalesce(DocumentFileRow.scan_state, ScanState.UNSCANNED),
            DocumentFileRow.has_thumbnail,
        )
        .outerjoin(UserRow, UserRow.id == row.uploaded_by_id)
        .outerjoin(DocumentFileRow, DocumentFileRow.sha256 == row.sha256)
        .where(row.ticket_id == bindparam("ticket"))
        .order_by(row.id)
    )
