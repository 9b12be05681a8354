"""What stands around every page: navigation, who I am, heartbeat, footer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from flask import Flask, current_app, request, url_for

from app.web.desks import Place
from app.web.moments import request_now
from app.web.navigation import NavigationLink, gathered, links_of
from app.web.people import current_person
from app.web.readers import Person, readers
from app.web.undoing import undo_address
from app.web.weight import fingerprint

STATIC = Path(__file__).parent / "static"


def init_layout(app: Flask, places: Sequence[Place]) -> None:
    """Give the frame its facts.

    places:  of all desks, in their order; those of other roles are not drawn
    """
    app.extensions["web_places"] = tuple(places)
    app.context_processor(_frame)
    app.jinja_env.globals["file_address"] = file_address
    app.jinja_env.globals["undo_address"] = undo_address


def places_of(person: Person) -> tuple[Place, ...]:
    """Return the places of a person's navigation."""
    places: tuple[Place, ...] = current_app.extensions["web_places"]
    return tuple(place for place in places if person.role in place.roles)


def first_address(person: Person) -> str:
    """Return where a person's work begins: the first place, else the account page."""
    places = places_of(person)
    return url_for(places[0].endpoint if places else "sessions.account")


def file_address(filename: str) -> str:
    """Return the address of a file of ours, which changes when its content does."""
    return url_for("shell.static", filename=filename, v=fingerprint(STATIC / filename))


def _frame() -> dict[str, object]:
    person = current_person()
    counts = readers().counts(person) if person else {}
    links = _navigation(person, counts)
    return {
        "person": person,
        "navigation": links,
        "navigation_groups": gathered(links),
        "alerts": counts.get("alerts", 0),
        "alerts_address": _alerts_address(),
        "heartbeat": cache(readers().heartbeat),  # header and footer ask
        "missing_year": readers().missing_year(person) if person else None,
        "versions": readers().versions,
        "office": readers().office,
        "now": request_now(),
        "back_here": _back_here(),
    }


def _navigation(
    person: Person | None, counts: Mapping[str, int]
) -> tuple[NavigationLink, ...]:
    if person is None or person.must_change_password:
        return ()
    return links_of(places_of(person), counts)


def _alerts_address() -> str:
    endpoint = readers().alerts_endpoint
    return url_for(endpoint) if endpoint in current_app.view_functions else ""


def _back_here() -> str:
    """Return the address a switch of language comes back to."""
    return request.full_path.rstrip("?") if request.method == "GET" else request.path
