"""Verbs of whoever reads their alerts: in-app notices to a role and unit."""

from __future__ import annotations

from app.casework.desk import Desk
from app.domain.errors import NotFound
from app.domain.notices import audiences
from app.store import messages
from app.store.reads.notices import is_told


def audiences_here(desk: Desk) -> list[str]:
    """The audiences that the desk's officer belongs to."""
    actor = desk.actor
    return audiences(actor.role, actor.department, actor.center)


def mark_read(desk: Desk, notice_id: int) -> None:
    """The officer has read this one; a second time changes nothing.

    raises: NotFound alert.unknown for one that was not told to the officer
    """
    messages.mark_read(_reader(desk, notice_id), [notice_id])


def mark_all_read(desk: Desk, up_to: int) -> int:
    """The officer has read everything up to this one, itself included.

    returns: up to which everything was read before
    raises: NotFound alert.unknown for one that was not told to the officer
    """
    reader = _reader(desk, up_to)
    before = messages.read_up_to(reader)
    messages.mark_all_read(reader, up_to)
    return before


def mark_unread(desk: Desk, notice_id: int) -> None:
    """Take back that this one was read. raises: NotFound alert.unknown"""
    messages.mark_unread(_reader(desk, notice_id), notice_id)


def mark_unread_from(desk: Desk, up_to: int) -> None:
    """Take back that everything was read: up to this id it stays so."""
    if desk.actor.user_id is None:
        raise NotFound("alert.unknown")
    messages.unread_from(desk.actor.user_id, up_to)


def _reader(desk: Desk, notice_id: int) -> int:
    told = is_told(desk.district, audiences_here(desk), notice_id)
    if desk.actor.user_id is None or not told:
        raise NotFound("alert.unknown")
    return desk.actor.user_id
