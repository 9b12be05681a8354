"""Tokens for programs: one's own under the account, anybody's for the security
administrator. A token is shown on the answer that makes it, and never again.
"""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response
from wtforms import IntegerField, SelectMultipleField, StringField
from wtforms.validators import NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from app.casework import api_tokens as verbs
from app.casework import people
from app.domain.errors import Refusal
from app.domain.scopes import Scope
from app.domain.terms import Role
from app.process import settings_here
from app.web.access import for_roles, signed_in
from app.web.desk import account_here, desk_here, write
from app.web.desks import Desk
from app.web.forms import AtMost, Form, Required, choices_of
from app.web.moments import request_now

Page = str | Response | tuple[str, int]

USUAL_DAYS = 90

blueprint = Blueprint("tokens", __name__)


class TokenForm(Form):
    """What a token is for, what it may do, and for how long."""

    name = StringField(
        lazy_gettext("What it is for"),
        [Required(lazy_gettext("Say what it is for")), AtMost(verbs.LONGEST_NAME)],
    )
    scopes = SelectMultipleField(
        lazy_gettext("What it may do"),
        [Required(lazy_gettext("Choose at least one"))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    days = IntegerField(
        lazy_gettext("Days until it expires"),
        [Required(), NumberRange(min=1)],
        default=USUAL_DAYS,
        render_kw={"min": "1", "inputmode": "numeric"},
    )

    def prepare(self) -> None:
        """Offer every scope, in the language of the page."""
        self.scopes.choices = choices_of(list(Scope))


class EndForm(Form):
    """A button alone: nothing but its token against forgery."""


@blueprint.route("/account/tokens", methods=["GET", "POST"])
@signed_in
def own() -> Page:
    """List one's own tokens, and make one."""
    return _page(account_here().id)


@blueprint.post("/account/tokens/<int:token_id>/revocation")
@signed_in
def end_own(token_id: int) -> Page:
    """End one of one's own tokens at once."""
    _end(account_here().id, token_id)
    return redirect(url_for("tokens.own"))


@blueprint.route("/people/<int:user_id>/tokens", methods=["GET", "POST"])
@for_roles(Role.SECURITY_ADMINISTRATOR)
def of_person(user_id: int) -> Page:
    """List somebody's tokens, and make one for a program that acts for them."""
    return _page(user_id)


@blueprint.post("/people/<int:user_id>/tokens/<int:token_id>/revocation")
@for_roles(Role.SECURITY_ADMINISTRATOR)
def end_of_person(user_id: int, token_id: int) -> Page:
    """End somebody's token at once."""
    _end(user_id, token_id)
    return redirect(url_for("tokens.of_person", user_id=user_id))


def _page(user_id: int) -> Page:
    form = TokenForm()
    form.prepare()
    if form.accepted():
        try:
            made = write(
                verbs.make_token,
                user_id,
                name=form.name.data,
                scopes=[Scope(word) for word in form.scopes.data],
                days=form.days.data,
                longest_days=_longest_days(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _shown_once(user_id, made)
    is_own = user_id == account_here().id
    page = render_template(
        "tokens/list.html",
        form=form,
        end=EndForm(formdata=None),
        tokens=verbs.list_tokens(desk_here(), user_id),
        account=account_here() if is_own else people.get_person(desk_here(), user_id),
        is_own=is_own,
        now=request_now(),
        longest_days=_longest_days(),
    )
    return page, form.status


def _end(user_id: int, token_id: int) -> None:
    ended = write(verbs.revoke_token, user_id, token_id)
    flash(gettext("%(name)s is ended; it opens nothing any more.", name=ended.name))


def _shown_once(user_id: int, made: verbs.MadeToken) -> Response:
    is_own = user_id == account_here().id
    page = render_template(
        "tokens/made.html",
        made=made,
        back=url_for("tokens.own")
        if is_own
        else url_for("tokens.of_person", user_id=user_id),
    )
    response = current_app.make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _longest_days() -> int:
    settings = settings_here()
    return settings.api_token_days


DESK = Desk(blueprint)
