"""The matters that fit everyday words, with the words marked where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import jsonify, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.casework.chinese import fold
from app.process import wayfinder_here
from app.store.everyday import words_of
from app.store.reads.organisation import Matter, find_matters, short_names
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.formats import working_days
from app.web.frontdesk.blueprint import WINDOW, blueprint

SHOWN = 4
WORDS_SHOWN = 3
LONGEST_WORDS = 200

Pieces = list[tuple[str, bool]]


@dataclass(frozen=True)
class Hit:
    """One matter as the search shows it.

    name, why:  pieces of the text, each with whether it is to be marked
    limits:     short, for a narrow column; full_limits: for citizens
    """

    code: str
    name: Pieces
    why: Pieces
    department: str
    limits: str
    full_limits: str


@blueprint.get("/new-case/matters")
@for_roles(*WINDOW)
def matters() -> Response:
    """Answer the live search of the new-case page."""
    words = request.args.get("words", "")[:LONGEST_WORDS]
    district = desk_here().district
    names = short_names(district)
    return jsonify([_as_json(hit) for hit in find_hits(district, words, names)])


def find_hits(
    district: int, words: str, names: Mapping[str, str], most: int = SHOWN
) -> list[Hit]:
    """Return the few matters that fit best; one query for them.

    names: short names of the departments by code;  most: how many at most
    """
    found = wayfinder_here().search(district).find(words[:LONGEST_WORDS], most)
    marks = {one.code: one.marks for one in found}
    matters = find_matters(district, [one.code for one in found])
    return [_hit(matter, marks[matter.code], names) for matter in matters]


def as_hit(matter: Matter, names: Mapping[str, str]) -> Hit:
    """Return a matter that was chosen already as the search shows it."""
    return _hit(matter, frozenset(), names)


def marked(text: str, marks: Iterable[str]) -> Pieces:
    """Split a text where one of the marks stands in it (simplified, lower case)."""
    flags = [False] * len(text)
    folded = fold(text)
    if len(folded) != len(text):  # a letter that folds into two: nothing is marked
        return [(text, False)]
    for mark in marks:
        _flag(flags, folded, mark)
    runs = groupby(zip(text, flags, strict=True), key=lambda pair: pair[1])
    return [("".join(sign for sign, _ in run), flag) for flag, run in runs]


def limits(matter: Matter) -> str:
    """Return the promised and the legal limit, in words; empty when none is known."""
    told = []
    if matter.promised_limit is not None:
        told.append(gettext("promised %(num)d", num=matter.promised_limit))
    if matter.statutory_limit is not None:
        told.append(gettext("by law %(num)d days", num=matter.statutory_limit))
    return " · ".join(told)


def full_limits(matter: Matter) -> str:
    """Return the same for people who do not know our short forms: with the unit."""
    told = []
    if matter.promised_limit is not None:
        days = working_days(matter.promised_limit)
        told.append(gettext("%(days)s, as promised", days=days))
    if matter.statutory_limit is not None:
        days = working_days(matter.statutory_limit)
        told.append(gettext("%(days)s at most by law", days=days))
    return " · ".join(told)


def _flag(flags: list[bool], text: str, piece: str) -> None:
    for start in _places(text, piece):
        flags[start : start + len(piece)] = [True] * len(piece)


def _places(text: str, piece: str) -> Iterator[int]:
    start = text.find(piece)
    while start >= 0:
        yield start
        start = text.find(piece, start + 1)


def _hit(matter: Matter, marks: frozenset[str], names: Mapping[str, str]) -> Hit:
    return Hit(
        code=matter.code,
        name=marked(matter.name, marks),
        why=marked(_why(matter, marks), marks),
        department=names.get(matter.department, matter.department_name),
        limits=limits(matter),
        full_limits=full_limits(matter),
    )


def _why(matter: Matter, marks: frozenset[str]) -> str:
    """Return the everyday words that fit best, else the code where that is what fits."""
    if matter.code.casefold() in marks:
        return matter.code
    fits = {one: _fit(one, marks) for one in words_of(matter.aliases)}
    best = sorted((one for one in fits if fits[one]), key=lambda one: -fits[one])
    return gettext(", ").join(best[:WORDS_SHOWN])


def _fit(words: str, marks: frozenset[str]) -> float:
    """The share of an everyday word that is marked."""
    pieces = marked(words, marks)
    return sum(len(text) for text, is_marked in pieces if is_marked) / len(words)


def _as_json(hit: Hit) -> dict[str, Any]:
    return {
        "code": hit.code,
        "name": hit.name,
        "why": hit.why,
        "department": hit.department,
        "limits": hit.limits,
    }
