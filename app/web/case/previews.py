"""A document looked at without saving it: each page as a picture that we drew."""

from __future__ import annotations

from io import BytesIO

from flask import render_template, request, send_file, url_for

from app.casework.documents import draw_page
from app.casework.looking import look
from app.domain.errors import NotFound
from app.domain.terms import Command
from app.web.access import for_roles
from app.web.case.blueprint import Page, blueprint, roles_for
from app.web.case.document_lines import ListedDocument, document_lines
from app.web.case.documents import POLICY
from app.web.case.forms import storage_here
from app.web.desk import desk_here

LAST_PAGE = 10_000


@blueprint.get("/cases/<string:number>/documents/<int:document_id>/preview")
@for_roles(*roles_for(Command.VIEW))
def preview(number: str, document_id: int) -> Page:
    """Show one page of a document, with the way to the others."""
    desk = desk_here()
    shown = look(desk, number)
    at = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    drawn = draw_page(desk, number, document_id, at, storage_here())
    return render_template(
        "case/preview.html",
        line=shown.page.line,
        document=_listed(document_lines(desk, shown), document_id),
        at=at,
        drawn=drawn,
        picture=url_for(
            "case.preview_page", number=number, document_id=document_id, page=at
        ),
        page_address=lambda page: url_for(
            "case.preview", number=number, document_id=document_id, page=page
        ),
    )


@blueprint.get("/cases/<string:number>/documents/<int:document_id>/pages/<int:page>")
@for_roles(*roles_for(Command.VIEW))
def preview_page(number: str, document_id: int, page: int) -> Page:
    """Send one page as a picture: drawn by us, so it may stand in a page of ours."""
    at = min(max(page, 1), LAST_PAGE)
    drawn = draw_page(desk_here(), number, document_id, at, storage_here())
    response = send_file(BytesIO(drawn.picture), mimetype="image/jpeg")
    response.headers["Content-Security-Policy"] = POLICY
    return response


def _listed(documents: list[ListedDocument], document_id: int) -> ListedDocument:
    """The line of the document. raises: NotFound document.unknown"""
    for one in documents:
        if one.id == document_id:
            return one
    raise NotFound("document.unknown")
