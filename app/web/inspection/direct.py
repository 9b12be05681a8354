"""Direct complaints: about attitude or corruption, for the inspection office alone."""

from __future__ import annotations

from flask import render_template

from app.domain.terms import Role
from app.store.reads.worklists import list_direct
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.inspection.blueprint import Page, blueprint

ROWS = 100


@blueprint.get("/direct-complaints")
@for_roles(Role.INSPECTOR)
def direct_complaints() -> Page:
    """Show what no department knows of and the inspection office has to conclude."""
    lines = list_direct(desk_here().district, limit=ROWS + 1)
    return render_template(
        "inspection/direct.html", lines=lines[:ROWS], is_more=len(lines) > ROWS
    )
