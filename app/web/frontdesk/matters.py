"""The matters that fit everyday words, with the words marked where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import jsonify, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.store.reads.organisation import (
    Matter,
    list_departments,
    search_matters,
)
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.frontdesk.blueprint import WINDOW, blueprint

SHOWN = 4
LONGEST_WORDS = 200

Pieces = list[tuple[str, bool]]


@dataclass(frozen=True)
class Hit:
    """One matter as the search shows it.

    name, why:  pieces of the text, each with whether it is to be marked
    """

    code: str
    name: Pieces
    why: Pieces
    department: str
    limits: str


@blueprint.get("/new-case/matters")
@for_roles(*WINDOW)
def matters() -> Response:
    """Answer the live search of the new-case page."""
    words = request.args.get("words", "")[:LONGEST_WORDS]
    district = desk_here().district
    names = {one.code: one.short_name for one in list_departments(district)}
    return jsonify([_as_json(hit) for hit in find_hits(district, words, names)])


def find_hits(district: int, words: str, names: Mapping[str, str]) -> list[Hit]:
    """Return the few matters that fit best; one query for all, one for the few.

    names: short names of the departments by code
    """
    words = words[:LONGEST_WORDS]
    found = search_matters(district, words, SHOWN)
    return [as_hit(matter, words, names) for matter in found]


def as_hit(matter: Matter, words: str, names: Mapping[str, str]) -> Hit:
    """Return the matter as the search shows it."""
    return Hit(
        code=matter.code,
        name=marked(matter.name, words),
        why=marked(_why(matter, words), words),
        department=names.get(matter.department, matter.department_name),
        limits=limits(matter),
    )


def marked(text: str, words: str) -> Pieces:
    """Split a text where the words stand in it, whole or by pairs of characters."""
    flags = [False] * len(text)
    folded = text.casefold()
    if len(folded) != len(text):  # a letter that folds into two: nothing is marked
        return [(text, False)]
    for term in words.casefold().split():
        for piece in _pieces(term, folded):
            _flag(flags, folded, piece)
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


def _pieces(term: str, text: str) -> Iterable[str]:
    if term in text:
        return [term]
    return [term[start : start + 2] for start in range(len(term) - 1)]


def _flag(flags: list[bool], text: str, piece: str) -> None:
    for start in _places(text, piece):
        flags[start : start + len(piece)] = [True] * len(piece)


def _places(text: str, piece: str) -> Iterator[int]:
    start = text.find(piece)
    while start >= 0:
        yield start
        start = text.find(piece, start + 1)


def _why(matter: Matter, words: str) -> str:
    """Return the everyday words that fit, else the code where that is what fits."""
    terms = words.casefold().split()
    if matter.code.casefold() in terms:
        return matter.code
    everyday = [
        alias
        for alias in matter.aliases.split(",")
        if any(piece in alias.casefold() for t in terms for piece in _pieces(t, alias))
    ]
    return gettext(", ").join(everyday[:3])


def _as_json(hit: Hit) -> dict[str, Any]:
    return {
        "code": hit.code,
        "name": hit.name,
        "why": hit.why,
        "department": hit.department,
        "limits": hit.limits,
    }
