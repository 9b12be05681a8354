"""The slip: what the person takes home, in large type.

On one sheet of A5, or on the roll of an 80 mm receipt printer: each counter's browser
remembers which printer stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask import make_response, render_template, request, url_for
from flask_babel import lazy_gettext

from app.casework.corridor import require_may
from app.casework.desk import Desk
from app.casework.query_codes import printed, query_code
from app.domain.facts import TicketFacts
from app.domain.ledger import LedgerDay
from app.domain.terms import ClockName, Command, EntryKind, State
from app.process import settings_here
from app.store.reads.organisation import Center, find_matter, list_centers
from app.store.reads.tickets import TicketPage, get_ticket
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.frontdesk.answer_card import in_order
from app.web.frontdesk.blueprint import WINDOW, Page, blueprint
from app.web.frontdesk.promise import promised_days
from app.web.frontdesk.proposal import SpecialProcedure, special_procedures
from app.web.frontdesk.qr import Picture, qr_picture
from app.web.kept_choices import keep_cookie

# The national hotline for government services, which also takes complaints about them.
SUPERVISION_PHONE = "12345"

_WHAT_NEXT = {
    ClockName.SIGN: lazy_gettext("The department signs for it"),
    ClockName.CONTACT: lazy_gettext("The department calls the person"),
    ClockName.FINISH: lazy_gettext("Done and answered"),
}


PAPER_COOKIE = "bancheng-paper"


class Paper(StrEnum):
    """What it is printed on."""

    A5 = "a5"
    RECEIPT = "receipt"


class Kind(StrEnum):
    """What the slip tells."""

    DISPATCHED = "dispatched"
    FILED = "filed"
    REFUSED = "refused"
    SOLVED = "solved"
    ENDED = "ended"


@dataclass(frozen=True)
class Slip:
    """What stands on the sheet.

    code:        query code as it is printed
    contact_at:  until when the department calls for the first time
    told:        reasons of a refusal, or what was done at the desk
    redirect:    where a refused person should go
    """

    kind: Kind
    ticket: TicketPage
    center: Center | None
    code: str
    qr: Picture
    contact_at: datetime | None
    due_at: datetime | None
    days: Sequence[LedgerDay]
    procedures: Sequence[SpecialProcedure]
    told: str
    redirect: str


@blueprint.get("/cases/<string:number>/slip")
@for_roles(*WINDOW)
def slip(number: str) -> Page:
    """Show the slip, ready to be printed."""
    desk = desk_here()
    ticket = get_ticket(desk.district, number)
    require_may(desk, ticket.held, Command.VIEW)
    made, paper = make_slip(desk, ticket), _paper_here()
    page = render_template(
        "slip/slip.html",
        slip=made,
        Kind=Kind,
        paper_here=paper,
        Paper=Paper,
        supervision_phone=SUPERVISION_PHONE,
        filed=request.args.get("filed", "")[:64],
        steps=_next_steps(ticket.facts) if made.kind is Kind.DISPATCHED else [],
    )
    return _remembering(paper, page)


def _paper_here() -> Paper:
    """The paper that was asked for, else what this browser used last, else A5."""
    asked = request.args.get("paper") or request.cookies.get(PAPER_COOKIE, "")
    return Paper(asked) if asked in list(Paper) else Paper.A5


def _remembering(paper: Paper, page: str) -> Page:
    response = make_response(page)
    if "paper" in request.args:
        keep_cookie(response, PAPER_COOKIE, paper.value)
    return response


def make_slip(desk: Desk, ticket: TicketPage) -> Slip:
    """Return what stands on the slip of a ticket, as the ticket stands now."""
    held, facts = ticket.held, ticket.facts
    settings = settings_here()
    code = query_code(settings.secret_key, held.district, held.number)
    address = url_for("public.case", number=held.number, code=code)
    contact = _clock_due(facts, ClockName.CONTACT)
    due_at, days = _promise(desk, ticket)
    told, redirect = _told(ticket)
    return Slip(
        _kind(ticket),
        ticket,
        _center(desk, held.window),
        printed(code),
        qr_picture(settings.public_url.rstrip("/") + address),
        contact,
        due_at,
        days,
        _procedures(desk, ticket),
        told,
        redirect,
    )


def _kind(ticket: TicketPage) -> Kind:
    facts = ticket.facts
    if facts.state is State.FILED:
        return Kind.FILED
    if ticket.exclusion is not None:
        return Kind.REFUSED
    if facts.dispatched_at is None:
        return Kind.SOLVED if facts.state is not State.WITHDRAWN else Kind.ENDED
    ended = (State.CLOSED, State.WITHDRAWN, State.ARCHIVED)
    return Kind.ENDED if facts.state in ended else Kind.DISPATCHED


def _promise(
    desk: Desk, ticket: TicketPage
) -> tuple[datetime | None, Sequence[LedgerDay]]:
    clock = ticket.facts.promise
    if clock is None or clock.due_at is None:
        return None, ()
    calendar = desk.office.calendar_of(ticket.held.calendar_hash)
    return clock.due_at, promised_days(clock, calendar)


def _clock_due(facts: TicketFacts, name: ClockName) -> datetime | None:
    """Return when a clock that still runs is due."""
    clock = facts.running(name)
    return clock.due_at if clock else None


def _procedures(desk: Desk, ticket: TicketPage) -> list[SpecialProcedure]:
    code = ticket.matter_code
    matter = find_matter(desk.district, code) if code else None
    return special_procedures(matter, desk.office.rules) if matter else []


def _told(ticket: TicketPage) -> tuple[str, str]:
    """Return what the closing at the desk said: its text, and where to go instead."""
    for entry in reversed(ticket.entries):
        if entry.kind is EntryKind.CLOSED:
            payload = entry.payload
            return str(payload.get("text", "")), str(payload.get("redirect", ""))
    return "", ""


def _center(desk: Desk, code: str) -> Center | None:
    centers = list_centers(desk.district)
    return next((one for one in centers if one.code == code), None)


def _next_steps(facts: TicketFacts) -> list[tuple[str, str]]:
    """Return what the department has to do next: by when, what."""
    due = ((_clock_due(facts, name), str(what)) for name, what in _WHAT_NEXT.items())
    return in_order(*due)
