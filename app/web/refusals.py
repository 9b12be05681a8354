"""What people read when the rules say no: one table by class, one by code.

A refusal is raised inside, in the words of the field. This door turns its class into
a status and its code into a sentence; a code without a sentence of its own gets that
of its class.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.domain import errors
from app.domain.errors import Refusal


@dataclass(frozen=True)
class Answer:
    """How a class of refusals is answered."""

    status: int
    sentence: LazyString


ANSWERS: Mapping[type[Refusal], Answer] = {
    errors.NotFound: Answer(
        404, lazy_gettext("There is nothing here, or it is not yours to see.")
    ),
    errors.NotPermitted: Answer(
        403, lazy_gettext("Your role may not do this to this case.")
    ),
    errors.NotPossible: Answer(
        409, lazy_gettext("The case does not stand where this could be done.")
    ),
    errors.RuleBroken: Answer(422, lazy_gettext("A rule does not allow this.")),
    errors.FieldMissing: Answer(422, lazy_gettext("This must be filled in.")),
    errors.Stale: Answer(
        409,
        lazy_gettext(
            "Somebody acted on this case after you opened it. Look at what changed, "
            "then decide again. What you typed is kept."
        ),
    ),
    errors.SignInRefused: Answer(
        401, lazy_gettext("Staff number or password is not right.")
    ),
    errors.Refusal: Answer(422, lazy_gettext("This is not possible.")),
}

SENTENCES: Mapping[str, LazyString] = {}


def status_of(refusal: Refusal) -> int:
    """Return the HTTP status of a refusal."""
    return _answer(type(refusal)).status


def sentence_of(refusal: Refusal) -> str:
    """Return what people read, in the language of the page, with the facts filled in."""
    sentence = SENTENCES.get(refusal.code)
    if sentence is None:
        return str(_answer(type(refusal)).sentence)
    return str(sentence) % refusal.facts


def _answer(kind: type[Refusal]) -> Answer:
    return next(ANSWERS[ancestor] for ancestor in kind.__mro__ if ancestor in ANSWERS)
