"""Verbs around an extension: asked by the department, ruled on by dispatch."""

from __future__ import annotations

from app.casework.corridor import act
from app.casework.desk import Desk
from app.casework.handling import own_department
from app.domain import extensions
from app.domain.terms import Command
from app.store.register import Held


def request_extension(
    desk: Desk,
    number: str,
    *,
    days: int,
    reason: str,
    told: str,
    seen: int | None = None,
) -> Held:
    """Ask for working days more. `told`: how the citizen was told of it."""
    own = own_department(desk)
    return act(
        desk,
        number,
        Command.REQUEST_EXTENSION,
        lambda f, m: extensions.request_extension(f, own, days, reason, told, m),
        seen,
    )


def grant_extension(
    desk: Desk, number: str, reason: str = "", seen: int | None = None
) -> Held:
    """Grant what was asked. Dispatcher of the district."""
    return act(
        desk,
        number,
        Command.GRANT_EXTENSION,
        lambda f, m: extensions.grant_extension(f, reason, m),
        seen,
    )


def refuse_extension(
    desk: Desk, number: str, reason: str, seen: int | None = None
) -> Held:
    """Refuse what was asked, with the reason. Dispatcher of the district."""
    return act(
        desk,
        number,
        Command.REFUSE_EXTENSION,
        lambda f, m: extensions.refuse_extension(f, reason, m),
        seen,
    )
