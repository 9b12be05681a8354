"""Proposals from the text: how often each department's were put right, and the latest."""

from __future__ import annotations

from flask import render_template

from app.domain.terms import Role
from app.store.reads.organisation import short_names
from app.store.routing import list_corrections, list_tallies
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.dispatch.blueprint import Page, blueprint

ROWS = 100


@blueprint.get("/corrected-proposals")
@for_roles(Role.DISPATCHER)
def proposals() -> Page:
    """Show where routing from the text was wrong; what it learns from."""
    district = desk_here().district
    tallies = list_tallies(district)
    return render_template(
        "dispatch/proposals.html",
        tallies=tallies,
        proposed=sum(one.proposed for one in tallies),
        corrected=sum(one.corrected for one in tallies),
        corrections=list_corrections(district, ROWS),
        names=short_names(district),
    )
