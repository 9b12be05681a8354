"""Documents: handed in beside a ticket, checked by what is in them, shown as files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.casework.corridor import standing
from app.casework.desk import Desk
from app.casework.document_content import FIELD, Upload, check_upload, clean_name
from app.casework.drawing import Drawn, drawn_page
from app.casework.looking import Shown, look, visible_documents
from app.casework.storage import Storage
from app.domain.errors import NotFound, NotPermitted, RuleBroken
from app.domain.permissions import may
from app.domain.terms import Command, DocumentKind, ScanState, State
from app.store import register
from app.store.document_files import (
    content_name,
    keep_file,
    read_file,
    read_thumbnail,
)
from app.store.documents import (
    KnownDocument,
    NewDocument,
    add_document,
    find_document,
    know_content,
    size_of_documents,
)
from app.store.register import Held

MOST_AT_ONCE = 10
PREVIEW_EDGE = 1600  # pixels: a page of A4 can be read
# Whoever works on the ticket, answers for it, or is accused may add to it.
_ADDING = (Command.PROGRESS, Command.VERIFY, Command.GIVE_STATEMENT)


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be shown to somebody."""

    name: str
    media_type: str
    content: bytes


def may_add(desk: Desk, shown: Shown) -> bool:
    """May this officer hand in documents to this ticket now?"""
    if shown.facts.state is State.ARCHIVED:
        return False
    return any(may(desk.actor, shown.standing, command) for command in _ADDING)


def add_documents(
    desk: Desk,
    number: str,
    uploads: Sequence[Upload],
    storage: Storage,
    kind: DocumentKind = DocumentKind.EVIDENCE,
    with_entry: int | None = None,
) -> None:
    """Put files on record. Whoever works on the ticket, answers for it or is accused.

    kind:       what they are to the case
    with_entry: the timeline entry they belong to
    raises:     NotFound, NotPermitted; RuleBroken document.*, then none is kept
    """
    if len(uploads) > MOST_AT_ONCE:
        raise RuleBroken("document.too_many", field=FIELD, most=MOST_AT_ONCE)
    kinds = [check_upload(upload, storage.longest) for upload in uploads]
    held = register.hold_ticket(desk.district, number)
    _require_may_add(desk, held)
    _require_room(held, uploads, storage)
    for upload, what in zip(uploads, kinds, strict=True):
        sha256, size = content_name(upload.content), len(upload.content)
        know_content(sha256, size, what.media_type, desk.now)
        keep_file(storage.folder, upload.content)
        new = NewDocument(
            ticket_id=held.ticket_id,
            event_seq=with_entry,
            kind=kind,
            sha256=sha256,
            original_name=clean_name(upload.name, what.ending),
            media_type=what.media_type,
            size=size,
            uploaded_by_id=desk.actor.user_id,
            uploaded_at=desk.now,
        )
        add_document(new)


def open_document(
    desk: Desk, number: str, document_id: int, storage: Storage
) -> Document:
    """A document, for whoever may look at its ticket.

    raises: NotFound, also when the content was changed on disk; NotPermitted, while it
            is not known to be clean
    """
    known = _found(desk, number, document_id, storage)
    content = read_file(storage.folder, known.sha256)
    if content is None:
        raise NotFound("document.unknown", number=number)
    return Document(known.original_name, known.media_type, content)


def open_thumbnail(
    desk: Desk, number: str, document_id: int, storage: Storage
) -> Document:
    """The small picture of a document; same rights. raises: as open_document"""
    known = _found(desk, number, document_id, storage)
    content = read_thumbnail(storage.folder, known.sha256)
    if content is None:
        raise NotFound("document.unknown", number=number)
    return Document(known.original_name, "image/jpeg", content)


def draw_page(
    desk: Desk, number: str, document_id: int, page: int, storage: Storage
) -> Drawn:
    """One page of a document, large enough to be read; same rights.

    raises: as open_document; NotFound also for a page that it has not, and where it
            cannot be drawn
    """
    found = open_document(desk, number, document_id, storage)
    drawn = drawn_page(found.media_type, found.content, PREVIEW_EDGE, page)
    if drawn is None:
        raise NotFound("document.not_drawn", number=number)
    return drawn


def _found(
    desk: Desk, number: str, document_id: int, storage: Storage
) -> KnownDocument:
    shown = look(desk, number)
    is_visible = any(one.id == document_id for one in visible_documents(desk, shown))
    known = find_document(shown.held.ticket_id, document_id) if is_visible else None
    if known is None:
        raise NotFound("document.unknown", number=number)
    if known.scan_state is ScanState.INFECTED:
        raise NotPermitted("document.infected")
    if storage.is_scanned and known.scan_state is not ScanState.CLEAN:
        raise NotPermitted("document.not_scanned")
    return known


def _require_may_add(desk: Desk, held: Held) -> None:
    how = standing(desk, held)
    if not may(desk.actor, how, Command.VIEW):
        raise NotFound("ticket.unknown", number=held.number)
    if held.facts.state is State.ARCHIVED or not any(
        may(desk.actor, how, command) for command in _ADDING
    ):
        raise NotPermitted("document.not_yours")


def _require_room(held: Held, uploads: Sequence[Upload], storage: Storage) -> None:
    new = sum(len(upload.content) for upload in uploads)
    if size_of_documents(held.ticket_id) + new > storage.most:
        most = storage.most // 1024 // 1024
        raise RuleBroken("document.ticket_full", field=FIELD, most=most)
