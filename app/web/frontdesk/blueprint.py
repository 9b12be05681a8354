"""The blueprint of the front desk, apart from its views so that each can import it."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from app.domain.terms import Role

Page = str | Response | tuple[str, int]

# Whose desk it is.
WINDOW = (Role.FRONT_DESK, Role.CENTER_LEADER)

blueprint = Blueprint("frontdesk", __name__)
