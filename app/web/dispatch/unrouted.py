"""Unrouted: filed cases that no department has yet, the oldest first."""

from __future__ import annotations

from flask import render_template

from app.domain.terms import Role
from app.store.reads.worklists import list_unrouted
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.dispatch.blueprint import Page, blueprint

ROWS = 100


@blueprint.get("/unrouted-cases")
@for_roles(Role.DISPATCHER)
def unrouted() -> Page:
    """Show what still needs a department."""
    lines = list_unrouted(desk_here().district, limit=ROWS + 1)
    return render_template(
        "dispatch/unrouted.html", lines=lines[:ROWS], is_more=len(lines) > ROWS
    )
