"""Webhooks under one's account: made, tried, ended, with the log of what was sent."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request
from flask import url_for as address_of
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response
from wtforms import SelectMultipleField, StringField
from wtforms.widgets import CheckboxInput, ListWidget

from app.casework import webhooks as verbs
from app.domain.errors import Refusal
from app.domain.terms import Command, EntryKind, Role
from app.process import settings_here
from app.web.access import for_roles
from app.web.case.blueprint import roles_for
from app.web.desk import desk_here, write
from app.web.desks import Desk
from app.web.forms import AtMost, Form, Required, choices_of

Page = str | Response | tuple[str, int]

PAGE_ROWS = 25
LOOKERS: tuple[Role, ...] = roles_for(Command.VIEW)

blueprint = Blueprint("webhooks", __name__)


class WebhookForm(Form):
    """Where to send what."""

    name = StringField(
        lazy_gettext("What it is for"),
        [Required(lazy_gettext("Say what it is for")), AtMost(verbs.LONGEST_NAME)],
    )
    url = StringField(
        lazy_gettext("Address"),
        [Required(lazy_gettext("Enter the address")), AtMost(verbs.LONGEST_URL)],
    )
    kinds = SelectMultipleField(
        lazy_gettext("Events"),
        [Required(lazy_gettext("Choose at least one"))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def prepare(self) -> None:
        """Offer every event, in the language of the page."""
        self.kinds.choices = choices_of(list(EntryKind))


class ActForm(Form):
    """A button alone: nothing but its token against forgery."""


@blueprint.route("/account/webhooks", methods=["GET", "POST"])
@for_roles(*LOOKERS)
def own() -> Page:
    """List one's own webhooks, and make one."""
    form = WebhookForm()
    form.prepare()
    if form.accepted():
        try:
            made = write(
                verbs.make_webhook,
                name=form.name.data,
                url=form.url.data,
                kinds=[EntryKind(word) for word in form.kinds.data],
                secret_key=settings_here().secret_key,
                networks=settings_here().webhook_networks,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _shown_once(made)
    hooks = verbs.list_webhooks(desk_here())
    page = render_template("webhooks/list.html", form=form, hooks=hooks)
    return page, form.status


@blueprint.get("/account/webhooks/<int:webhook_id>")
@for_roles(*LOOKERS)
def one(webhook_id: int) -> Page:
    """Show one webhook with its delivery log."""
    desk = desk_here()
    hook = verbs.get_webhook(desk, webhook_id)
    before = request.args.get("before", type=int)
    rows = verbs.list_deliveries(desk, hook.id, before=before, limit=PAGE_ROWS + 1)
    following = ""
    if len(rows) > PAGE_ROWS:
        last = rows[PAGE_ROWS - 1].id
        following = address_of("webhooks.one", webhook_id=hook.id, before=last)
    return render_template(
        "webhooks/one.html",
        hook=hook,
        rows=rows[:PAGE_ROWS],
        act=ActForm(formdata=None),
        following=following,
        first=address_of("webhooks.one", webhook_id=hook.id) if before else "",
        both_sign=hook.older_until is not None and desk.now < hook.older_until,
        states=STATES,
    )


@blueprint.post("/account/webhooks/<int:webhook_id>/secret")
@for_roles(*LOOKERS)
def change_secret(webhook_id: int) -> Page:
    """Give it another secret, shown on the answer and never again."""
    return _shown_once(
        write(verbs.change_secret, webhook_id, settings_here().secret_key)
    )


@blueprint.post("/account/webhooks/<int:webhook_id>/trial")
@for_roles(*LOOKERS)
def trial(webhook_id: int) -> Page:
    """Send an event that says nothing."""
    write(verbs.try_webhook, webhook_id)
    return _done(webhook_id, gettext("A trial is on its way; look at the log."))


@blueprint.post("/account/webhooks/<int:webhook_id>/ending")
@for_roles(*LOOKERS)
def end(webhook_id: int) -> Page:
    """Send nothing more."""
    write(verbs.end_webhook, webhook_id)
    return _done(webhook_id, gettext("Nothing more is sent to this address."))


@blueprint.post("/account/webhooks/<int:webhook_id>/deliveries/<int:delivery_id>")
@for_roles(*LOOKERS)
def send_again(webhook_id: int, delivery_id: int) -> Page:
    """Send one event once more."""
    write(verbs.send_again, webhook_id, delivery_id)
    return _done(webhook_id, gettext("It is sent again within a minute."))


STATES = {
    "pending": lazy_gettext("waiting"),
    "delivered": lazy_gettext("arrived"),
    "dead": lazy_gettext("given up"),
}


def _done(webhook_id: int, sentence: str) -> Response:
    flash(sentence)
    return redirect(address_of("webhooks.one", webhook_id=webhook_id))


def _shown_once(made: verbs.WithSecret) -> Response:
    page = render_template("webhooks/made.html", made=made)
    response = current_app.make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


DESK = Desk(blueprint)
