"""Verbs of the district's coordination: raise a level, call a joint meeting, hold it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.casework.corridor import act
from app.casework.desk import Desk
from app.casework.organisation import require_department
from app.domain import meetings
from app.domain.terms import Command
from app.store.register import Held


def raise_level(desk: Desk, number: str, reason: str, seen: int | None = None) -> Held:
    """Take the step `raised` of the ladder now. Dispatch or the inspection office."""
    return act(
        desk,
        number,
        Command.RAISE_LEVEL,
        lambda f, m: meetings.raise_level(f, reason, m),
        seen,
    )


def call_meeting(
    desk: Desk,
    number: str,
    *,
    planned_at: datetime,
    place: str,
    invited: Sequence[str],
    agenda: str,
    seen: int | None = None,
) -> Held:
    """Invite departments to a joint meeting.

    planned_at: aware; invited: codes of departments
    """
    for code in invited:
        require_department(desk, code, field="invited")
    return act(
        desk,
        number,
        Command.CALL_MEETING,
        lambda f, m: meetings.call_meeting(
            f, planned_at, place, tuple(invited), agenda, m
        ),
        seen,
    )


def hold_meeting(
    desk: Desk,
    number: str,
    *,
    attended: Sequence[str],
    minutes: str,
    conclusions: str,
    seen: int | None = None,
) -> Held:
    """Record minutes and conclusions of the meeting that was called."""
    for code in attended:
        require_department(desk, code, field="attended")
    return act(
        desk,
        number,
        Command.HOLD_MEETING,
        lambda f, m: meetings.hold_meeting(f, tuple(attended), minutes, conclusions, m),
        seen,
    )
