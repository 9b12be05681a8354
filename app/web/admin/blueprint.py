"""The administrators' one blueprint, and who each page is for."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from app.domain.terms import Role

Page = str | Response | tuple[str, int]

PAGE_ROWS = 25
SECURITY, AUDIT = Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR
SYSTEM = Role.SYSTEM_ADMINISTRATOR

blueprint = Blueprint("admin", __name__)
