"""The blueprint of dispatch, apart from its views so that each can import it."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

Page = str | Response | tuple[str, int]

blueprint = Blueprint("dispatch", __name__)
