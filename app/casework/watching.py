"""Verbs of the policy watch-list: put on it, call back, take off it."""

from __future__ import annotations

from app.casework.corridor import act
from app.casework.desk import Desk
from app.domain import watching
from app.domain.terms import Command
from app.store.register import Held


def watch_ticket(
    desk: Desk, number: str, *, policy: str, reason: str, seen: int | None = None
) -> Held:
    """Keep it until the rule changes. policy: which rule stands in the way."""
    return act(
        desk,
        number,
        Command.WATCH,
        lambda f, m: watching.watch(f, policy, reason, m),
        seen,
    )


def call_back(
    desk: Desk,
    number: str,
    *,
    policy: str,
    reached: bool,
    text: str,
    seen: int | None = None,
) -> Held:
    """Record the call after a policy changed. policy: the new rule."""
    return act(
        desk,
        number,
        Command.CALL_BACK,
        lambda f, m: watching.call_back(f, policy, reached, text, m),
        seen,
    )


def unwatch_ticket(
    desk: Desk, number: str, reason: str, seen: int | None = None
) -> Held:
    """Take it off the list, saying why nobody need be called."""
    return act(
        desk,
        number,
        Command.UNWATCH,
        lambda f, m: watching.unwatch(f, reason, m),
        seen,
    )
