"""Routing: which department the text of a complaint points to, and why."""

from __future__ import annotations

from marshmallow import fields

from app.api.callers import desk_here
from app.api.fields import Body, Shown, said, text
from app.api.operations import ANY_TOKEN, Answer, Asked, Operation
from app.casework.routing import why_in_chinese
from app.process import wayfinder_here


class RoutingText(Body):
    """What somebody complains of."""

    text = text("The complaint, in the person's words.")


class DepartmentProposed(Shown):
    """A department that is proposed."""

    code = said("Its code.")
    why = said("What in the text speaks for it, in Chinese.")


class DepartmentsProposed(Shown):
    """Three departments, the likeliest first."""

    departments = fields.List(fields.Nested(DepartmentProposed))


def suggest(asked: Asked) -> Answer:
    """Three departments for a text; nothing is written."""
    proposed = wayfinder_here().router(desk_here().district).propose(asked.body["text"])
    departments = [
        {"code": one.department, "why": why_in_chinese(one)} for one in proposed
    ]
    return Answer({"departments": departments})


OPERATIONS = (
    Operation(
        name="suggest_departments",
        method="POST",
        path="/routing/suggestions",
        tag="organisation",
        summary="Propose the responsible department from a text",
        about="Reads only: nothing of the text is kept. A person decides.",
        access=ANY_TOKEN,
        do=suggest,
        body=RoutingText(),
        answer=DepartmentsProposed(),
    ),
)
