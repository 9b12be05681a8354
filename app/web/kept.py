"""What was typed, kept while its sender signs in again.

A form sent after the session ended is not thrown away: its fields travel as hidden
inputs through the sign-in page and are sent on by one click, with a new token. Only
fields that came from our own page are kept (a form of another site is not), and
neither passwords nor tokens are. Files cannot be kept; the page asks for them again.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import request
from flask_wtf.csrf import validate_csrf
from werkzeug.datastructures import MultiDict
from wtforms import ValidationError

from app.web.addresses import local_address

ADDRESS = "kept-address"
FILE = "kept-file:"
FIELD = "kept:"
_TOKEN = "csrf_token"  # noqa: S105 - the name of a field


@dataclass(frozen=True)
class KeptForm:
    """A form on its way.

    fields:  name and value, in the order of the form
    files:   name of the field and of the file that has to be chosen again
    """

    address: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]

    def hidden(self) -> list[tuple[str, str]]:
        """Return the fields under the names that carry them through the sign-in."""
        carried = [(FIELD + name, value) for name, value in self.fields]
        chosen = [(FILE + name, value) for name, value in self.files]
        return [(ADDRESS, self.address), *carried, *chosen]

    def texts(self) -> list[str]:
        """Return what a person wrote, for showing: longer values that are words, not the
        keys and addresses which a page keeps for itself."""
        return [
            value for _, value in self.fields if len(value) > 12 and _is_told(value)
        ]


def _is_told(value: str) -> bool:
    return not value.isascii() or len(value.split()) > 1


def kept_from_request() -> KeptForm | None:
    """Keep the form that was just sent; None, unless it came from our own page."""
    if request.method != "POST" or not _is_ours():
        return None
    files = tuple(
        (name, file.filename or "")
        for name, file in request.files.items(multi=True)
        if file.filename
    )
    address = request.full_path.rstrip("?")
    return KeptForm(address, _fields(request.form), files)


def kept_through_sign_in(form: MultiDict[str, str]) -> KeptForm | None:
    """Read a kept form back from the fields of the sign-in page."""
    address = local_address(form.get(ADDRESS, ""))
    if not address:
        return None
    return KeptForm(address, _carried(form, FIELD), _carried(form, FILE))


def _carried(form: MultiDict[str, str], prefix: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.removeprefix(prefix), value)
        for name, value in form.items(multi=True)
        if name.startswith(prefix)
    )


def _fields(form: MultiDict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, value)
        for name, value in form.items(multi=True)
        if name != _TOKEN and "password" not in name
    )


def _is_ours() -> bool:
    """Say whether the form was sent from one of our own pages."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or "null"
    if origin != "null":
        return urlsplit(origin).netloc == request.host
    try:
        validate_csrf(request.form.get(_TOKEN))
    except ValidationError:
        return False
    return True
