"""The page for when the register does not answer; it is drawn without asking it.

Whoever was sending a form gets it back, with a button that sends it again: the key of
the form keeps what did arrive from being written twice.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from flask import Flask, current_app, jsonify, request
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from app.store.outages import ERRORS, Outage, outage
from app.web.kept import kept_from_request
from app.web.language import current_language

log = logging.getLogger(__name__)

STATUS = 503
RETRY_SECONDS = 30
SENTENCES: Mapping[Outage, LazyString] = {
    Outage.GONE: lazy_gettext("The register cannot be reached at the moment."),
    Outage.HELD: lazy_gettext("Too much is being written at this moment."),
    Outage.FULL: lazy_gettext("There is no room left on the server’s disk."),
}


def init_outages(app: Flask) -> None:
    """Answer outages of the register and of the disk, on every address."""
    for kind in ERRORS:
        app.register_error_handler(kind, answered)


def answered(error: Exception) -> Response:
    """Say what is the matter and when to try again. Other faults go their way."""
    why = outage(error)
    if why is None:
        raise error
    log.error("%s %s: %s", request.method, request.endpoint, why, exc_info=error)
    response = _page(why) if _is_looked_at() else _problem(why)
    response.status_code = STATUS
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(why: Outage) -> Response:
    # Not render_template: the frame around every page asks the register.
    template = current_app.jinja_env.get_template("outage.html")
    page = template.render(
        language=current_language(),
        sentence=SENTENCES[why],
        kept=kept_from_request(),
        token=generate_csrf(),
        address=request.full_path.rstrip("?") if request.method == "GET" else "",
    )
    return Response(page, content_type="text/html; charset=utf-8")


def _problem(why: Outage) -> Response:
    """The answer to a program, as RFC 9457 has it."""
    told = {"type": "about:blank", "status": STATUS, "code": str(why)}
    response = jsonify({**told, "title": gettext("Temporarily not available")})
    response.content_type = "application/problem+json"
    return response


def _is_looked_at() -> bool:
    """Is a person looking, not a program?"""
    if request.path.startswith("/api/"):
        return False
    return request.endpoint is None or (
        request.blueprint in current_app.extensions["web_blueprints"]
    )
