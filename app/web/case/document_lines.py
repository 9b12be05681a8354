"""The documents of a case as its pages list them: what may be opened, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext

from app.casework.desk import Desk
from app.casework.looking import Shown, visible_documents
from app.domain.terms import DocumentKind, ScanState
from app.store.reads.documents import DocumentLine
from app.web.case.forms import storage_here
from app.web.formats import term


@dataclass(frozen=True)
class ListedDocument:
    """One line.

    address: None where it is not handed out; then note says why
    preview: where its pages are shown; None for what cannot be drawn
    """

    id: int
    name: str
    kind: str
    added_at: datetime
    added_by: str
    sha256: str
    address: str | None
    thumbnail: str | None
    preview: str | None
    note: str


def document_lines(desk: Desk, shown: Shown) -> list[ListedDocument]:
    """The documents of a case for this officer, in the order they came."""
    return [_line(shown, one) for one in visible_documents(desk, shown)]


def _line(shown: Shown, one: DocumentLine) -> ListedDocument:
    note = _note(one)
    is_open = not note
    return ListedDocument(
        one.id,
        one.original_name,
        term(DocumentKind(one.kind)),
        one.uploaded_at,
        one.uploaded_by,
        one.sha256,
        url_for("case.document", number=shown.number, document_id=one.id)
        if is_open
        else None,
        url_for("case.thumbnail", number=shown.number, document_id=one.id)
        if is_open and one.has_thumbnail
        else None,
        url_for("case.preview", number=shown.number, document_id=one.id)
        if is_open and one.has_thumbnail
        else None,
        note,
    )


def _note(one: DocumentLine) -> str:
    """Why a document is not handed out now; empty when it is."""
    if one.scan_state is ScanState.INFECTED:
        return gettext("a virus was found; not handed out")
    if storage_here().is_scanned and one.scan_state is not ScanState.CLEAN:
        return gettext("waits for the virus scanner")
    return ""
