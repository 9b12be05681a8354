"""Returned cases: why, where to, how often; and the ruling, on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext

from app.casework import returns
from app.casework.desk import Desk
from app.domain.errors import Refusal
from app.domain.ledger import LedgerDay
from app.domain.masks import masked_name
from app.domain.terms import ClockName, EntryKind, Role, State
from app.store.reads.entries import EntryLine, list_entries
from app.store.reads.standing import Standing, get_standing
from app.store.reads.tickets import told_of
from app.store.reads.worklists import ToDo, list_returned
from app.web.access import for_roles
from app.web.clock_lights import clock_light
from app.web.desk import desk_here, write
from app.web.dispatch.blueprint import Page, blueprint
from app.web.dispatch.forms import RulingForm
from app.web.formats import left, moment_text
from app.web.lights import Light, Running, light
from app.web.places import list_address, one_more, place_here, place_text
from app.web.promise_days import promise_days

QUEUE = 12
_MOVES = frozenset({EntryKind.DISPATCHED, EntryKind.RETURNED, EntryKind.ARBITRATED})

Queued = tuple[str, Light, str, str, str]


@dataclass(frozen=True)
class Bounce:
    """One move of the case between departments. what: code of the move."""

    at: datetime
    what: EntryKind
    department: str
    by: str
    text: str
    basis: str


@dataclass(frozen=True)
class Returned:
    """One returned case as the arbiter reads it.

    told:     what the complainant said: it decides whose it is
    proposed: code of the department that the return names
    days:     ledger of the promise, which a return does not stop
    """

    standing: Standing
    told: str
    bounces: Sequence[Bounce]
    last: Bounce
    proposed: str
    due_at: datetime | None
    light: Light
    days: Sequence[LedgerDay]

    @property
    def word(self) -> str:
        """What is left for the ruling."""
        return left(self.due_at) if self.due_at else ""


@blueprint.get("/returned-cases")
@blueprint.route("/returned-cases/<string:number>", methods=["GET", "POST"])
@for_roles(Role.DISPATCHER)
def returned(number: str = "") -> Page:
    """Show one returned case, and rule on it; without a number, the first that is due."""
    if not number:
        return _first()
    desk = desk_here()
    departments = desk.office.departments
    names = {one.code: one.short_name for one in departments}
    form = RulingForm(departments)
    if form.accepted():
        try:
            write(
                returns.arbitrate_ticket,
                number,
                department=form.department.data,
                reason=form.reason.data,
                basis=form.basis.data or "",
                seen=form.seen.data,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            named = names[form.department.data]
            flash(gettext("%(number)s is given to %(name)s", number=number, name=named))
            return redirect(url_for("dispatch.returned"))
    return _shown(desk, number, form, names)


def _first() -> Page:
    """Lead to the return that is due first; show the bare queue to a phone."""
    desk, title = desk_here(), gettext("Returned cases")
    listed = list_returned(desk.district, limit=QUEUE)
    if listed and "queue" in request.args:
        queue = [_queued(desk, one) for one in listed]
        return render_template("dispatch/queue.html", title=title, queue=queue)
    if listed:
        number = listed[0].line.number
        return redirect(url_for("dispatch.returned", number=number))
    return render_template("dispatch/none.html", title=title)


def _shown(desk: Desk, number: str, form: RulingForm, names: Mapping[str, str]) -> Page:
    standing = get_standing(desk.district, number)
    if standing.held.facts.state is not State.RETURNED and not form.is_submitted():
        return redirect(url_for("case.show", number=number))
    listed, is_more = one_more(
        list_returned(desk.district, after=place_here(), limit=QUEUE + 1), QUEUE
    )
    chosen = _returned(desk, standing, names)
    if not form.is_submitted():
        form.department.data = chosen.proposed
        form.seen.data = standing.held.entry_count
    page = render_template(
        "dispatch/returned.html",
        chosen=chosen,
        form=form,
        queue=[_queued(desk, one) for one in listed],
        here=url_for("dispatch.returned", number=number),
        following=_following(listed, number),
        next_page=_next_page(listed, number) if is_more else "",
        names=names,
    )
    return page, form.status


def _returned(desk: Desk, standing: Standing, names: Mapping[str, str]) -> Returned:
    held = standing.held
    moves = [e for e in list_entries(held.ticket_id) if e.kind in _MOVES]
    bounces = [_bounce(entry, names) for entry in moves]
    told = [entry for entry in moves if entry.kind is EntryKind.RETURNED]
    clock = held.facts.running(ClockName.ARBITRATION)
    shown = clock_light(held, clock, desk.office, desk.now) if clock else Light.DONE
    return Returned(
        standing,
        told_of(held.ticket_id),
        bounces,
        bounces[moves.index(told[-1])] if told else bounces[-1],
        str(told[-1].payload.get("proposed") or "") if told else "",
        clock.due_at if clock else None,
        shown,
        promise_days(held, desk.office, desk.now),
    )


def _bounce(entry: EntryLine, names: Mapping[str, str]) -> Bounce:
    code = entry.department or ""
    return Bounce(
        entry.at,
        entry.kind,
        names.get(code, code),
        masked_name(entry.actor_name),
        str(entry.payload.get("text") or entry.payload.get("why") or ""),
        str(entry.payload.get("basis") or ""),
    )


def _queued(desk: Desk, one: ToDo) -> Queued:
    """Return the entry of the queue; the ruling is due soon on its due day."""
    calendar = desk.office.standard_calendar()
    day = calendar.working_day_from(calendar.civil_date(one.due_at))
    shown = light(Running(one.due_at, calendar.opening(day)), desk.now)
    line = f"{one.line.number}　{one.line.holder_name}　{moment_text(one.due_at)}"
    address = list_address("dispatch.returned", number=one.line.number, queue=None)
    return one.line.matter_name, shown, left(one.due_at), line, address


def _following(listed: Sequence[ToDo], number: str) -> str:
    numbers = [one.line.number for one in listed]
    if number in numbers[:-1]:
        after = numbers[numbers.index(number) + 1]
        return url_for("dispatch.returned", number=after)
    return ""


def _next_page(listed: Sequence[ToDo], number: str) -> str:
    after = place_text(listed[-1].place)
    return list_address("dispatch.returned", number=number, after=after)
