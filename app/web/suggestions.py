"""Departments proposed from the text of a complaint, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext

from app.casework.desk import Desk
from app.casework.routing import why_in_chinese
from app.domain.wayfinding.routing import Proposal
from app.process import wayfinder_here

FEWEST_SIGNS = 4  # fewer characters tell nothing yet


@dataclass(frozen=True)
class Suggestion:
    """A department that is proposed.

    why:      for who looks at the page
    recorded: the same for the timeline, in the language of the register
    """

    code: str
    name: str
    why: str
    recorded: str


def suggest(desk: Desk, text: str, names: Mapping[str, str]) -> list[Suggestion]:
    """Return three departments for a text, the likeliest first; none where nothing
    in the text speaks for any. names: short names of the departments by code
    """
    if len(text.strip()) < FEWEST_SIGNS:
        return []
    proposed = wayfinder_here().router(desk.district).propose(text)
    if not proposed or not _speaks(proposed[0]):
        return []
    return [
        Suggestion(
            one.department, names[one.department], _why(one), why_in_chinese(one)
        )
        for one in proposed
        if one.department in names
    ]


def _speaks(proposal: Proposal) -> bool:
    return bool(proposal.words or proposal.matter or proposal.taught)


def _why(proposal: Proposal) -> str:
    told = []
    if proposal.words and proposal.duty:
        words = _quoted(proposal.words)
        told.append(
            gettext("%(words)s: %(duty)s", words=words, duty=proposal.duty.name)
        )
    if proposal.matter:
        told.append(gettext("near to “%(matter)s”", matter=proposal.matter.name))
    if proposal.taught:
        told.append(
            gettext(
                "cases with %(words)s are its business", words=_quoted(proposal.taught)
            )
        )
    return gettext("; ").join(told) or gettext("often asked for, no clear sign")


def _quoted(words: Iterable[str]) -> str:
    return gettext(", ").join(gettext("“%(word)s”", word=word) for word in words)
