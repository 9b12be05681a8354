"""Whose rows a caller may ask for: a department its own, who supervises those of all."""

from __future__ import annotations

from app.casework.desk import Desk
from app.domain.errors import NotPermitted
from app.domain.permissions import PERMITTED
from app.domain.terms import Command, Relation
from app.store import directory

NOBODYS = 0  # the id of no center and no department: asked for it, a list is empty


def require_of_district(desk: Desk) -> None:
    """raises: NotPermitted, for a role that may not look at whatever ticket there is"""
    if Command.VIEW not in PERMITTED.get((desk.actor.role, Relation.DISTRICT), ()):
        raise NotPermitted("permission", role=desk.actor.role, command=Command.VIEW)


def department_asked(desk: Desk, asked: str) -> int | None:
    """A department's own id, or that of the one asked for; None for all the district.

    asked:  code; empty where none is asked for
    raises: NotPermitted, for a role that supervises and answers nothing
    """
    known = directory.district(desk.district)
    if desk.actor.department is not None:
        own = known.department_id(desk.actor.department)
        return own if asked in ("", desk.actor.department) else NOBODYS
    require_of_district(desk)
    return known.department_ids.get(asked, NOBODYS) if asked else None
