"""Pages for what went wrong. What was typed is shown again wherever it can be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from flask import Flask, current_app, render_template, request
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString
from werkzeug.exceptions import (
    BadRequest,
    HTTPException,
    InternalServerError,
    SecurityError,
)
from werkzeug.wrappers import Response

from app.domain.errors import Refusal
from app.store.transaction import reading
from app.web.kept import kept_from_request
from app.web.refusals import sentence_of, status_of

ToPrograms: TypeAlias = Callable[[HTTPException], Response | HTTPException]

SENTENCES: Mapping[int, LazyString] = {
    400: lazy_gettext("The request could not be read."),
    403: lazy_gettext("This page is not for your role."),
    404: lazy_gettext("There is no such page, or it is not yours to see."),
    405: lazy_gettext("This page cannot be used like that."),
    409: lazy_gettext("Somebody acted before you."),
    413: lazy_gettext(
        "What you sent is too large. Send smaller files, or fewer at a time."
    ),
    429: lazy_gettext("Too many requests. Please wait a minute, then try again."),
    500: lazy_gettext(
        "Something is broken on our side. Nothing was saved. It has been recorded."
    ),
}


def init_problems(app: Flask) -> None:
    """Answer refusals and errors of the pages with pages."""
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(HTTPException, failed)
    app.jinja_env.filters["sentence"] = sentence_of


def refused(refusal: Refusal) -> tuple[str, int]:
    """Answer a refusal that no form took up."""
    return problem_page(status_of(refusal), sentence_of(refusal))


def failed(error: HTTPException) -> Response | HTTPException | tuple[str, int]:
    """Answer an HTTP error; requests of programs get the answer of their own door."""
    if error.response is not None:
        return error
    if not _is_page():
        return _answer_to_program(error)
    if isinstance(error, SecurityError):
        return BadRequest()  # of a host that is not ours: no address can be made
    status = error.code or InternalServerError.code
    if status == InternalServerError.code:
        _let_go()
    return problem_page(status, str(SENTENCES.get(status, SENTENCES[400])))


def problem_page(status: int, sentence: str) -> tuple[str, int]:
    """Return the page that says what is wrong, with what had been typed."""
    kept = kept_from_request() if status != 413 else None
    page = render_template("problem.html", code=status, sentence=sentence, kept=kept)
    return page, status


def _let_go() -> None:
    """End what was being read: PostgreSQL answers nothing more, not even the numbers of
    the frame, in a transaction in which something failed."""
    with reading():
        pass


def _answer_to_program(error: HTTPException) -> Response | HTTPException:
    answer: ToPrograms | None = current_app.extensions.get("answer_to_programs")
    return answer(error) if answer else error


def _is_page() -> bool:
    """Say whether a person is looking, not a program."""
    if request.endpoint is None:
        return not request.path.startswith("/api/")
    return request.blueprint in current_app.extensions["web_blueprints"]
