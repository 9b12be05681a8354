"""The evidence file of a case: asked for on a page, handed out as one zip."""

from __future__ import annotations

from io import BytesIO

from flask import render_template, request, send_file
from flask_babel import lazy_gettext
from wtforms import BooleanField, TextAreaField

from app.casework.evidence_files import make_evidence
from app.casework.looking import look
from app.domain.errors import Refusal
from app.domain.statements import LONGEST_REASON
from app.domain.terms import Role
from app.reports.evidence_zip import dress, pack
from app.web.access import for_roles
from app.web.case.forms import storage_here
from app.web.case.names import names_of
from app.web.case.show import top_of
from app.web.desk import desk_here, write
from app.web.forms import AtMost, Form
from app.web.inspection.blueprint import Page, blueprint


class EvidenceForm(Form):
    """How much the file tells, and why."""

    full = BooleanField(lazy_gettext("With full name, telephone and documents"))
    reason = TextAreaField(
        lazy_gettext("Why, or for whom"),
        [AtMost(LONGEST_REASON)],
        description=lazy_gettext("needed for the full name; logged with your name"),
        render_kw={"rows": 3},
    )


@blueprint.route("/cases/<string:number>/evidence", methods=["GET", "POST"])
@for_roles(Role.INSPECTOR)
def evidence(number: str) -> Page:
    """Make the evidence file of a case and hand it out."""
    desk = desk_here()
    shown = look(desk, number)
    form = EvidenceForm()
    about = request.args.get("finding", "")
    if form.accepted():
        try:
            made = write(
                make_evidence,
                number,
                storage_here(),
                dress,
                full=form.full.data,
                reason=form.reason.data or "",
                remote=request.remote_addr or "",
                about=about,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return send_file(
                BytesIO(pack(made.members, desk.now)),
                mimetype="application/zip",
                as_attachment=True,
                download_name=f"evidence-{'-'.join(filter(None, (number, about)))}.zip",
            )
    page = render_template(
        "inspection/evidence.html",
        **top_of(desk, shown, names_of(desk)),
        form=form,
        count=shown.entry_count,
        about=about,
    )
    return page, form.status
