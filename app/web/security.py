"""Headers that keep a page to itself."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, request
from flask_login import current_user
from werkzeug.wrappers import Response

from app.config import Settings
from app.store.outages import ERRORS

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"


class AddressInBrackets(str):
    """An IPv6 address as a Host header names it.

    Werkzeug cuts a trusted name at its first colon, to drop a port; this one has none.
    """

    __slots__ = ()

    def partition(self, sep: str, /) -> tuple[str, str, str]:
        """The whole, whatever is asked for."""
        return str(self), "", ""


# What the machine calls itself: whoever runs commands on it may ask it.
ITSELF = ("localhost", "127.0.0.1", AddressInBrackets("[::1]"))


def cookie_name(name: str, *, secure: bool) -> str:
    """The name under which browsers take a cookie from this very host alone."""
    return f"__Host-{name}" if secure else name


def hosts_of(settings: Settings) -> list[str] | None:
    """The names this server answers to; None for any, which the demo does."""
    if settings.trusted_hosts:
        return [*map(_named, settings.trusted_hosts), *ITSELF]
    if settings.demo:
        return None
    return [_named(urlsplit(settings.public_url).hostname or ""), *ITSELF]


def _named(host: str) -> str:
    """As a Host header names it."""
    bare = host.strip("[]")
    return AddressInBrackets(f"[{bare}]") if bare.count(":") > 1 else host


def init_security(app: Flask, *, https: bool) -> None:
    """Send the headers with every answer, errors and files included.

    https:  the public address is https; browsers are told to stay with it
    """

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers["Strict-Transport-Security"] = STRICT_TRANSPORT
        if not is_file() and (request.method != "GET" or _is_signed_in()):
            response.headers["Cache-Control"] = "no-store"
        elif not is_file():
            response.headers.setdefault("Cache-Control", "no-cache, private")
        return response


def _is_signed_in() -> bool:
    """Is this page somebody's own? When the register cannot tell, it counts as one."""
    try:
        return bool(current_user.is_authenticated)
    except ERRORS:
        return True


def is_file() -> bool:
    """Say whether a style sheet, script or the like was asked for."""
    return (request.endpoint or "").endswith("static")
