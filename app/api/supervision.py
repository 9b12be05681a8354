"""What the ladder brought: escalations, and the numbered supervision notices."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from app.api.callers import desk_here
from app.api.fields import (
    Body,
    Shown,
    asked_yes_no,
    count,
    moment,
    said,
    some_code,
    some_line,
    word,
)
from app.api.operations import Answer, Asked, Operation, needs
from app.api.paging import list_of, paged_by_place, paging_fields
from app.api.whose import department_asked
from app.casework.looking import look
from app.domain.scopes import Scope
from app.domain.terms import (
    ClockName,
    Colour,
    ReviewStatus,
    Role,
    Step,
    TicketClass,
)
from app.store.reads.escalations import EscalationLine, list_escalations
from app.store.reads.supervision import SupervisionLine, list_supervision_notices

READ = needs(Scope.TICKETS_READ)

ESCALATIONS_WANTED = Body.from_dict(
    {
        "status": some_code(ReviewStatus, "How far.", ReviewStatus.PENDING),
        "step": some_code(Step, "Only this step."),
        "department": some_line("Only those that name this department."),
        **paging_fields(),
    },
    name="EscalationsWanted",
)()
NOTICES_WANTED = Body.from_dict(
    {
        "colour": some_code(Colour, "Only this colour."),
        "department": some_line("Only those to this department."),
        "open": asked_yes_no("Only those that await a reply, or do not."),
        **paging_fields(),
    },
    name="NoticesWanted",
)()


class QueuedShown(Shown):
    """An escalation that is or was in the queue."""

    number = said("The ticket.")
    matter = fields.String(attribute="matter_name")
    ticket_class = word(TicketClass, "Of the ticket.")
    clock = word(ClockName, "The clock it fell on.")
    cycle = count("Which of the clocks of that name.")
    step = word(Step, "The step of the ladder.")
    department = said("Whom it names; null for the arbiter.", or_null=True)
    due_at = moment("Its legal moment.")
    detected_at = moment("When it was written.")
    review_status = word(ReviewStatus, "How far the review is.")
    statement_due_at = moment("Until when the department may speak.", or_null=True)


class EscalationShown(Shown):
    """An escalation of a ticket, with what judged it."""

    clock = word(ClockName, "The clock it fell on.")
    cycle = count("Which of the clocks of that name.")
    step = word(Step, "The step of the ladder.")
    department = said("Whom it names; null for the arbiter.", or_null=True)
    due_at = moment("Its legal moment.")
    detected_at = moment("When it was written.")
    rules = fields.String(attribute="rules_hash")
    calendar = fields.String(attribute="calendar_hash")
    entry = fields.Integer(attribute="entry_seq")
    review_status = word(ReviewStatus, "Null for a yellow light.", or_null=True)
    statement_due_at = moment("Until when the department may speak.", or_null=True)
    reviewed_at = moment("When it was ruled on.", or_null=True)


class NoticeShown(Shown):
    """A numbered supervision notice."""

    number = said("Its official number.")
    colour = word(Colour, "Its colour.")
    ticket = fields.String(attribute="ticket_number")
    department = said("To whom it goes.", or_null=True)
    issued_at = moment("When it was issued.")
    reply_due_at = moment("Until when it is to be answered.")
    step = word(Step, "The step that opened it; null by hand.", or_null=True)
    text = said("What is demanded.")
    ended_at = moment("When its reply clock stopped.", or_null=True)
    replied_at = moment("When it was answered.", or_null=True)
    reply_text = said("The answer; may be empty.")
    lifted_at = moment("When the demand was taken back.", or_null=True)
    lift_reasons = said("Why it was; may be empty.")


class EscalationList(Shown):
    """The escalations of one ticket."""

    items = fields.List(fields.Nested(EscalationShown))


class NoticesOfTicket(Shown):
    """The supervision notices of one ticket."""

    items = fields.List(fields.Nested(NoticeShown))


def queue(asked: Asked) -> Answer:
    """Escalations with one status, in the order of their legal moments."""
    desk, given = desk_here(), asked.query
    whose = department_asked(desk, given["department"])
    return paged_by_place(
        given,
        lambda after, limit: list_escalations(
            desk.district,
            given["status"],
            department_id=whose,
            step=given["step"],
            openly=desk.actor.role is not Role.INSPECTOR,
            after=after,
            limit=limit,
        ),
        lambda one: one.place,
    )


def notices(asked: Asked) -> Answer:
    """Supervision notices, the latest issued first."""
    desk, given = desk_here(), asked.query
    whose = department_asked(desk, given["department"])
    return paged_by_place(
        given,
        lambda before, limit: list_supervision_notices(
            desk.district,
            colour=given["colour"],
            department_id=whose,
            is_open=given["open"],
            before=before,
            limit=limit,
        ),
        lambda one: one.place,
    )


def of_ticket(asked: Asked) -> Answer:
    """What fell on one ticket."""
    found: tuple[EscalationLine, ...] = _page(asked).escalations
    return Answer({"items": found})


def notices_of_ticket(asked: Asked) -> Answer:
    """The notices about one ticket."""
    found: tuple[SupervisionLine, ...] = _page(asked).supervision_notices
    return Answer({"items": found})


def _page(asked: Asked) -> Any:
    return look(desk_here(), asked.path["number"]).page


OPERATIONS = (
    Operation(
        name="list_escalations",
        method="GET",
        path="/escalations",
        tag="supervision",
        summary="List escalations under review",
        access=READ,
        do=queue,
        query=ESCALATIONS_WANTED,
        answer=list_of(QueuedShown, "EscalationQueue"),
        is_paged=True,
    ),
    Operation(
        name="list_supervision_notices",
        method="GET",
        path="/supervision-notices",
        tag="supervision",
        summary="List supervision notices",
        access=READ,
        do=notices,
        query=NOTICES_WANTED,
        answer=list_of(NoticeShown, "NoticeList"),
        is_paged=True,
    ),
    Operation(
        name="list_escalations_of_ticket",
        method="GET",
        path="/tickets/<string:number>/escalations",
        tag="supervision",
        summary="List the escalations of a ticket",
        access=READ,
        do=of_ticket,
        answer=EscalationList(),
        problems=(404,),
    ),
    Operation(
        name="list_notices_of_ticket",
        method="GET",
        path="/tickets/<string:number>/supervision-notices",
        tag="supervision",
        summary="List the supervision notices of a ticket",
        access=READ,
        do=notices_of_ticket,
        answer=NoticesOfTicket(),
        problems=(404,),
    ),
)
