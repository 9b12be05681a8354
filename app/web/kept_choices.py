"""What a visitor chose about all pages, kept in the browser for a year."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from app.web.addresses import local_address

YEAR_SECONDS = 365 * 24 * 3600


def keep_and_go_back(name: str, value: str) -> Response:
    """Keep a choice and go back to the page its link stood on, never off this site."""
    back = local_address(request.args.get("back", "")) or url_for("shell.start")
    response = redirect(back)
    keep_cookie(response, name, value)
    return response


def keep_cookie(response: Response, name: str, value: str) -> None:
    """Let this browser remember a choice for a year; it says nothing about a person."""
    response.set_cookie(
        name,
        value,
        max_age=YEAR_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
