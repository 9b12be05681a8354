"""Documents over the API: sent as they are, one at a time, and fetched as they are."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from marshmallow import fields

from app.api.callers import desk_here
from app.api.fields import Body, Shown, count, line, moment, said
from app.api.operations import Answer, Asked, Operation, needs
from app.casework.document_content import (
    DOCX,
    JPEG,
    LONGEST_NAME,
    PDF,
    PNG,
    XLSX,
    Upload,
)
from app.casework.documents import add_documents, open_document
from app.casework.looking import look, visible_documents
from app.casework.storage import storage_of
from app.domain.scopes import Scope
from app.process import settings_here
from app.store.reads.documents import DocumentLine

OF_TICKET = "/tickets/<string:number>/documents"
ANY_KIND = "application/octet-stream"
KINDS = tuple(one.media_type for one in (PDF, JPEG, PNG, DOCX, XLSX))

NAMED = Body.from_dict(
    {"name": line(f"What the file is called; at most {LONGEST_NAME} signs are kept.")},
    name="DocumentNamed",
)()


class DocumentShown(Shown):
    """One file handed in with a ticket."""

    id = count("Its id.")
    name = fields.String(attribute="original_name")
    media_type = said("What it is, by its content.")
    size = count("Bytes.")
    sha256 = said("Of its content.")
    uploaded_at = moment("When it was handed in.")


class DocumentList(Shown):
    """The documents of one ticket."""

    items = fields.List(fields.Nested(DocumentShown))


def list_documents(asked: Asked) -> Answer:
    """What was handed in."""
    return Answer({"items": _visible(asked.path["number"])})


def add_document(asked: Asked) -> Answer:
    """Hand in one file."""
    number, storage = asked.path["number"], storage_of(settings_here())
    upload = Upload(asked.query["name"], asked.body["content"])
    add_documents(desk_here(), number, [upload], storage)
    return Answer({"items": _visible(number)}, 201)


def fetch(asked: Asked) -> Answer:
    """The file as it was handed in."""
    number, document_id = asked.path["number"], asked.path["document_id"]
    storage = storage_of(settings_here())
    found = open_document(desk_here(), number, document_id, storage)
    saved = f"attachment; filename*=UTF-8''{quote(found.name)}"
    headers = {"Content-Type": found.media_type, "Content-Disposition": saved}
    return Answer(found.content, headers=headers)


def _visible(number: str) -> Sequence[DocumentLine]:
    """Those that the caller may know of: a confidential case keeps some back."""
    desk = desk_here()
    return visible_documents(desk, look(desk, number))


OPERATIONS = (
    Operation(
        name="list_documents",
        method="GET",
        path=OF_TICKET,
        tag="documents",
        summary="List the documents of a ticket",
        access=needs(Scope.TICKETS_READ),
        do=list_documents,
        answer=DocumentList(),
        problems=(404,),
    ),
    Operation(
        name="add_document",
        method="POST",
        path=OF_TICKET,
        tag="documents",
        summary="Hand in a document",
        about="The body is the file itself; what it is, is told by its content.",
        access=needs(Scope.TICKETS_ACT),
        do=add_document,
        query=NAMED,
        takes=(*KINDS, ANY_KIND),
        answer=DocumentList(),
        statuses=(201,),
        problems=(404,),
        is_act=True,
    ),
    Operation(
        name="fetch_document",
        method="GET",
        path=f"{OF_TICKET}/<int:document_id>",
        tag="documents",
        summary="Fetch a document",
        access=needs(Scope.TICKETS_READ),
        do=fetch,
        gives="*/*",
        problems=(404,),
    ),
)
