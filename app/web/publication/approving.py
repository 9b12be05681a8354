"""A draft is looked at as it will be read, and let go out by a second person."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from app.casework import publishing
from app.domain.errors import Refusal
from app.domain.figures.publication import APPROVERS, PREPARERS, changes
from app.domain.figures.snapshots import read_snapshot
from app.store import publications as kept
from app.store.reads.people import display_name_of
from app.web.access import for_roles
from app.web.desk import desk_here, write
from app.web.figures.periods import name_of_key
from app.web.forms import Form
from app.web.publication.blueprint import Page, blueprint
from app.web.publication.words import told
from app.web.undoing import flash_undo


class NothingToSay(Form):
    """A button that asks nothing."""


@blueprint.get("/publications/drafts/<int:draft>")
@for_roles(*sorted(APPROVERS))
def draft(draft: int) -> Page:
    """Show a draft as the public will read it."""
    return _draft_page(draft, NothingToSay())


@blueprint.post("/publications/drafts/<int:draft>/approve")
@for_roles(*sorted(APPROVERS))
def approve(draft: int) -> Page:
    """Let it go out."""
    form = NothingToSay()
    if form.accepted():
        try:
            number = write(publishing.approve_publication, draft)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(gettext("Published as No. %(number)d.", number=number))
            return redirect(url_for("publication.publications"))
    return _draft_page(draft, form)


@blueprint.post("/publications/drafts/<int:draft>/give-up")
@for_roles(*sorted(PREPARERS))
def give_up(draft: int) -> Page:
    """Give it up, or take it back."""
    if not NothingToSay().accepted():
        abort(400)
    if "undo" in request.form:
        write(publishing.take_back_publication, draft)
        return redirect(url_for("publication.draft", draft=draft))
    write(publishing.give_up_publication, draft)
    again = url_for("publication.give_up", draft=draft)
    flash_undo(gettext("The publication draft was given up."), again)
    return redirect(url_for("publication.publications"))


def _draft_page(number: int, form: Form) -> Page:
    desk = desk_here()
    found = kept.get_draft(desk.district, number)
    snapshot = read_snapshot(found.content)
    corrected = (
        kept.get_publication(desk.district, found.corrects) if found.corrects else None
    )
    page = render_template(
        "publication/draft.html",
        draft=found,
        form=form,
        give_up=NothingToSay(),
        name=name_of_key(found.period),
        names=display_name_of,
        is_own=found.prepared_by == desk.actor.name,
        gives_up=desk.actor.role in PREPARERS,
        changes=changes(read_snapshot(corrected.content), snapshot)
        if corrected
        else [],
        **told(snapshot),
    )
    return page, form.status
