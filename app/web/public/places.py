"""The ways from one public page to the others, under the header of each."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext

from app.web.public.blueprint import blueprint

_CASE = ("public.look_up", "public.case", "public.rate")
_PUBLISHED = ("publication.latest", "publication.period", "publication.publication")
_MATTERS = ("public.matters", "public.matter")


@dataclass(frozen=True)
class PublicPlace:
    """One way. is_here: is it the page that is shown?"""

    label: str
    address: str
    is_here: bool


def places() -> list[PublicPlace]:
    """Where is my case, which matters there are, whom to call, what is published."""
    here = request.endpoint
    return [
        PublicPlace(gettext("Home"), url_for("public.home"), here == "public.home"),
        PublicPlace(gettext("My case"), url_for("public.look_up"), here in _CASE),
        PublicPlace(gettext("Matters"), url_for("public.matters"), here in _MATTERS),
        PublicPlace(
            gettext("Telephones"), url_for("public.phones"), here == "public.phones"
        ),
        PublicPlace(
            gettext("Results"), url_for("publication.latest"), here in _PUBLISHED
        ),
    ]


@blueprint.app_context_processor
def _places() -> dict[str, object]:
    """Every page that looks public may ask; none does while this desk is not there."""
    return {"public_places": places}
