"""What went wrong, told as RFC 9457 problems: one shape for every error under /api.

    {"type": ".../problems#ticket.stale", "title": ..., "status": 412, "code":
     "ticket.stale", "detail": ..., "instance": ..., "errors": [...]}

`code` is stable and for programs, `detail` for people, in the language that the
request accepts; `errors` lists every field at fault with a JSON pointer.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from http import HTTPStatus

from flask import current_app, request
from flask_babel import force_locale, gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from app.domain import errors
from app.domain.errors import Refusal
from app.store.outages import outage

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
PREFIX = "/api/"
RETRY_SECONDS = 30
LANGUAGES = {"zh-Hans": "zh_Hans", "zh-CN": "zh_Hans", "zh": "zh_Hans", "en": "en"}

STATUS_OF: Mapping[type[Refusal], int] = {
    errors.NotFound: 404,
    errors.NotPermitted: 403,
    errors.NotPossible: 409,
    errors.RuleBroken: 422,
    errors.Stale: 412,
    errors.SignInRefused: 401,
    errors.Refusal: 422,
}
# Refusals that HTTP knows by a status of their own.
STATUS_OF_CODE: Mapping[str, int] = {"query.too_many": 429}

SENTENCES: Mapping[str, LazyString] = {
    "body.no_json": lazy_gettext("The body is no JSON that can be read."),
    "body.not_taken": lazy_gettext("Send the body as %(taken)s."),
    "fields": lazy_gettext("Some fields are missing or not as they must be."),
    "key.other_request": lazy_gettext(
        "This Idempotency-Key was used for another request already."
    ),
    "key.shape": lazy_gettext(
        "An Idempotency-Key has 1 to 100 plain characters, without blanks."
    ),
    "rate.too_many": lazy_gettext("Too many requests. Wait as Retry-After says."),
    "token.missing": lazy_gettext("Send a token: Authorization: Bearer ..."),
    "token.refused": lazy_gettext("The token is not known, has expired or was ended."),
    "token.scope": lazy_gettext("The token lacks the scope “%(scope)s”."),
    "version.missing": lazy_gettext(
        "Say in If-Match which version of the case you have seen (its ETag)."
    ),
    "version.shape": lazy_gettext("If-Match must be an ETag of ours, or *."),
}
BY_STATUS: Mapping[int, LazyString] = {
    400: lazy_gettext("The request could not be read."),
    404: lazy_gettext("There is nothing at this address."),
    405: lazy_gettext("This address does not know this method."),
    413: lazy_gettext("What you sent is too large."),
    500: lazy_gettext(
        "Something is broken on our side. Nothing was saved. It has been recorded."
    ),
    503: lazy_gettext("The register does not answer now. Nothing was saved."),
}

Wording = Callable[[Refusal], str]


@dataclass
class Problem(Exception):
    """Something the API itself refuses, before any rule is asked."""

    status: int
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """One field at fault. pointer: JSON pointer into the body, or a query name."""

    pointer: str
    detail: str


def refused(refusal: Refusal) -> Response:
    """Answer a refusal of the rules."""
    wording: Wording = current_app.extensions["api_wording"]
    with _language():
        detail = wording(refusal)
    faults = [Fault(f"/{refusal.field}", detail)] if refusal.field else []
    return _response(status_of(refusal), refusal.code, detail, faults)


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal."""
    if refusal.code in STATUS_OF_CODE:
        return STATUS_OF_CODE[refusal.code]
    kinds = type(refusal).__mro__
    return next(STATUS_OF[kind] for kind in kinds if kind in STATUS_OF)


def told(problem: Problem) -> Response:
    """Answer a problem of the API's own."""
    with _language():
        detail = str(SENTENCES[problem.code]) % problem.facts
    response = _response(problem.status, problem.code, detail)
    response.headers.extend(problem.headers)
    return response


def misshapen(error: ValidationError) -> Response:
    """Answer a request whose fields are at fault: 422, every fault listed."""
    with _language():
        detail = str(SENTENCES["fields"])
        faults = list(_faults(error.messages, ""))
    return _response(422, "fields", detail, faults)


def failed(error: HTTPException) -> Response | HTTPException:
    """Answer an HTTP error under /api; all others go as they are."""
    if error.response is not None or not request.path.startswith(PREFIX):
        return error
    status = error.code or 500
    with _language():
        detail = str(BY_STATUS.get(status, BY_STATUS[400]))
    response = _response(status, f"http.{status}", detail)
    kept = ("Allow", "Retry-After")
    for name, value in error.get_headers():
        if name in kept:
            response.headers[name] = value
    return response


def unavailable(error: Exception) -> Response:
    """Answer an outage of the register: nothing was done, and it passes."""
    why = outage(error)
    if why is None:
        raise error
    log.error("%s %s: %s", request.method, request.endpoint, why, exc_info=error)
    with _language():
        detail = str(BY_STATUS[503])
    response = _response(503, str(why), detail)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _faults(messages: object, pointer: str) -> Iterator[Fault]:
    """Every fault that marshmallow found, with where it stands."""
    if isinstance(messages, Mapping):
        for name, inner in messages.items():
            step = "" if name == "_schema" else f"/{_escaped(name)}"
            yield from _faults(inner, pointer + step)
    elif isinstance(messages, list):
        for one in messages:
            yield from _faults(one, pointer)
    else:
        yield Fault(pointer, gettext(str(messages)))


def _escaped(name: object) -> str:
    """RFC 6901: ~ and / stand for themselves no more. Halves of characters go."""
    plain = str(name).replace("~", "~0").replace("/", "~1")
    return plain.encode("utf-8", "replace").decode()


def _response(
    status: int, code: str, detail: str, faults: list[Fault] | None = None
) -> Response:
    told: dict[str, object] = {
        "type": f"/api/v1/docs#problem-{code.replace('.', '-')}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
        "instance": request.path,
    }
    if faults:
        told["errors"] = [
            {"pointer": one.pointer, "detail": one.detail} for one in faults
        ]
    text = json.dumps(told, ensure_ascii=False)
    response = Response(text.encode("utf-8", "replace"), status, mimetype=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = _tag()
    return response


def _tag() -> str:
    return request.accept_languages.best_match(list(LANGUAGES), "zh-Hans") or "zh-Hans"


def _language() -> AbstractContextManager[object]:
    locale: AbstractContextManager[object] = force_locale(LANGUAGES[_tag()])
    return locale
