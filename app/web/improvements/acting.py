"""What is done to an improvement item from its page."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, url_for
from flask_babel import gettext

from app.casework import improvements as verbs
from app.domain.errors import Refusal
from app.domain.terms import ImprovementOutcome, Role
from app.store.reads.organisation import list_departments
from app.web.access import for_roles
from app.web.desk import desk_here, write
from app.web.forms import Form
from app.web.improvements.blueprint import OWNERS, Page, blueprint
from app.web.improvements.forms import DeclineForm, EndForm, NoteForm, TakeUpForm
from app.web.improvements.show import page_of


@blueprint.post("/improvements/<int:item_id>/taking-up")
@for_roles(Role.DISPATCHER)
def take_up(item_id: int) -> Page:
    """Give the item an owner and a date."""
    form = TakeUpForm(list_departments(desk_here().district))
    return _acted(
        item_id,
        form,
        lambda: write(
            verbs.take_up,
            item_id,
            form.department.data,
            form.owner.data,
            form.plan.data,
        ),
        gettext("The item is taken up."),
    )


@blueprint.post("/improvements/<int:item_id>/declining")
@for_roles(Role.DISPATCHER)
def decline(item_id: int) -> Page:
    """Say why the item is not taken up."""
    form = DeclineForm()
    return _acted(
        item_id,
        form,
        lambda: write(verbs.decline, item_id, form.reason.data),
        gettext("The item is not taken up."),
    )


@blueprint.post("/improvements/<int:item_id>/steps")
@for_roles(Role.DISPATCHER, *OWNERS)
def note(item_id: int) -> Page:
    """Note what was done."""
    form = NoteForm()
    return _acted(
        item_id,
        form,
        lambda: write(verbs.note_step, item_id, form.text.data),
        gettext("The step is on record."),
    )


@blueprint.post("/improvements/<int:item_id>/ending")
@for_roles(Role.DISPATCHER)
def end(item_id: int) -> Page:
    """End the item with what was changed."""
    form = EndForm()
    return _acted(
        item_id,
        form,
        lambda: write(
            verbs.complete,
            item_id,
            ImprovementOutcome(form.outcome.data),
            form.change.data,
        ),
        gettext("The item is done."),
    )


def _acted(item_id: int, form: Form, act: Callable[[], None], done: str) -> Page:
    """Return to the page after the act; show it with the faults when it was refused."""
    if form.accepted():
        try:
            act()
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(done)
            return redirect(url_for("improvements.item", item_id=item_id))
    return page_of(desk_here(), item_id, form)
