"""Where is my case: with number and query code, or with the QR code of the slip."""

from __future__ import annotations

from flask import current_app, redirect, render_template, request
from flask import url_for as address_of
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import Length

from app.casework import public as cases
from app.domain.errors import Refusal
from app.process import offices_here
from app.store.reads.public_cases import PublicCase
from app.store.transaction import transaction
from app.web.access import public
from app.web.forms import Form, Required
from app.web.furnishing import speak_for
from app.web.moments import request_now
from app.web.public import words
from app.web.public.blueprint import Page, blueprint, remember_shown, shown_case


class LookUpForm(Form):
    """Number and query code, as they stand on the slip."""

    number = StringField(
        lazy_gettext("Case number"),
        [Required(lazy_gettext("Enter the number on your slip")), Length(max=40)],
    )
    code = StringField(
        lazy_gettext("Query code"),
        [Required(lazy_gettext("Enter the query code on your slip")), Length(max=40)],
    )


@blueprint.route("/case", methods=["GET", "POST"])
@public
def look_up() -> Page:
    """Take number and code, and lead to the case."""
    form = LookUpForm()
    if form.accepted():
        try:
            case = proved(form.number.data, form.code.data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _led_to(case)
    return render_template("public/look_up.html", form=form), form.status


@blueprint.get("/case/<string:number>")
@public
def case(number: str) -> Page:
    """Show where a case stands; the QR code on the slip brings the code along.

    A code in the address is taken out of it at once, so that it stays neither in the
    browser's list of pages nor in that of the next page.
    """
    code = request.args.get("code", "")
    if code:
        return _from_slip(number, code)
    shown = shown_case(number)
    if shown is None:
        form = LookUpForm(formdata=None, number=cases.tidy_number(number)[:40])
        return render_template("public/look_up.html", form=form)
    speak_for(shown.district_id)
    office = offices_here().of(shown.district_id)
    status = cases.status(shown, office, request_now())
    page = render_template(
        "public/case.html",
        status=status,
        verdict=words.verdict(status),
        trail=words.trail(status),
        days_label=words.days_label(status),
        responsible=words.responsible(status),
    )
    response = current_app.make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def proved(number: str, code: str) -> PublicCase:
    """Return the case of this number and code; a wrong try is counted, then refused.

    raises:  NotFound query.unknown, NotPossible query.too_many
    """
    secret = str(current_app.config["SECRET_KEY"])
    now = request_now()
    case = cases.find_case(secret, number, code, now)
    if case is None:
        with transaction():
            cases.note_wrong_try(number, now, request.remote_addr or "")
        raise cases.query_unknown()
    return case


def _from_slip(number: str, code: str) -> Page:
    try:
        return _led_to(proved(number, code))
    except Refusal as refusal:
        form = LookUpForm(formdata=None, number=cases.tidy_number(number)[:40])
        form.refuse(refusal)
        return render_template("public/look_up.html", form=form), form.status


def _led_to(case: PublicCase) -> Response:
    remember_shown(case)
    return redirect(address_of("public.case", number=case.number))
