"""The blueprint of reports, and whose a person may read."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from app.domain.permissions import Actor
from app.domain.reporting import CENTER_READERS, DEPARTMENT_READERS, Scope
from app.domain.terms import ReportScope

Page = str | Response | tuple[str, int]

blueprint = Blueprint("reports", __name__)


def scopes_of(actor: Actor) -> list[Scope] | None:
    """Return of whom a person may read reports; None for everybody of the district."""
    if actor.role in CENTER_READERS:
        return [Scope(ReportScope.CENTER, actor.center or "-")]
    if actor.role in DEPARTMENT_READERS:
        return [Scope(ReportScope.DEPARTMENT, actor.department or "-")]
    return None
