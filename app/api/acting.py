"""Acts on a ticket: from the table of commands to operations.

Asked which version the caller has seen; the verb asks again while it has the ticket
in hand, so that of two callers at once the second is told.
"""

from __future__ import annotations

from typing import Any

from app.api.callers import desk_here
from app.api.commands import ACTS, Act
from app.api.fields import Body
from app.api.operations import Answer, Asked, Operation, needs
from app.api.ticket_shapes import Ticket, ticket_of, version_of
from app.casework.desk import Desk
from app.casework.looking import Shown, look
from app.domain.errors import Stale
from app.domain.permissions import SYSTEM_NAME
from app.domain.scopes import scope_of
from app.domain.terms import Command

ON_A_TICKET = "/tickets/<string:number>"


def act_of(command: Command, act: Act) -> Operation:
    """The operation of one command."""

    def do(asked: Asked) -> Answer:
        desk, number = desk_here(), asked.path["number"]
        seen = _require_seen(look(desk, number), asked.version)
        act.verb(desk, number, **asked.body, seen=seen)
        return ticket_answer(desk, number)

    name = "".join(part.title() for part in act.noun.split("-"))
    return Operation(
        name=f"act_{command}",
        method="POST",
        path=f"{ON_A_TICKET}/{act.noun}",
        tag="acts",
        summary=f"{command.en} ({command.zh})",
        access=needs(scope_of(command)),
        do=do,
        body=Body.from_dict(dict(act.fields), name=f"{name}Body")(),
        answer=Ticket(),
        problems=(404, 409, 412, 428),
        is_act=True,
        on_version=True,
    )


def ticket_answer(desk: Desk, number: str, status: int = 200) -> Answer:
    """The ticket as it stands now, under its version."""
    shown = look(desk, number)
    headers = {"ETag": etag_of(shown)}
    if status == 201:
        headers["Location"] = f"/api/v1/tickets/{number}"
    return Answer(ticket_of(desk, shown), status, headers)


def etag_of(shown: Shown) -> str:
    """The version as an entity tag."""
    return f'"{version_of(shown.page.entries)}"'


def _require_seen(shown: Shown, versions: frozenset[int] | None) -> int | None:
    """Return the version the caller has seen, None for any.

    raises: Stale, when it is not the present one
    """
    if versions is None:
        return None
    present = version_of(shown.page.entries)
    if present in versions:
        return present
    last: Any = next(
        one for one in reversed(shown.page.entries) if one.actor != SYSTEM_NAME
    )
    raise Stale("ticket.stale", kind=last.kind, actor=last.actor, at=last.at)


OPERATIONS = tuple(act_of(command, act) for command, act in ACTS.items())
