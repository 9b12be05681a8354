"""The blueprint of the department, apart from its views so that each can import it."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from app.casework.desk import Desk
from app.domain.terms import Role
from app.store import directory

Page = str | Response | tuple[str, int]

# Whose desk it is; the deputy leader reads and replies, the others handle.
PEOPLE = (Role.HANDLER, Role.CHIEF_REPRESENTATIVE, Role.DEPUTY_LEADER)
HANDLERS = (Role.HANDLER, Role.CHIEF_REPRESENTATIVE)

blueprint = Blueprint("department", __name__)


def department_id(desk: Desk) -> int:
    """Return the id of the officer's department. raises: Forbidden without one"""
    code = desk.actor.department
    if code is None:
        raise Forbidden
    return directory.district(desk.district).department_ids[code]
