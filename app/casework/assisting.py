"""Verbs of dispatch around assisting departments: a further one, one less."""

from __future__ import annotations

from collections.abc import Sequence

from app.casework.corridor import act
from app.casework.desk import Desk
from app.casework.organisation import require_department
from app.domain import assisting as rules
from app.domain.terms import Command
from app.store.register import Held


def add_assistant(
    desk: Desk,
    number: str,
    *,
    assisting: Sequence[str],
    reason: str,
    seen: int | None = None,
) -> Held:
    """Name further departments to assist; each gets a limit before the lead's."""
    for code in assisting:
        require_department(desk, code, field="assisting")
    return act(
        desk,
        number,
        Command.ADD_ASSISTANT,
        lambda f, m: rules.add_assistant(f, tuple(assisting), reason, m),
        seen,
    )


def release_assistant(
    desk: Desk,
    number: str,
    *,
    department: str,
    reason: str,
    seen: int | None = None,
) -> Held:
    """Free an assistant whose part is not needed; the lead need not wait for it."""
    return act(
        desk,
        number,
        Command.RELEASE_ASSISTANT,
        lambda f, m: rules.release_assistant(f, department, reason, m),
        seen,
    )
