"""Verbs of the window after the answer: verify, revisit, close, reopen."""

from __future__ import annotations

from app.casework.corridor import act
from app.casework.desk import Desk
from app.domain import revisits
from app.domain.terms import CauseCode, Command
from app.store.register import Held


def verify_ticket(
    desk: Desk,
    number: str,
    *,
    passed: bool,
    cause: CauseCode | None,
    method: str,
    text: str,
    seen: int | None = None,
) -> Held:
    """Check what the department says is done; not passed sends it back.

    method: `phone`, `site`, `system` or `documents`
    """
    return act(
        desk,
        number,
        Command.VERIFY,
        lambda f, m: revisits.verify(f, passed, cause, method, text, m),
        seen,
    )


def record_revisit(
    desk: Desk,
    number: str,
    *,
    reached: bool,
    solved: bool | None = None,
    rating: int | None = None,
    text: str = "",
    seen: int | None = None,
) -> Held:
    """Record one attempt to ask the complainant; rating 1..5, 5 very satisfied."""
    return act(
        desk,
        number,
        Command.REVISIT,
        lambda f, m: revisits.revisit(f, reached, solved, rating, text, m),
        seen,
    )


def close_ticket(
    desk: Desk, number: str, text: str = "", seen: int | None = None
) -> Held:
    """End the case."""
    return act(
        desk, number, Command.CLOSE, lambda f, m: revisits.close(f, text, m), seen
    )


def reopen_ticket(
    desk: Desk, number: str, reason: str, seen: int | None = None
) -> Held:
    """Send it back to be done again; a second bad ending goes up a level."""
    return act(
        desk, number, Command.REOPEN, lambda f, m: revisits.reopen(f, reason, m), seen
    )
