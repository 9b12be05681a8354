"""Whom to call: the supervision phone first, then windows and departments."""

from __future__ import annotations

from flask import render_template

from app.process import offices_here
from app.store.reads.organisation import list_centers, list_departments
from app.web.access import public
from app.web.furnishing import district_here
from app.web.opening_hours import opening_words
from app.web.public.blueprint import Page, blueprint


@blueprint.get("/public/phones")
@public
def phones() -> Page:
    """Show every telephone that the district has published."""
    district = district_here()
    departments = list_departments(district.id) if district else []
    return render_template(
        "public/phones.html",
        centers=list_centers(district.id) if district else [],
        departments=[one for one in departments if one.phone and not one.merged_into],
        hours=opening_words(offices_here().without_district().rules.hours),
    )
