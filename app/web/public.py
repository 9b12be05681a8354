"""The public pages: what the window is, where my case stands, what is kept of me."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Blueprint, current_app, redirect, render_template, request, session
from flask import url_for as address_of
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import Length

from app.casework import public as cases
from app.domain.errors import Refusal
from app.store import directory
from app.store.directory import District
from app.store.reads.organisation import list_centers
from app.store.reads.public_cases import PublicCase
from app.store.transaction import transaction
from app.web import public_words
from app.web.access import public
from app.web.desk import offices
from app.web.desks import Desk
from app.web.forms import Form, Required
from app.web.furnishing import district_here, speak_for
from app.web.moments import request_now
from app.web.opening_hours import opening_words

Page = str | Response | tuple[str, int]

SHOWN = "shown_case"
SHOWN_FOR = timedelta(minutes=30)

blueprint = Blueprint("public", __name__)


@blueprint.context_processor
def _district() -> dict[str, object]:
    """Every public page names the supervision phone of its district."""
    return {"district": district_here()}


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


@blueprint.get("/public")
@public
def home() -> Page:
    """Say what the window is, where it is, and take number and code."""
    return _home(district_here())


@blueprint.get("/public/<string:district>")
@public
def district_home(district: str) -> Page:
    """The same for one of several districts, by its code."""
    chosen = directory.district_by_code(district)
    speak_for(chosen.id)
    return _home(chosen)


@blueprint.get("/public/privacy")
@public
def privacy() -> Page:
    """Say what is kept of whom, why, how long, and who may look at it."""
    return render_template("public/privacy.html")


@blueprint.route("/case", methods=["GET", "POST"])
@public
def look_up() -> Page:
    """Take number and code, and lead to the case."""
    form = LookUpForm()
    if form.accepted():
        try:
            case = _proved(form.number.data, form.code.data)
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
    shown = _shown(number)
    if shown is None:
        form = LookUpForm(formdata=None, number=cases.tidy_number(number)[:40])
        return render_template("public/look_up.html", form=form)
    speak_for(shown.district_id)
    office = offices().of(shown.district_id)
    status = cases.status(shown, office, request_now())
    page = render_template(
        "public/case.html",
        status=status,
        verdict=public_words.verdict(status),
        trail=public_words.trail(status),
        days_label=public_words.days_label(status),
        responsible=public_words.responsible(status),
        unit_name=public_words.unit_name,
    )
    response = current_app.make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _home(district: District | None) -> str:
    centers = list_centers(district.id) if district else []
    hours = opening_words(offices().without_district().rules.hours)
    return render_template(
        "public/home.html",
        form=LookUpForm(formdata=None),
        centers=centers,
        hours=hours,
    )


def _from_slip(number: str, code: str) -> Page:
    try:
        return _led_to(_proved(number, code))
    except Refusal as refusal:
        form = LookUpForm(formdata=None, number=cases.tidy_number(number)[:40])
        form.refuse(refusal)
        return render_template("public/look_up.html", form=form), form.status


def _proved(number: str, code: str) -> PublicCase:
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


def _led_to(case: PublicCase) -> Response:
    shown_at = int(request_now().timestamp())
    session[SHOWN] = [case.district_id, case.number, shown_at]
    return redirect(address_of("public.case", number=case.number))


def _shown(number: str) -> PublicCase | None:
    """Return the case whose code this visitor proved in the last half hour, if any."""
    district_id, proved, shown_at = session.get(SHOWN, (0, "", 0))
    if proved != cases.tidy_number(number):
        return None
    if request_now() - datetime.fromtimestamp(shown_at, UTC) > SHOWN_FOR:
        return None
    return cases.find_shown_case(district_id, proved)


DESK = Desk(blueprint)
