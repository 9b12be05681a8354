"""Whom to call: the supervision phone first, then windows and departments."""

from __future__ import annotations

from flask import render_template

from app.store.reads.organisation import list_departments
from app.web.access import public
from app.web.furnishing import district_here
from app.web.public.blueprint import Page, blueprint
from app.web.public.openings import openings


@blueprint.get("/public/phones")
@public
def phones() -> Page:
    """Show every telephone that the district has published."""
    district = district_here()
    departments = list_departments(district.id) if district else []
    return render_template(
        "public/phones.html",
        openings=openings(district),
        departments=[one for one in departments if one.phone and not one.merged_into],
    )
