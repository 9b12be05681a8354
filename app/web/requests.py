"""The request as the pages read it: its query is text that every database can keep."""

from __future__ import annotations

from flask import Flask, Request, abort, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.utils import cached_property

from app.web.forms import clean_text


class TidyRequest(Request):
    """A request whose query values hold no NUL and no half characters."""

    @cached_property
    def args(self) -> ImmutableMultiDict[str, str]:
        """The query, each value cleaned as the fields of a form are."""
        given = super().args.items(multi=True)
        return ImmutableMultiDict(
            (name, clean_text(text) or "") for name, text in given
        )


def init_requests(app: Flask) -> None:
    """Read every request so; an address that holds a NUL leads nowhere."""
    app.request_class = TidyRequest
    app.before_request(_refuse_unprintable)


def _refuse_unprintable() -> None:
    if "\0" in request.path:
        abort(404)
