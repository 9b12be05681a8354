"""What stands around every page: navigation, who I am, heartbeat, footer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Flask, current_app, request, url_for

from app.web.desks import Place
from app.web.moments import request_now
from app.web.people import current_person
from app.web.readers import Heartbeat, Person, readers
from app.web.undoing import undo_address
from app.web.weight import fingerprint

STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True)
class NavigationLink:
    """One place as it is drawn. here: the page belongs to it."""

    address: str
    label: str
    count: int | None
    here: bool


def init_layout(app: Flask, places: Sequence[Place]) -> None:
    """Give the frame its facts.

    places:  of all desks, in their order; those of other roles are not drawn
    """
    app.extensions["web_places"] = tuple(places)
    app.context_processor(_frame)
    app.jinja_env.globals["file_address"] = file_address
    app.jinja_env.globals["undo_address"] = undo_address


def register_heartbeat(app: Flask, reader: Callable[[], Heartbeat | None]) -> None:
    """Say where the state of the sweep is read."""
    readers(app).heartbeat = reader


def register_counts(app: Flask, reader: Callable[[Person], Mapping[str, int]]) -> None:
    """Say where the numbers beside the places are counted."""
    readers(app).counts = reader


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
    return {
        "person": person,
        "navigation": _navigation(person, counts),
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
    places = [(place, url_for(place.endpoint)) for place in places_of(person)]
    here = _place_here([address for _, address in places])
    return tuple(
        NavigationLink(
            address=address,
            label=str(place.label),
            count=counts.get(place.count) if place.count else None,
            here=address == here,
        )
        for place, address in places
    )


def _place_here(addresses: Sequence[str]) -> str:
    """Return the place that this page or the page above it is; empty for none."""
    path = f"{request.path.rstrip('/')}/"
    above = [one for one in addresses if path.startswith(f"{one.rstrip('/')}/")]
    return max(above, key=len, default="")


def _alerts_address() -> str:
    endpoint = readers().alerts_endpoint
    return url_for(endpoint) if endpoint in current_app.view_functions else ""


def _back_here() -> str:
    """Return the address a switch of language comes back to."""
    return request.full_path.rstrip("?") if request.method == "GET" else request.path
