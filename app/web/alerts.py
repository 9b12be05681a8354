"""Alerts: what was told to the signed-in person's role and unit, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.casework import alerts as verbs
from app.notify.wording import SAYINGS
from app.store.reads.notices import Message, list_messages
from app.web.access import signed_in
from app.web.case_links import case_address
from app.web.desk import desk_here, write
from app.web.desks import Desk
from app.web.places import LARGEST_ID, one_more

Page = str | Response | tuple[str, int]

ROWS = 25
ENDPOINT = "alerts.alerts"

blueprint = Blueprint("alerts", __name__)


@dataclass(frozen=True)
class Alert:
    """One notice as it is drawn. address: of its case, empty for none."""

    id: int
    headline: str
    to_do: str
    number: str
    matter: str
    due_at: datetime | None
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
            limit=ROWS + 1,
        ),
        ROWS,
    )
    shown = [_alert(message) for message in listed]
    return render_template(
        "alerts/alerts.html",
        listed=shown,
        unread=[alert.id for alert in shown if not alert.is_read],
        first=url_for(ENDPOINT) if "before" in request.args else "",
        following=url_for(ENDPOINT, before=listed[-1].id) if is_more else "",
    )


@blueprint.post("/alerts/readings")
@signed_in
def read() -> Page:
    """Mark one alert as read, or all up to one."""
    up_to, chosen = _id("up_to"), _id("alert")
    if up_to is not None:
        write(verbs.mark_all_read, up_to)
        flash(gettext("All alerts are marked as read."))
    elif chosen is not None:
        write(verbs.mark_read, chosen)
    return redirect(url_for(ENDPOINT))


def _before() -> int | None:
    given = request.args.get("before", type=int)
    return given if given is not None and 0 < given < LARGEST_ID else None


def _id(name: str) -> int | None:
    """Return the id in a field; None for none, or for what can be no id."""
    given = request.form.get(name, type=int)
    return given if given is not None and 0 < given < LARGEST_ID else None


def _alert(message: Message) -> Alert:
    saying = SAYINGS.get(message.kind)
    due = message.facts.get("due_at")
    return Alert(
        message.id,
        str(saying.headline) if saying else message.kind,
        str(saying.to_do) if saying else "",
        message.number,
        message.matter_name,
        datetime.fromisoformat(due) if due else None,
        message.created_at,
        message.is_read,
        case_address(message.number) if message.number else "",
    )


DESK = Desk(blueprint)
