"""The blueprint of the inspection office, apart from its views."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

Page = str | Response | tuple[str, int]

blueprint = Blueprint("inspection", __name__)
