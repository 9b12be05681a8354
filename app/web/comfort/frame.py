"""What every page of a signed-in person has beside the shell: keys and where to search."""

from __future__ import annotations

from flask import url_for

from app.domain.preferences import Preference
from app.web.comfort.blueprint import blueprint
from app.web.comfort.own import is_on, own_settings
from app.web.comfort.search import may_search
from app.web.comfort.tour import tour_here


@blueprint.app_context_processor
def comfort() -> dict[str, object]:
    """Give the frame its comfort; nothing of it to whoever is not signed in."""
    if not own_settings():
        return {"keys_on": False, "search_address": "", "tour": ()}
    return {
        "keys_on": is_on(Preference.KEYS),
        "search_address": url_for("comfort.find") if may_search() else "",
        "tour": tour_here(),
    }
