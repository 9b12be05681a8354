"""The front page of a district's window, and what is kept of whoever comes."""

from __future__ import annotations

from flask import render_template

from app.process import offices_here
from app.store import directory
from app.store.directory import District
from app.web.access import public
from app.web.furnishing import district_here, speak_for
from app.web.public.blueprint import Page, blueprint
from app.web.public.cases import LookUpForm
from app.web.public.openings import openings


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
    offices = offices_here()
    office = offices.of(district.id) if district else offices.without_district()
    limits = [one.limit_working_days for one in office.rules.classes.values()]
    days = [limit for limit in limits if limit]
    return render_template(
        "public/home.html",
        form=LookUpForm(formdata=None),
        openings=openings(district),
        rules=office.rules,
        least=min(days),
        most=max(days),
    )
