"""Saved filters: the view of a list that an officer comes back to, under a name.

A list has them by including `saved_filters.html`; what is kept is what says which view
of it is shown, without the place in the list: see `lists.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import NotFound
from werkzeug.routing import BuildError

from app.casework import saved_filters as verbs
from app.domain.errors import Refusal
from app.web.access import signed_in
from app.web.addresses import local_address
from app.web.comfort.blueprint import Page, blueprint
from app.web.desk import desk_here, write
from app.web.list_files import list_files
from app.web.lists import LISTS, address_of, view_here, view_of
from app.web.refusals import sentence_of
from app.web.undoing import flash_undo

blueprint.add_app_template_global(list_files)


@dataclass(frozen=True)
class Saved:
    """One filter as it is drawn. here: the page shows it now"""

    id: int
    name: str
    address: str
    here: bool


@blueprint.app_template_global()
def saved_filters() -> list[Saved]:
    """The signed-in person's filters of the list that is shown."""
    place = request.endpoint or ""
    if place not in LISTS:
        return []
    now = view_here()
    return [
        Saved(one.id, one.name, address_of(place, one.query), one.query == now)
        for one in verbs.own_filters(desk_here(), place)
    ]


@blueprint.app_template_global()
def filter_here() -> str:
    """What would be kept of the address that is shown; empty for the usual view."""
    return view_here()


@blueprint.post("/account/filters")
@signed_in
def keep_filter() -> Page:
    """Keep the view that was shown under a name."""
    place = request.form.get("place", "")
    query = view_of(place, request.form.get("query", ""))
    address = _address(place, query)
    try:
        write(verbs.save_filter, place, request.form.get("name", ""), query)
    except Refusal as refusal:
        flash(sentence_of(refusal))
    return redirect(address)


@blueprint.post("/account/filters/<int:filter_id>/removal")
@signed_in
def remove_filter(filter_id: int) -> Page:
    """Take a filter away, or put it back."""
    if "undo" in request.form:
        write(verbs.put_back_filter, filter_id)
    else:
        write(verbs.remove_filter, filter_id)
        undo = url_for("comfort.remove_filter", filter_id=filter_id, back=_back())
        flash_undo(gettext("The filter is taken away."), undo)
    return redirect(_back())


def _back() -> str:
    given = request.form.get("back") or request.args.get("back", "")
    return local_address(given) or url_for("shell.start")


def _address(place: str, query: str) -> str:
    """raises: NotFound, for what is no list with filters, or no view of it"""
    if place not in LISTS:
        raise NotFound
    try:
        return address_of(place, query)
    except BuildError as error:
        raise NotFound from error
