"""What waits for the window once a department has answered: verify, call back, close."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request, url_for

from app.casework.desk import Desk
from app.domain.terms import State
from app.store import directory
from app.store.reads.revisit_attempts import Attempts, attempts_at
from app.store.reads.worklists import ToDo, list_to_close, list_waiting_for_window
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.frontdesk.blueprint import WINDOW, blueprint
from app.web.frontdesk.case_list import SHOWN
from app.web.lights import Light, Running, light
from app.web.places import AFTER, one_more, place_here, place_text

_NONE_YET = Attempts(0, None)


@dataclass(frozen=True)
class Waiting:
    """A case with the light of the window's own clock. attempts: calls made so far."""

    to_do: ToDo
    light: Light
    attempts: Attempts = _NONE_YET


@dataclass(frozen=True)
class WaitingPage:
    """One page of them. first, following: addresses, empty for none."""

    rows: list[Waiting]
    first: str
    following: str


@blueprint.get("/to-verify")
@for_roles(*WINDOW)
def to_verify() -> str:
    """Show what departments say is done."""
    page = _page(desk_here(), State.ANSWERED, ".to_verify")
    return render_template("frontdesk/to_verify.html", page=page)


@blueprint.get("/to-revisit")
@for_roles(*WINDOW)
def to_revisit() -> str:
    """Show whom to call, and which calls wait only for the end of the case."""
    desk = desk_here()
    return render_template(
        "frontdesk/to_revisit.html",
        page=_page(desk, State.VERIFIED, ".to_revisit"),
        to_close=list_to_close(_window(desk)),
        most=desk.office.rules.revisit_attempts,
    )


def _page(desk: Desk, state: State, endpoint: str) -> WaitingPage:
    found = list_waiting_for_window(
        _window(desk), state, after=place_here(), limit=SHOWN + 1
    )
    shown, goes_on = one_more(found, SHOWN)
    tried = _attempts(shown) if state is State.VERIFIED else {}
    rows = [
        Waiting(one, _light(one, desk), tried.get(one.line.id, _NONE_YET))
        for one in shown
    ]
    following = place_text(shown[-1].place) if goes_on else ""
    return WaitingPage(
        rows,
        url_for(endpoint) if AFTER in request.args else "",
        url_for(endpoint, after=following) if following else "",
    )


def _attempts(shown: list[ToDo]) -> dict[int, Attempts]:
    return attempts_at([one.line.id for one in shown])


def _light(one: ToDo, desk: Desk) -> Light:
    """The window's limits are of one day: due soon from the opening of the last."""
    calendar = desk.office.calendar(one.line.center)
    yellow = calendar.opening(calendar.civil_date(one.due_at))
    return light(Running(one.due_at, yellow), desk.now)


def _window(desk: Desk) -> int:
    return directory.district(desk.district).center_id(desk.actor.center or "")
