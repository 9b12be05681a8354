"""Reported retaliation in its own words: for the inspection office alone. How far the
flag is stands with the findings, code V1."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from app.api.callers import desk_here
from app.api.fields import Shown, moment, said, word
from app.api.operations import Answer, Asked, Operation, needs
from app.casework.retaliation import retaliation_on
from app.domain.scopes import Scope
from app.domain.terms import ReviewStatus


class ReportShown(Shown):
    """One report. The key of its finding is V1, entry, 1."""

    entry = fields.Integer(attribute="report_seq")
    department = said("Code of the department that it is about.")
    told = said("The words; empty once those of the case are gone.")
    reported_at = moment("When it was reported.")
    status = word(ReviewStatus, "How far; null until looked at.", or_null=True)


class ReportsOfTicket(Shown):
    """The reports of one ticket, oldest first."""

    items = fields.List(fields.Nested(ReportShown))


def of_ticket(asked: Asked) -> Answer:
    """What was reported on one ticket."""
    found = retaliation_on(desk_here(), asked.path["number"])
    return Answer({"items": found})


OPERATIONS: tuple[Any, ...] = (
    Operation(
        name="list_retaliation_reports_of_ticket",
        method="GET",
        path="/tickets/<string:number>/retaliation-reports",
        tag="supervision",
        summary="Read the reports of retaliation on a ticket",
        access=needs(Scope.TICKETS_READ),
        do=of_ticket,
        answer=ReportsOfTicket(),
        problems=(403, 404),
    ),
)
