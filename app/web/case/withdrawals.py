"""Who stands too near to a case to rule on it: oneself, or an officer who is named."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext
from wtforms import StringField, TextAreaField
from wtforms.validators import Length, Optional

from app.casework import interests as verbs
from app.casework.looking import look
from app.domain.errors import Refusal
from app.domain.statements import LONGEST_REASON
from app.domain.terms import Role
from app.web.access import for_roles
from app.web.case.blueprint import Page, blueprint
from app.web.case.names import names_of
from app.web.case.show import top_of
from app.web.desk import desk_here, write
from app.web.forms import AtMost, Form, Required


class WithdrawalForm(Form):
    """Who, and why."""

    username = StringField(
        lazy_gettext("Staff number of the officer"), [Optional(), Length(max=64)]
    )
    reason = TextAreaField(
        lazy_gettext("Reason"),
        [Required(lazy_gettext("Say why")), AtMost(LONGEST_REASON)],
    )


@blueprint.route("/cases/<string:number>/withdrawals", methods=["GET", "POST"])
@for_roles(Role.INSPECTOR, Role.DISPATCHER, Role.FRONT_DESK, Role.CENTER_LEADER)
def withdrawals(number: str) -> Page:
    """Show who may not rule on the case; add somebody, or oneself."""
    desk, form = desk_here(), WithdrawalForm()
    shown = look(desk, number)
    if form.accepted():
        username = form.username.data or ""
        try:
            write(verbs.withdraw_from, number, username, form.reason.data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(gettext("It is on record; another officer rules on this case."))
            return redirect(url_for("case.show", number=number))
    page = render_template(
        "case/withdrawals.html",
        **top_of(desk, shown, names_of(desk)),
        form=form,
        rows=verbs.withdrawn_from(shown.held),
        is_judge=desk.actor.role in verbs.JUDGES,
    )
    return page, form.status
