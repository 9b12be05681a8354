"""Saved filters: the view of a list that an officer comes back to, under a name.

A list has them by including `saved_filters.html`; what is kept is what stands behind
the ? of its address, without the place in the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from app.casework import saved_filters as verbs
from app.domain.errors import Refusal
from app.web.access import signed_in
from app.web.addresses import local_address
from app.web.comfort.blueprint import Page, blueprint
from app.web.desk import desk_here, write
from app.web.places import AFTER
from app.web.refusals import sentence_of
from app.web.undoing import flash_undo

# The lists that have saved filters, with their parameters.
PLACES: Mapping[str, frozenset[str]] = {
    "frontdesk.my_cases": frozenset({"show", "sort", "class", "department", "words"}),
    "department.cases": frozenset({"show", "words"}),
    "department.to_do": frozenset({"show"}),
    "comfort.find": frozenset({"words"}),
}


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
    if place not in PLACES:
        return []
    now = _kept(place, request.query_string.decode("utf-8", "ignore"))
    return [
        Saved(one.id, one.name, _address(place, one.query), one.query == now)
        for one in verbs.own_filters(desk_here(), place)
    ]


@blueprint.app_template_global()
def filter_here() -> str:
    """What would be kept of the address that is shown; empty for the usual view."""
    place = request.endpoint or ""
    return _kept(place, request.query_string.decode("utf-8", "ignore"))


@blueprint.post("/account/filters")
@signed_in
def keep_filter() -> Page:
    """Keep the view that was shown under a name."""
    place = request.form.get("place", "")
    if place not in PLACES:
        raise NotFound
    query = _kept(place, request.form.get("query", ""))
    try:
        write(verbs.save_filter, place, request.form.get("name", ""), query)
    except Refusal as refusal:
        flash(sentence_of(refusal))
    return redirect(_address(place, query))


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


def _kept(place: str, query: str) -> str:
    """The parameters that say which view it is, in one order, empty ones left out."""
    known = PLACES.get(place, frozenset())
    pairs = [
        (name, value)
        for name, value in parse_qsl(query)
        if name in known and name != AFTER
    ]
    return urlencode(sorted(pairs))


def _address(place: str, query: str) -> str:
    return f"{url_for(place)}?{query}" if query else url_for(place)
