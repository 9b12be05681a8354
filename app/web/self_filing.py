"""The citizen's own page: write to a window, keep the receipt, see how it stands."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

from flask import Blueprint, current_app, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Optional

from app.casework.filing import LONGEST_NAME, LONGEST_TEXT
from app.casework.self_filings import Left, leave, show_by_receipt
from app.domain.errors import NotFound, Refusal
from app.store.directory import District
from app.store.reads.organisation import list_centers
from app.store.transaction import transaction
from app.web.access import public
from app.web.desks import Desk
from app.web.forms import AtMost, Form, Required
from app.web.frontdesk.new_case_form import Telephone, tidy_phone
from app.web.furnishing import district_here
from app.web.moments import district_calendar, request_now, today

Page = str | Response | tuple[str, int]

_DAY = timedelta(days=1)

blueprint = Blueprint("self_filing", __name__)


@blueprint.context_processor
def _district() -> dict[str, object]:
    """Every public page names the supervision phone of its district."""
    return {"district": district_here()}


class SelfFilingForm(Form):
    """Who it is, and what happened."""

    filing_key = HiddenField()
    center = SelectField(
        lazy_gettext("Which window"),
        [Required(lazy_gettext("Choose a window"))],
        validate_choice=False,
    )
    told = TextAreaField(
        lazy_gettext("What has happened"),
        [Required(lazy_gettext("Write what happened")), AtMost(LONGEST_TEXT)],
        description=lazy_gettext("where you were, when, what you were told"),
    )
    matter = StringField(
        lazy_gettext("What you wanted to get done"), [Optional(), AtMost(LONGEST_NAME)]
    )
    name = StringField(
        lazy_gettext("Your real name"),
        [Required(lazy_gettext("The window needs your name")), AtMost(LONGEST_NAME)],
    )
    phone = StringField(
        lazy_gettext("Your telephone"),
        [Required(lazy_gettext("The window needs your telephone")), Telephone()],
        filters=[tidy_phone],
    )
    agreed = BooleanField(
        lazy_gettext("I have read what is kept of me, and why"),
        [DataRequired(lazy_gettext("please read the notice and tick it"))],
    )

    def offer(self, district: District) -> None:
        """Put in the windows; that of the QR code is chosen."""
        self.center.choices = [
            SelectChoice(value="", label=gettext("Choose a window")),
            *(
                SelectChoice(value=one.code, label=one.name)
                for one in list_centers(district.id)
            ),
        ]
        if not self.is_submitted():
            self.center.data = request.args.get("center", "")[:20]
            self.matter.data = request.args.get("matter", "")[:LONGEST_NAME]
        self.filing_key.data = (self.filing_key.data or uuid4().hex)[:64]


@blueprint.route("/write", methods=["GET", "POST"])
@public
def write() -> Page:
    """Take down what a citizen writes, for the window they choose."""
    district = district_here()
    if district is None:
        raise NotFound("district.unknown")
    form = SelfFilingForm()
    form.offer(district)
    if form.accepted():
        try:
            with transaction():
                receipt = leave(
                    district.id, _left(form), request_now(), request.remote_addr or ""
                )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for("self_filing.receipt", receipt=receipt))
    return render_template("public/write.html", form=form), form.status


@blueprint.get("/write/<string:receipt>")
@public
def receipt(receipt: str) -> Page:
    """Show how it stands; nothing of who wrote it."""
    found = show_by_receipt(receipt)
    read_by = _read_by(found.left_at)
    page = render_template(
        "public/receipt.html",
        found=found,
        address=request.url,
        read_by=read_by,
        is_late=today() > read_by,
    )
    response = current_app.make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _read_by(left_at: datetime) -> date:
    """The working day after the one on which it was left, as the page of writing
    promises."""
    calendar = district_calendar()
    day = left_at.astimezone(calendar.zone).date() + _DAY
    while not calendar.is_working_day(day):
        day += _DAY
    return day


def _left(form: SelfFilingForm) -> Left:
    return Left(
        center=form.center.data,
        name=form.name.data,
        phone=form.phone.data,
        matter=form.matter.data or "",
        told=form.told.data,
        agreed=form.agreed.data,
        filing_key=form.filing_key.data or "",
    )


DESK = Desk(blueprint)
