"""The blueprint of the case page, apart from its views so that each can import it."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from app.domain.permissions import PERMITTED
from app.domain.terms import Command, Role

Page = str | Response | tuple[str, int]

blueprint = Blueprint("case", __name__)


def roles_for(command: Command) -> tuple[Role, ...]:
    """The roles that may give this command in some standing, in the order of Role."""
    may = {role for (role, _), commands in PERMITTED.items() if command in commands}
    return tuple(role for role in Role if role in may)
