"""Filing: what a window or a platform took down becomes a ticket.

A platform that files for a window sends its own number as `external_reference`: the
same number from the same account finds the ticket of its first sending.
"""

from __future__ import annotations

from flask import request
from marshmallow import fields

from app.api.acting import ON_A_TICKET, ticket_answer
from app.api.callers import desk_here
from app.api.fields import (
    Body,
    Shown,
    code,
    line,
    said,
    several,
    some_code,
    some_line,
    some_text,
    some_whole,
    some_yes_no,
    text,
)
from app.api.operations import Answer, Asked, Operation, needs
from app.api.ticket_shapes import Ticket
from app.casework.desk import Desk
from app.casework.filing import LONGEST_NAME, Complaint, file_ticket
from app.casework.query_codes import printed, query_code
from app.casework.reveals import reveal_complainant
from app.domain.scopes import scope_of
from app.domain.statements import LONGEST_REASON
from app.domain.terms import (
    AgentAuthority,
    CauseCode,
    Channel,
    Command,
    ComplainantKind,
    RequestType,
    TicketClass,
)
from app.process import settings_here
from app.store import register

MOST_TRIPS = 1000


class Filing(Body):
    """What was taken down."""

    wanted = some_text("What the person wants.")
    ticket_class = code(TicketClass, "Difficulty; sets the limit.")
    request_type = code(RequestType, "What went wrong.")
    channel = some_code(Channel, "How it came in.", Channel.HOTLINE)
    matter_code = some_line("Code of the matter; or say its name.")
    matter_name = some_line("The matter in words, where it has no code.")
    cause = some_code(CauseCode, "Cause as seen at the desk.")
    trips = some_whole("How often the person came before.", 0, MOST_TRIPS)
    original_no = some_line("Number of the application it is about.")
    kind = some_code(ComplainantKind, "A person or a firm.", ComplainantKind.INDIVIDUAL)
    name = text("Who complains.", most=LONGEST_NAME)
    text = text("The complaint, in the person's words.")
    phone = line("Where the complainant is reached.")
    agent_name = some_line("Who speaks for the complainant.")
    agent_authority = some_code(AgentAuthority, "What allows it.")
    handed_by = some_line("The leader who handed it over, for that channel.")
    special_care = several(line("A need."), "Special needs.", 10)
    confidential = some_yes_no("Shall departments not learn the name?", False)
    external_reference = some_line("Your own number; finds the ticket again.")


class Filed(Ticket):
    """A ticket, with the code by which the complainant sees it."""

    query_code = said("To be told to the complainant; with the number it opens.")


class Reveal(Body):
    """Why somebody has to know the name."""

    reason = text("Logged with your name and the time.", most=LONGEST_REASON)


class Revealed(Shown):
    """Who complains, in full."""

    name = said("The full name.")
    phone = said("The telephone.")
    agent_name = said("Who speaks for the complainant; may be empty.")
    confidential = fields.Boolean()


def file(asked: Asked) -> Answer:
    """File a ticket at the caller's center, once for each own number."""
    desk = desk_here()
    complaint = _complaint(desk, dict(asked.body))
    known = register.find_by_filing_key(desk.district, complaint.filing_key)
    held = file_ticket(desk, complaint)
    answer = ticket_answer(desk, held.number, 201 if known is None else 200)
    code = printed(query_code(settings_here().secret_key, held.district, held.number))
    assert isinstance(answer.data, dict)  # noqa: S101 - made by ticket_of
    return Answer({**answer.data, "query_code": code}, answer.status, answer.headers)


def reveal(asked: Asked) -> Answer:
    """Show a name and telephone in full; logged."""
    reason, remote = asked.body["reason"], request.remote_addr or ""
    return Answer(reveal_complainant(desk_here(), asked.path["number"], reason, remote))


def _complaint(desk: Desk, body: dict[str, object]) -> Complaint:
    """What the verb takes. An empty word says nothing."""
    reference = str(body["external_reference"]).strip() or None
    key = f"api/{desk.actor.user_id}/{reference}" if reference else None
    body |= {
        "matter_code": body["matter_code"] or None,
        "special_care": tuple(body["special_care"]),  # type: ignore[arg-type]
        "external_reference": reference,
        "filing_key": key,
    }
    return Complaint(**body)  # type: ignore[arg-type] # the schema says what they are


OPERATIONS = (
    Operation(
        name="file_ticket",
        method="POST",
        path="/tickets",
        tag="tickets",
        summary="File a ticket",
        about=(
            "201 for a new ticket; 200 with the ticket as it stands, when your own"
            " number was filed already."
        ),
        access=needs(scope_of(Command.FILE)),
        do=file,
        body=Filing(),
        answer=Filed(),
        statuses=(201, 200),
        problems=(404,),
        is_act=True,
    ),
    Operation(
        name="reveal_complainant",
        method="POST",
        path=f"{ON_A_TICKET}/reveals",
        tag="tickets",
        summary="See the complainant's full name and telephone",
        about="Logged with your name, the reason and the time.",
        access=needs(scope_of(Command.REVEAL)),
        do=reveal,
        body=Reveal(),
        answer=Revealed(),
        problems=(404,),
        is_act=True,
        is_kept=False,
    ),
)
