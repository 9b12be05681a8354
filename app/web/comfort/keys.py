"""Which keys there are; `?` shows this page over the one that is open."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.web.access import signed_in
from app.web.comfort.blueprint import Page, blueprint
from app.web.comfort.tour_stops import TOURS
from app.web.desk import account_here
from app.web.frontdesk.blueprint import WINDOW

Keys = Sequence[tuple[str, LazyString]]

EVERYWHERE: Keys = (
    ("?", lazy_gettext("Show these keys")),
    ("/", lazy_gettext("Search for a case")),
    ("n", lazy_gettext("To the first page of my desk")),
)
IN_LISTS: Keys = (
    ("j", lazy_gettext("Next row")),
    ("k", lazy_gettext("Previous row")),
    ("e", lazy_gettext("Do what the row asks for")),
    ("o", lazy_gettext("Open the case of the row")),
    ("x", lazy_gettext("Tick the row")),
    ("b", lazy_gettext("Sign for the ticked cases")),
)
AT_THE_WINDOW: Keys = (
    ("Alt+1 … Alt+4", lazy_gettext("Go to the step with that number")),
    ("↓ ↑ Enter", lazy_gettext("Choose one of the matters found")),
    ("Ctrl+Enter", lazy_gettext("File and dispatch")),
    ("Alt+D", lazy_gettext("Solved at the desk")),
    ("Alt+R", lazy_gettext("Not accepted")),
    ("Alt+B", lazy_gettext("Back, file it as usual")),
    ("Enter, Alt+N", lazy_gettext("On the slip: print; next person")),
)


@blueprint.get("/account/keys")
@signed_in
def keys() -> Page:
    """List the keys of this person's pages."""
    groups: list[tuple[LazyString, Keys]] = [
        (lazy_gettext("On every page"), EVERYWHERE),
        (lazy_gettext("In lists"), IN_LISTS),
    ]
    if account_here().role in WINDOW:
        groups.insert(0, (lazy_gettext("New case"), AT_THE_WINDOW))
    has_tour = account_here().role in TOURS
    return render_template("comfort/keys.html", groups=groups, has_tour=has_tour)
