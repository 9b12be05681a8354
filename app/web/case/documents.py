"""Documents of a case: handed in, listed, handed out; never opened on our site."""

from __future__ import annotations

from io import BytesIO

from flask import flash, redirect, render_template, send_file, url_for
from flask_babel import gettext, lazy_gettext
from wtforms import MultipleFileField, RadioField
from wtforms.fields.choices import SelectChoice

from app.casework.desk import Desk
from app.casework.documents import (
    Document,
    add_documents,
    may_add,
    open_document,
    open_thumbnail,
)
from app.casework.looking import look
from app.domain.errors import NotPermitted, Refusal
from app.domain.terms import Command, DocumentKind
from app.web.access import for_roles
from app.web.case.blueprint import Page, blueprint, roles_for
from app.web.case.document_lines import document_lines
from app.web.case.forms import FilesAreTaken, chosen_files, longest_file, storage_here
from app.web.case.names import names_of
from app.web.case.show import top_of
from app.web.desk import desk_here, write
from app.web.formats import term
from app.web.forms import Form, Required

ADDERS = tuple(
    dict.fromkeys(
        (
            *roles_for(Command.PROGRESS),
            *roles_for(Command.VERIFY),
            *roles_for(Command.GIVE_STATEMENT),
        )
    )
)
# Nothing in it may run, load or be framed, even where a browser opens it after all.
POLICY = "default-src 'none'; sandbox"


class DocumentsForm(Form):
    """Files to be handed in, and what they are."""

    kind = RadioField(
        lazy_gettext("What kind of document?"),
        [Required()],
        default=DocumentKind.EVIDENCE.value,
    )
    documents = MultipleFileField(
        lazy_gettext("Documents"),
        [FilesAreTaken()],
        render_kw={"accept": ".pdf,.jpg,.jpeg,.png,.docx,.xlsx"},
    )

    def __init__(self) -> None:
        super().__init__()
        self.kind.choices = [
            SelectChoice(value=one.value, label=term(one))
            for one in DocumentKind
            if one is not DocumentKind.EVIDENCE_FILE
        ]


@blueprint.route("/cases/<string:number>/documents", methods=["GET", "POST"])
@for_roles(*ADDERS)
def add_document(number: str) -> Page:
    """Hand in documents."""
    desk = desk_here()
    shown = look(desk, number)
    if not may_add(desk, shown):
        raise NotPermitted("document.not_yours")
    form = DocumentsForm()
    if form.accepted():
        uploads = chosen_files(form.documents)
        if not uploads:
            form.documents.errors = [gettext("Choose at least one file")]
        else:
            try:
                write(_keep, number, form)
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                flash(gettext("%(num)d documents are on record.", num=len(uploads)))
                return redirect(url_for("case.show", number=number))
    page = render_template(
        "case/documents.html",
        **top_of(desk, shown, names_of(desk)),
        form=form,
        documents=document_lines(desk, shown),
        most=longest_file() // 1024 // 1024,
    )
    return page, form.status


def _keep(desk: Desk, number: str, form: DocumentsForm) -> None:
    uploads, kind = chosen_files(form.documents), DocumentKind(form.kind.data)
    add_documents(desk, number, uploads, storage_here(), kind)


@blueprint.get("/cases/<string:number>/documents/<int:document_id>")
@for_roles(*roles_for(Command.VIEW))
def document(number: str, document_id: int) -> Page:
    """Hand out one document, to be saved."""
    found = open_document(desk_here(), number, document_id, storage_here())
    return _sent(found, as_attachment=True)


@blueprint.get("/cases/<string:number>/documents/<int:document_id>/thumbnail")
@for_roles(*roles_for(Command.VIEW))
def thumbnail(number: str, document_id: int) -> Page:
    """Show the small picture of a document: drawn by us, so it may stand in a page."""
    found = open_thumbnail(desk_here(), number, document_id, storage_here())
    return _sent(found, as_attachment=False)


def _sent(found: Document, *, as_attachment: bool) -> Page:
    response = send_file(
        BytesIO(found.content),
        mimetype=found.media_type,
        as_attachment=as_attachment,
        download_name=found.name,
    )
    response.headers["Content-Security-Policy"] = POLICY
    return response
