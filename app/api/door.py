"""The door for programs: shape, moment, transaction, answer; the same for all.

An act runs inside the one transaction, and so does the keeping of its answer: a
request sent twice with the same Idempotency-Key is done once, on whatever worker.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from flask import request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.api.callers import admit, caller_here, now_here, secret_here
from app.api.fields import LARGEST_ID
from app.api.operations import JSON, Access, Answer, Asked, Operation
from app.api.problems import Problem
from app.process import settings_here
from app.store.api_answers import GivenAnswer, find_answer, keep_answer
from app.store.transaction import transaction

View: TypeAlias = Callable[..., Response]

LONGEST_JSON = 1024 * 1024
KEY = "Idempotency-Key"
_KEY = re.compile(r"[!-~]{1,100}")
# An answer that was compressed bears its coding behind the version (app/web/weight.py).
_ETAG = re.compile(r'"(0|[1-9][0-9]{0,8})(?::[a-z]{2,7})?"')
_LONGEST_NAME = 100


def view_of(operation: Operation) -> View:
    """The view of an operation, with its access marker."""

    def view(**path: Any) -> Response:
        admit(operation.access)
        _require_nameable(path)
        if operation.is_act:
            return _done_once(operation, path)
        return _response(operation, operation.do(_asked(operation, path)))

    view.__name__ = operation.name
    view.__doc__ = operation.summary
    view.access = operation.access  # type: ignore[attr-defined] # the marker
    return view


def access_of(view: object) -> Access | None:
    """The marker of a view of the API; None for any other."""
    found = getattr(view, "access", None)
    return found if isinstance(found, Access) else None


def body_bytes(most: int) -> bytes:
    """What was sent. raises: RequestEntityTooLarge"""
    request.max_content_length = most
    return request.get_data()


def _done_once(operation: Operation, path: Mapping[str, Any]) -> Response:
    """Act, or answer again what was answered to the same key."""
    asked, key = _asked(operation, path), _key()
    if key is None or not operation.is_kept:
        with transaction():
            return _response(operation, operation.do(asked))
    user_id, mark = caller_here().account.id, _fingerprint()
    with transaction():
        given = find_answer(user_id, key, now_here())
        if given is not None:
            return _again(given, mark)
        response = _response(operation, operation.do(asked))
        kept = {
            name: response.headers[name]
            for name in ("Content-Type", "ETag", "Location")
            if name in response.headers
        }
        text = response.get_data(as_text=True)
        answer = GivenAnswer(mark, response.status_code, kept, text)
        keep_answer(user_id, key, answer, now_here())
        return response


def _again(given: GivenAnswer, mark: str) -> Response:
    if not hmac.compare_digest(given.fingerprint, mark):
        raise Problem(422, "key.other_request")
    response = Response(given.body, given.status, dict(given.headers))
    response.headers["Idempotency-Replayed"] = "true"
    response.headers["Cache-Control"] = "no-store"
    return response


def _asked(operation: Operation, path: Mapping[str, Any]) -> Asked:
    query = operation.query.load(request.args.to_dict()) if operation.query else {}
    return Asked(
        path=path,
        query=query,
        body=_body(operation),
        version=_version() if operation.on_version else None,
    )


def _body(operation: Operation) -> Mapping[str, Any]:
    if operation.takes:
        return {"content": _file(operation.takes)}
    if operation.body is None:
        return {}
    raw = body_bytes(LONGEST_JSON)
    if not raw:
        return _loaded(operation, {})
    if request.mimetype != JSON:
        raise Problem(415, "body.not_taken", {"taken": JSON}, {"Accept-Post": JSON})
    try:
        sent = json.loads(raw)
    except (ValueError, RecursionError):
        raise Problem(400, "body.no_json") from None
    return _loaded(operation, sent)


def _loaded(operation: Operation, sent: object) -> Mapping[str, Any]:
    assert operation.body is not None  # noqa: S101 - asked by _body
    loaded: Mapping[str, Any] = operation.body.load(sent)  # type: ignore[arg-type] # any mapping
    return loaded


def _file(taken: tuple[str, ...]) -> bytes:
    if request.mimetype not in taken:
        told = ", ".join(taken)
        raise Problem(415, "body.not_taken", {"taken": told}, {"Accept-Post": told})
    # One byte more than is taken: the rule says which file is too large.
    return body_bytes(settings_here().upload_max_bytes + 1024)


def _key() -> str | None:
    key = request.headers.get(KEY)
    if key is not None and not _KEY.fullmatch(key):
        raise Problem(400, "key.shape")
    return key


def _fingerprint() -> str:
    """What makes two requests the same: method, address, If-Match and body."""
    told = "\n".join(
        [request.method, request.full_path, request.headers.get("If-Match", "")]
    )
    whole = told.encode() + b"\n" + request.get_data()
    return hmac.digest(secret_here(), whole, hashlib.sha256).hex()


def _version() -> frozenset[int] | None:
    """The versions named in If-Match; None for `*`. A weak ETag matches nothing.

    raises: Problem 428 when there is none, 400 when it is none of ours
    """
    header = request.headers.get("If-Match")
    if header is None:
        raise Problem(428, "version.missing")
    if header.strip() == "*":
        return None
    named = [one.strip() for one in header.split(",")]
    strong = [one for one in named if not one.startswith("W/")]
    found = [_ETAG.fullmatch(one) for one in strong]
    if not all(found):
        raise Problem(400, "version.shape")
    return frozenset(int(one[1]) for one in found if one)


def _require_nameable(path: Mapping[str, Any]) -> None:
    """What no database could look for is found nowhere."""
    for value in path.values():
        if isinstance(value, int) and value > LARGEST_ID:
            raise NotFound
        if isinstance(value, str) and not (
            value.isprintable() and len(value) <= _LONGEST_NAME
        ):
            raise NotFound


def _response(operation: Operation, answer: Answer) -> Response:
    if isinstance(answer.data, bytes):
        response = Response(answer.data, answer.status)
    elif operation.answer is None:
        response = Response(status=answer.status)
    else:
        told = operation.answer.dump(answer.data)
        text = json.dumps(told, ensure_ascii=False)
        response = Response(text, answer.status, mimetype=JSON)
    for name, value in answer.headers.items():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", "no-store")
    return response
