"""Documents: handed in beside a ticket, checked by what is in them, shown as files.

A name says nothing of a file: what counts is its first bytes. Five kinds are taken;
everything else is refused, whatever it is called.
"""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from app.casework.corridor import standing
from app.casework.desk import Desk
from app.casework.looking import Shown, look, visible_documents
from app.domain.errors import NotFound, NotPermitted, RuleBroken
from app.domain.permissions import may
from app.domain.terms import Command, State
from app.store import register
from app.store.document_files import keep_file, read_file
from app.store.documents import NewDocument, add_document, find_document
from app.store.register import Held

FIELD = "documents"
LONGEST_NAME = 120
MOST_AT_ONCE = 10
EVIDENCE = "evidence"
# Whoever works on the ticket, answers for it, or is accused may add to it.
_ADDING = (Command.PROGRESS, Command.VERIFY, Command.GIVE_STATEMENT)

_PDF, _JPEG, _PNG = b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_ZIP = b"PK\x03\x04"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MOST_PARTS = 5000


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came. name: as the sender's machine calls it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is taken. ending: with its dot."""

    media_type: str
    ending: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be shown to somebody."""

    name: str
    media_type: str
    content: bytes


PDF = Kind("application/pdf", ".pdf")
JPEG = Kind("image/jpeg", ".jpg")
PNG = Kind("image/png", ".png")
DOCX = Kind(_OFFICE + "wordprocessingml.document", ".docx")
XLSX = Kind(_OFFICE + "spreadsheetml.sheet", ".xlsx")


def kind_of(content: bytes) -> Kind | None:
    """What a file is, by its content; None for what is not taken."""
    for signature, kind in ((_PDF, PDF), (_JPEG, JPEG), (_PNG, PNG)):
        if content.startswith(signature):
            return kind
    return _office_kind(content) if content.startswith(_ZIP) else None


def check_upload(upload: Upload, longest: int) -> Kind:
    """The kind of an upload that may be taken.

    longest: bytes
    raises:  RuleBroken document.empty, document.too_large, document.kind
    """
    if not upload.content:
        raise RuleBroken("document.empty", field=FIELD, name=clean_name(upload.name))
    if len(upload.content) > longest:
        name, most = clean_name(upload.name), longest // 1024 // 1024
        raise RuleBroken("document.too_large", field=FIELD, name=name, most=most)
    kind = kind_of(upload.content)
    if kind is None:
        raise RuleBroken("document.kind", field=FIELD, name=clean_name(upload.name))
    return kind


def clean_name(name: str, ending: str = "") -> str:
    """A name that is safe to show and to save under, with the ending of its kind.

    No folder, no invisible or direction-turning character, no leading dot.
    """
    name = name.replace("\\", "/").rpartition("/")[2]
    name = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C")
    name = " ".join(name.translate(_UNSAFE).split()).lstrip(". ")
    stem, dot, _ = name.rpartition(".")
    if ending and dot:
        name = stem
    return (name[: LONGEST_NAME - len(ending)] or "document") + ending


_UNSAFE = str.maketrans(dict.fromkeys('<>:"|?*', "_"))


def may_add(desk: Desk, shown: Shown) -> bool:
    """May this officer hand in documents to this ticket now?"""
    if shown.facts.state is State.ARCHIVED:
        return False
    return any(may(desk.actor, shown.standing, command) for command in _ADDING)


def add_documents(
    desk: Desk,
    number: str,
    uploads: Sequence[Upload],
    folder: Path,
    longest: int,
    with_entry: int | None = None,
) -> None:
    """Put files on record. Whoever works on the ticket, answers for it or is accused.

    folder:     where contents are kept
    with_entry: the timeline entry they belong to
    raises:     NotFound, NotPermitted; RuleBroken document.*, then none is kept
    """
    if len(uploads) > MOST_AT_ONCE:
        raise RuleBroken("document.too_many", field=FIELD, most=MOST_AT_ONCE)
    kinds = [check_upload(upload, longest) for upload in uploads]
    held = register.hold_ticket(desk.district, number)
    _require_may_add(desk, held)
    for upload, kind in zip(uploads, kinds, strict=True):
        new = NewDocument(
            ticket_id=held.ticket_id,
            event_seq=with_entry,
            kind=EVIDENCE,
            sha256=keep_file(folder, upload.content),
            original_name=clean_name(upload.name, kind.ending),
            media_type=kind.media_type,
            size=len(upload.content),
            uploaded_by_id=desk.actor.user_id,
            uploaded_at=desk.now,
        )
        add_document(new)


def open_document(desk: Desk, number: str, document_id: int, folder: Path) -> Document:
    """A document, for whoever may look at its ticket.

    raises: NotFound, also when the content was changed on disk
    """
    shown = look(desk, number)
    if all(one.id != document_id for one in visible_documents(desk, shown)):
        raise NotFound("document.unknown", number=number)
    known = find_document(shown.held.ticket_id, document_id)
    content = read_file(folder, known.sha256) if known is not None else None
    if known is None or content is None:
        raise NotFound("document.unknown", number=number)
    return Document(known.original_name, known.media_type, content)


def _require_may_add(desk: Desk, held: Held) -> None:
    how = standing(desk, held)
    if not may(desk.actor, how, Command.VIEW):
        raise NotFound("ticket.unknown", number=held.number)
    if held.facts.state is State.ARCHIVED or not any(
        may(desk.actor, how, command) for command in _ADDING
    ):
        raise NotPermitted("document.not_yours")


def _office_kind(content: bytes) -> Kind | None:
    """A document or sheet without macros; nothing is unpacked to find out."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            names = {part.filename.lower() for part in parts.infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if "[content_types].xml" not in names or len(names) > _MOST_PARTS:
        return None
    if any(name.endswith("vbaproject.bin") for name in names):
        return None
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else None
