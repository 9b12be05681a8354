"""Verbs of whoever reads their alerts: in-app notices to a role and unit."""

from __future__ import annotations

from collections.abc import Sequence

from app.casework.desk import Desk
from app.domain.errors import NotPermitted
from app.domain.notices import audiences
from app.store import messages


def audiences_here(desk: Desk) -> list[str]:
    """The audiences that the desk's officer belongs to."""
    actor = desk.actor
    return audiences(actor.role, actor.department, actor.center)


def mark_read(desk: Desk, notice_ids: Sequence[int]) -> None:
    """The officer has read these; a second time changes nothing."""
    messages.mark_read(_reader(desk), notice_ids)


def mark_all_read(desk: Desk, up_to: int) -> None:
    """The officer has read everything up to the notice of that id."""
    messages.mark_all_read(_reader(desk), up_to)


def _reader(desk: Desk) -> int:
    if desk.actor.user_id is None:
        raise NotPermitted("permission", role=desk.actor.role)
    return desk.actor.user_id
