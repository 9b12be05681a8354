"""The front page of a district's window, and what is kept of whoever comes."""

from __future__ import annotations

from flask import render_template

from app.process import offices_here
from app.store import directory
from app.store.directory import District
from app.store.reads.organisation import list_centers
from app.web.access import public
from app.web.furnishing import district_here, speak_for
from app.web.opening_hours import opening_words
from app.web.public.blueprint import Page, blueprint
from app.web.public.cases import LookUpForm


@blueprint.get("/public")
@public
def home() -> Page:
    """Say what the window is, where it is, and take number and code."""
    return _home(district_here())


@blueprint.get("/public/<string:district>")
@public
def district_home(district: str) -> Page:
    """The same for one of several districts, by its code."""
    chosen = directory.district_by_code(district)
    speak_for(chosen.id)
    return _home(chosen)


@blueprint.get("/public/privacy")
@public
def privacy() -> Page:
    """Say what is kept of whom, why, how long, and who may look at it."""
    return render_template("public/privacy.html")


def _home(district: District | None) -> str:
    centers = list_centers(district.id) if district else []
    hours = opening_words(offices_here().without_district().rules.hours)
    return render_template(
        "public/home.html",
        form=LookUpForm(formdata=None),
        centers=centers,
        hours=hours,
    )
