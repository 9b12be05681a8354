"""The shell's own addresses: templates, style sheet, and the door."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, url_for
from werkzeug.wrappers import Response

from app.web.access import public
from app.web.layout import first_address
from app.web.people import current_person

PUBLIC_HOME = "public.home"

blueprint = Blueprint(
    "shell",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/static",
)


@blueprint.get("/")
@public
def start() -> Response:
    """Lead officers to their work and everybody else to the public pages."""
    person = current_person()
    if person is not None:
        return redirect(first_address(person))
    if PUBLIC_HOME in current_app.view_functions:
        return redirect(url_for(PUBLIC_HOME))
    return redirect(url_for("sessions.sign_in"))
