"""Extensions: what is asked, why, until when; granted or refused on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext

from app.casework import extensions as verbs
from app.casework.desk import Desk
from app.domain.errors import Refusal
from app.domain.ledger import LedgerDay
from app.domain.terms import ClockName, EntryKind, Role
from app.store.reads.entries import EntryLine, list_entries
from app.store.reads.lines import TicketLine
from app.store.reads.standing import Standing, get_standing
from app.store.reads.worklists import list_extension_requests
from app.store.register import Held
from app.web.access import for_roles
from app.web.clock_lights import clock_light
from app.web.desk import desk_here, write
from app.web.dispatch.blueprint import Page, blueprint
from app.web.dispatch.forms import ExtensionForm
from app.web.formats import left, moment_text
from app.web.lights import Light, Running, light
from app.web.places import list_address, one_more, place_here, place_text
from app.web.promise_days import clock_days, longer, with_due

QUEUE = 12

Queued = tuple[str, Light, str, str, str]


@dataclass(frozen=True)
class Asked:
    """One request as dispatch reads it.

    request: its timeline entry
    due_at, days: the promise now; new_due_at, new_days: if it is granted
    """

    standing: Standing
    request: EntryLine
    working_days: int
    light: Light
    due_at: datetime | None
    days: Sequence[LedgerDay]
    new_due_at: datetime | None
    new_days: Sequence[LedgerDay]


@blueprint.get("/extensions")
@blueprint.route("/extensions/<string:number>", methods=["GET", "POST"])
@for_roles(Role.DISPATCHER)
def extensions(number: str = "") -> Page:
    """Show one request, grant or refuse it; without a number, the first that is due."""
    if not number:
        return _first()
    form = ExtensionForm()
    if form.accepted():
        grants = request.form.get("act") == "grant"
        verb = verbs.grant_extension if grants else verbs.refuse_extension
        try:
            held = write(verb, number, form.reason.data or "", seen=form.seen.data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_done(held, grants=grants))
            return redirect(url_for("dispatch.extensions"))
    return _shown(desk_here(), number, form)


def _first() -> Page:
    """Lead to the request that is due first; show the bare queue to a phone."""
    desk, title = desk_here(), gettext("Extensions")
    listed = list_extension_requests(desk.district, limit=QUEUE)
    if listed and "queue" in request.args:
        queue = [_queued(desk, line) for line in listed]
        return render_template("dispatch/queue.html", title=title, queue=queue)
    if listed:
        return redirect(url_for("dispatch.extensions", number=listed[0].number))
    return render_template("dispatch/none.html", title=title)


def _done(held: Held, *, grants: bool) -> str:
    """What was ruled, and until when the promise runs now."""
    told = gettext("Extension refused: %(number)s", number=held.number)
    if grants:
        told = gettext("Extension granted: %(number)s", number=held.number)
    return with_due(told, held)


def _shown(desk: Desk, number: str, form: ExtensionForm) -> Page:
    standing = get_standing(desk.district, number)
    told = [
        entry
        for entry in list_entries(standing.held.ticket_id)
        if entry.kind is EntryKind.EXTENSION_REQUESTED
    ]
    if not told or (not standing.held.facts.asked_days and not form.is_submitted()):
        return redirect(url_for("case.show", number=number))
    if not form.is_submitted():
        form.seen.data = standing.held.entry_count
    listed, is_more = one_more(
        list_extension_requests(desk.district, after=place_here(), limit=QUEUE + 1),
        QUEUE,
    )
    page = render_template(
        "dispatch/extension.html",
        chosen=_asked(desk, standing, told[-1]),
        form=form,
        queue=[_queued(desk, line) for line in listed],
        here=url_for("dispatch.extensions", number=number),
        following=_following(listed, number),
        next_page=_next_page(listed[-1], number) if is_more else "",
    )
    return page, form.status


def _asked(desk: Desk, standing: Standing, told: EntryLine) -> Asked:
    held, office = standing.held, desk.office
    working_days = int(told.payload.get("working_days") or 0)
    clock = held.facts.running(ClockName.FINISH) or held.facts.promise
    extended = longer(held, working_days, office)
    return Asked(
        standing,
        told,
        working_days,
        clock_light(held, clock, office, desk.now) if clock else Light.DONE,
        clock.due_at if clock else None,
        clock_days(held, clock, office, desk.now) if clock else (),
        extended.due_at if extended else None,
        clock_days(held, extended, office, desk.now) if extended else (),
    )


def _queued(desk: Desk, line: TicketLine) -> Queued:
    """Return the entry of the queue: the case's own due moment presses."""
    due_at = line.due_at or desk.now
    calendar = desk.office.standard_calendar()
    day = calendar.working_day_from(calendar.civil_date(due_at))
    shown = light(Running(due_at, calendar.opening(day)), desk.now)
    text = f"{line.number}　{line.holder_name}　{moment_text(due_at)}"
    address = list_address("dispatch.extensions", number=line.number, queue=None)
    return line.matter_name, shown, left(due_at), text, address


def _following(listed: Sequence[TicketLine], number: str) -> str:
    numbers = [line.number for line in listed]
    if number in numbers[:-1]:
        after = numbers[numbers.index(number) + 1]
        return url_for("dispatch.extensions", number=after)
    return ""


def _next_page(last: TicketLine, number: str) -> str:
    after = place_text(last.place_by_due or last.place_by_filing)
    return list_address("dispatch.extensions", number=number, after=after)
