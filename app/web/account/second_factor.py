"""One's own second factor: taught to a device, confirmed by its first code, turned off."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms.validators import Length

from app.casework import second_factor as verbs
from app.casework.signing_in import record_own_password
from app.domain.errors import Refusal, RuleBroken
from app.process import settings_here
from app.store.transaction import transaction
from app.web.access import signed_in
from app.web.account.blueprint import Page, blueprint
from app.web.desk import account_here, desk_here, write
from app.web.forms import Form, Required
from app.web.frontdesk.qr import qr_picture
from app.web.furnishing import agent_here
from app.web.moments import request_now
from app.web.sessions import CodeForm


class OwnPasswordForm(Form):
    """The present password, asked before something that guards the account changes."""

    password = PasswordField(
        lazy_gettext("Present password"),
        [Required(lazy_gettext("Enter your present password")), Length(max=1024)],
    )


@blueprint.route("/account/second-factor", methods=["GET", "POST"])
@signed_in
def second_factor() -> Page:
    """Show whether there is one; begin one, or turn it off, with the password."""
    form, account = OwnPasswordForm(), account_here()
    is_on = verbs.is_on(account.id)
    if form.accepted():
        try:
            _require_password(form.password.data)
            write(verbs.turn_off if is_on else verbs.begin)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _changed(is_on)
    page = render_template(
        "account/second_factor.html",
        form=form,
        is_on=is_on,
        is_asked=account.role in settings_here().second_factor_roles,
        codes_left=verbs.codes_left(account.id),
    )
    return page, form.status


@blueprint.route("/account/second-factor/first-code", methods=["GET", "POST"])
@signed_in
def confirm_second_factor() -> Page:
    """Show what the device is taught; its first code turns the second factor on."""
    form, enrolment = CodeForm(), verbs.enrolment(desk_here())
    if enrolment is None:
        return redirect(url_for("account.second_factor"))
    if form.accepted():
        try:
            codes = write(verbs.confirm, form.code.data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _shown_once(codes)
    page = render_template(
        "account/first_code.html",
        form=form,
        enrolment=enrolment,
        picture=qr_picture(enrolment.address),
    )
    return page, form.status


def _require_password(password: str) -> None:
    """Raise RuleBroken unless it is the person's own; a wrong one counts as a failure."""
    with transaction():
        is_right = record_own_password(
            account_here(),
            password,
            request_now(),
            request.remote_addr or "",
            agent_here(),
        )
    if not is_right:
        raise RuleBroken("password.wrong", field="password")


def _changed(was_on: bool) -> Response:
    if was_on:
        flash(gettext("The second factor is off."))
        return redirect(url_for("account.second_factor"))
    return redirect(url_for("account.confirm_second_factor"))


def _shown_once(codes: list[str]) -> Response:
    page = render_template("account/recovery_codes.html", codes=codes)
    response = current_app.make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response
