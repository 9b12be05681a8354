"""Findings: what histories suggest of inaction, delay and passing on, and how far the
procedure on each is. A department sees those that it was told of."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from app.api.callers import desk_here
from app.api.fields import Body, Shown, count, moment, said, some_code, some_line, word
from app.api.operations import Answer, Asked, Operation, needs
from app.api.paging import list_of, paged_by_place, paging_fields
from app.api.whose import department_asked, require_of_district
from app.casework.looking import look
from app.domain.scopes import Scope
from app.domain.terms import (
    FindingCode,
    Ground,
    ReviewStatus,
    Role,
)
from app.store.reads.findings import FindingLine
from app.store.reads.flags import is_told, list_flags

READ = needs(Scope.TICKETS_READ)

FINDINGS_WANTED = Body.from_dict(
    {
        "status": some_code(ReviewStatus, "How far.", ReviewStatus.PENDING),
        "code": some_code(FindingCode, "Only this code."),
        "department": some_line("Only those that name this department."),
        **paging_fields(),
    },
    name="FindingsWanted",
)()


class HearingShown(Shown):
    """How far the procedure is; a limit that was never set is null."""

    status = word(ReviewStatus, "What holds now.")
    told_at = moment("When the department was told.", or_null=True)
    statement_due_at = moment("Until when it may speak.", or_null=True)
    stated_at = moment("When it spoke.", or_null=True)
    ruling_due_at = moment("Until when it is to be ruled on.", or_null=True)
    ruling = word(ReviewStatus, "What the first ruling said.", or_null=True)
    ground = word(Ground, "Why it does not count.", or_null=True)
    ruled_at = moment("When it was ruled on.", or_null=True)
    objection_due_at = moment("Until when it may be objected to.", or_null=True)
    objected_at = moment("When it was objected to.", or_null=True)
    decision_due_at = moment("Until when that is to be decided.", or_null=True)
    decided_at = moment("When it was decided; final.", or_null=True)


class FindingShown(Shown):
    """A finding of a ticket, with what judged it. entry and nth with the code make its
    key."""

    code = word(FindingCode, "What is suspected.")
    entry = fields.Integer(attribute="start_seq")
    nth = count("Which of its code on that entry.")
    department = said("Whom it names; null for window or arbiter.", or_null=True)
    since = moment("Its legal moment.")
    detected_at = moment("When it was written.")
    rules = fields.String(attribute="rules_hash")
    calendar = fields.String(attribute="calendar_hash")
    hearing = fields.Nested(HearingShown)


def _at(attribute: str, field: fields.Field[Any]) -> fields.Field[Any]:
    """The field, read from another attribute than its name."""
    field.attribute = attribute
    return field


class QueuedFindingShown(Shown):
    """A finding that is or was in the queue."""

    number = said("The ticket.")
    matter = fields.String(attribute="matter_name")
    code = _at("key.code", word(FindingCode, "What is suspected."))
    entry = fields.Integer(attribute="key.start_seq")
    nth = _at("key.nth", count("Which of its code on that entry."))
    department = said("Whom it names; null for window or arbiter.", or_null=True)
    since = _at("at", moment("Its legal moment."))
    detected_at = moment("When it was written.")
    hearing = fields.Nested(HearingShown)


class FindingsOfTicket(Shown):
    """The findings of one ticket."""

    items = fields.List(fields.Nested(FindingShown))


def queue(asked: Asked) -> Answer:
    """Findings with one status, in the order of their legal moments."""
    desk, given = desk_here(), asked.query
    whose = department_asked(desk, given["department"])
    is_department = desk.actor.department is not None
    return paged_by_place(
        given,
        lambda after, limit: list_flags(
            desk.district,
            (given["status"],),
            department_id=whose,
            kind=given["code"],
            wanted=is_told if is_department else None,
            findings_only=True,
            openly=not is_department and desk.actor.role is not Role.INSPECTOR,
            after=after,
            limit=limit,
        ),
        lambda one: one.place,
    )


def of_ticket(asked: Asked) -> Answer:
    """What the history of one ticket suggests, for those who judge and those judged."""
    desk = desk_here()
    found = look(desk, asked.path["number"]).page.findings
    own = desk.actor.department
    if own is not None:
        return Answer({"items": [one for one in found if _is_told(one, own)]})
    require_of_district(desk)
    return Answer({"items": found})


def _is_told(one: FindingLine, department: str) -> bool:
    hearing = one.hearing
    is_known = hearing.told_at is not None or hearing.status is ReviewStatus.CONFIRMED
    return one.department == department and is_known


OPERATIONS: tuple[Any, ...] = (
    Operation(
        name="list_findings",
        method="GET",
        path="/findings",
        tag="supervision",
        summary="List findings under review",
        access=READ,
        do=queue,
        query=FINDINGS_WANTED,
        answer=list_of(QueuedFindingShown, "FindingQueue"),
        is_paged=True,
    ),
    Operation(
        name="list_findings_of_ticket",
        method="GET",
        path="/tickets/<string:number>/findings",
        tag="supervision",
        summary="List the findings of a ticket",
        access=READ,
        do=of_ticket,
        answer=FindingsOfTicket(),
        problems=(403, 404),
    ),
)
