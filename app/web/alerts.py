"""Alerts: what was told to the signed-in person's role and unit, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.casework import alerts as verbs
from app.domain.notices import TOLD_DISCREETLY
from app.notify.wording import SAYINGS, due_of
from app.store.reads.notices import Message, list_messages
from app.web.access import signed_in
from app.web.case_links import case_address
from app.web.desk import desk_here, write
from app.web.desks import Desk
from app.web.formats import moment_text
from app.web.places import LARGEST_ID, one_more
from app.web.undoing import flash_undo

Page = str | Response | tuple[str, int]

ROWS = 25
ENDPOINT = "alerts.alerts"
UNREAD = "unread"
LONGEST_ID = 19  # digits

blueprint = Blueprint("alerts", __name__)


@dataclass(frozen=True)
class Alert:
    """One notice as it is drawn.

    due: until when it asks for something, in words; address: of its case, or empty
    """

    id: int
    headline: str
    to_do: str
    number: str
    matter: str
    due: str
    created_at: datetime
    is_read: bool
    address: str


@blueprint.get("/alerts")
@signed_in
def alerts() -> Page:
    """Show the alerts, the newest first."""
    desk = desk_here()
    listed, is_more = one_more(
        list_messages(
            desk.district,
            verbs.audiences_here(desk),
            desk.actor.user_id or 0,
            before=_before(),
            unread_only=_unread_only(),
            limit=ROWS + 1,
        ),
        ROWS,
    )
    shown = [_alert(message) for message in listed]
    return render_template(
        "alerts/alerts.html",
        listed=shown,
        unread=[alert.id for alert in shown if not alert.is_read],
        choices=[
            (gettext("All"), None, url_for(ENDPOINT), not _unread_only()),
            (gettext("Unread"), None, url_for(ENDPOINT, show=UNREAD), _unread_only()),
        ],
        first=_address() if "before" in request.args else "",
        following=_address(before=listed[-1].id) if is_more else "",
    )


@blueprint.post("/alerts/readings")
@signed_in
def read() -> Page:
    """Mark one alert as read, or all up to one."""
    up_to, chosen = _id("up_to"), _id("alert")
    if up_to is not None:
        before = write(verbs.mark_all_read, up_to)
        undo = url_for("alerts.unread", from_id=before)
        flash_undo(gettext("All alerts are marked as read."), undo)
    elif chosen is not None:
        write(verbs.mark_read, chosen)
        undo = url_for("alerts.unread", alert=chosen)
        flash_undo(gettext("The alert is marked as read."), undo)
    return redirect(_address())


@blueprint.post("/alerts/unread")
@signed_in
def unread() -> Page:
    """Take back that one alert, or all from one on, was read."""
    chosen, from_id = request.args.get("alert"), request.args.get("from_id")
    if chosen is not None:
        write(verbs.mark_unread, _number(chosen))
    elif from_id is not None:
        write(verbs.mark_unread_from, _number(from_id))
    return redirect(_address())


def _address(before: int | None = None) -> str:
    """The list as it is shown, from an alert on."""
    return url_for(ENDPOINT, show=UNREAD if _unread_only() else None, before=before)


def _unread_only() -> bool:
    return request.args.get("show") == UNREAD


def _number(given: str) -> int:
    """An id in an address; 0, which nobody has, for what can be none."""
    is_number = given.isascii() and given.isdigit() and len(given) < LONGEST_ID
    return int(given) if is_number else 0


def _before() -> int | None:
    given = request.args.get("before", type=int)
    return given if given is not None and 0 < given < LARGEST_ID else None


def _id(name: str) -> int | None:
    """Return the id in a field; None for none, or for what can be no id."""
    given = request.form.get(name, type=int)
    return given if given is not None and 0 < given < LARGEST_ID else None


def _alert(message: Message) -> Alert:
    saying = SAYINGS.get(message.kind)
    return Alert(
        message.id,
        str(saying.headline) if saying else message.kind,
        str(saying.to_do) if saying else "",
        message.number,
        message.matter_name,
        _due_words(message),
        message.created_at,
        message.is_read,
        _address_of(message),
    )


def _due_words(message: Message) -> str:
    asked = due_of(message.facts)
    if asked is None:
        return ""
    words, due_at = asked
    return str(words) % {"moment": moment_text(due_at)}


def _address_of(message: Message) -> str:
    if message.kind == TOLD_DISCREETLY:
        return url_for("department.record")
    return case_address(message.number) if message.number else ""


DESK = Desk(blueprint)
