"""To check: what citizens wrote themselves, to be filed by an officer or refused."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext
from wtforms import TextAreaField

from app.casework.self_filings import (
    list_to_check,
    refuse_self_filing,
    show_to_check,
)
from app.domain.errors import Refusal
from app.process import settings_here
from app.store import directory
from app.store.reads.organisation import list_centers
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.desk import write as written
from app.web.forms import LONGEST_TEXT, AtMost, Form, Required
from app.web.frontdesk.blueprint import WINDOW, Page, blueprint
from app.web.frontdesk.qr import qr_picture


class RefuseForm(Form):
    """Why it is not taken."""

    reasons = TextAreaField(
        lazy_gettext("Reasons, all at once"),
        [Required(), AtMost(LONGEST_TEXT)],
        description=lazy_gettext("the citizen reads this with the receipt"),
        render_kw={"rows": 4},
    )


@blueprint.get("/self-filings")
@for_roles(*WINDOW)
def self_filings() -> str:
    """Show what this window has to check, and the QR code that leads people here."""
    desk = desk_here()
    own = url_for("self_filing.write", center=desk.actor.center)
    address = settings_here().public_url.rstrip("/") + own
    centers = list_centers(desk.district)
    return render_template(
        "frontdesk/self_filings.html",
        rows=list_to_check(desk),
        address=address,
        qr=qr_picture(address),
        center=next(one for one in centers if one.code == desk.actor.center),
        supervision_phone=directory.district(desk.district).supervision_phone,
    )


@blueprint.route("/self-filings/<int:self_filing_id>", methods=["GET", "POST"])
@for_roles(*WINDOW)
def self_filing(self_filing_id: int) -> Page:
    """Show one in full; refuse it with reasons, or go on to file it."""
    found = show_to_check(desk_here(), self_filing_id)
    form = RefuseForm()
    if form.accepted():
        try:
            written(refuse_self_filing, self_filing_id, form.reasons.data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(gettext("Not taken; the citizen reads why with the receipt."))
            return redirect(url_for(".self_filings"))
    page = render_template("frontdesk/self_filing.html", found=found, form=form)
    return page, form.status
