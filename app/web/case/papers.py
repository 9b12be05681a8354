"""Documents of a case, and the full name behind it."""

from __future__ import annotations

from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext, lazy_gettext
from wtforms import MultipleFileField, TextAreaField

from app.casework.desk import Desk
from app.casework.documents import add_documents, may_add, open_document
from app.casework.looking import look
from app.casework.reveals import LONGEST_REASON, reveal_complainant
from app.domain.errors import NotPermitted, Refusal
from app.domain.permissions import require
from app.domain.terms import Command
from app.web.access import for_roles
from app.web.case.blueprint import Page, blueprint, roles_for
from app.web.case.forms import FilesAreTaken, chosen_files, longest_file, settings_here
from app.web.case.names import names_of
from app.web.case.show import top_of
from app.web.desk import desk_here, write
from app.web.forms import AtMost, Form, Required

ADDERS = tuple(
    dict.fromkeys(
        (
            *roles_for(Command.PROGRESS),
            *roles_for(Command.VERIFY),
            *roles_for(Command.GIVE_STATEMENT),
        )
    )
)


class DocumentsForm(Form):
    """Files to be handed in."""

    documents = MultipleFileField(
        lazy_gettext("Documents"),
        [FilesAreTaken()],
        render_kw={"accept": ".pdf,.jpg,.jpeg,.png,.docx,.xlsx"},
    )


class RevealForm(Form):
    """Why somebody has to know the name."""

    reason = TextAreaField(
        lazy_gettext("Why you need the full name"),
        [Required(), AtMost(LONGEST_REASON)],
        description=lazy_gettext("logged with your name and the time"),
        render_kw={"rows": 3},
    )


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
        **top_of(desk, shown, names_of(desk.district)),
        form=form,
        documents=shown.page.documents,
        most=longest_file() // 1024 // 1024,
    )
    return page, form.status


def _keep(desk: Desk, number: str, form: DocumentsForm) -> None:
    uploads = chosen_files(form.documents)
    folder = settings_here().documents_dir
    add_documents(desk, number, uploads, folder, longest_file())


@blueprint.get("/cases/<string:number>/documents/<int:document_id>")
@for_roles(*roles_for(Command.VIEW))
def document(number: str, document_id: int) -> Page:
    """Hand out one document, to be saved; a browser never opens it on our site."""
    folder = settings_here().documents_dir
    found = open_document(desk_here(), number, document_id, folder)
    response = send_file(
        BytesIO(found.content),
        mimetype=found.media_type,
        as_attachment=True,
        download_name=found.name,
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@blueprint.route("/cases/<string:number>/reveal", methods=["GET", "POST"])
@for_roles(*roles_for(Command.REVEAL))
def reveal(number: str) -> Page:
    """Show full name and telephone, for a reason that is logged."""
    desk = desk_here()
    shown = look(desk, number)
    require(desk.actor, shown.standing, Command.REVEAL)
    form, found = RevealForm(), None
    if form.accepted():
        try:
            found = write(
                reveal_complainant, number, form.reason.data, request.remote_addr or ""
            )
        except Refusal as refusal:
            form.refuse(refusal)
    page = render_template(
        "case/reveal.html",
        **top_of(desk, shown, names_of(desk.district)),
        form=form,
        found=found,
    )
    return page, form.status
