"""The blueprint of the own account, and the form of a button alone."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

Page = str | Response | tuple[str, int]

blueprint = Blueprint("account", __name__)
