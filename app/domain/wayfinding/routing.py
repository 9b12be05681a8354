"""Which department a complaint belongs to, and why: three proposals from its text.

Four things speak, the loudest first: the words of the district's vocabulary where they
stand in the text; what told cases taught; the nearest matter of the list; and, where
nothing else does, which departments are usually asked for. A person decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.wayfinding.likeness import Likeness
from app.domain.wayfinding.routing_evidence import Finder, Mark, total
from app.domain.wayfinding.routing_lessons import Lessons
from app.domain.wayfinding.routing_vocabulary import Duty, Vocabulary

PROPOSED = 3
WORDS_TOLD = 4
PIECES_TOLD = 3
LONGEST_READ = 2_000  # characters; what a person came for is said before that
MATTER = 0.7  # what the nearest matter counts, beside words
NEAREST_TOLD = 2.5  # a matter less alike than this is not named as a reason
TAUGHT_LEAD = 3.0  # told cases are a reason where they speak so much louder for one


@dataclass(frozen=True, slots=True)
class KnownMatter:
    """A matter as routing knows it. words: its name and its everyday words"""

    code: str
    name: str
    department: str
    words: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A department that is proposed, and what speaks for it.

    words:    of the text, the most telling first
    duty:     the duty they point to; None when no word does
    matter:   the nearest matter of that department; None when none is near
    taught:   pieces of the text that like cases had, where those speak for it and clearly
              for no other; the most telling first
    """

    department: str
    score: float
    words: tuple[str, ...] = ()
    duty: Duty | None = None
    matter: KnownMatter | None = None
    taught: tuple[str, ...] = ()


class Router:
    """Proposes departments. Made once for each version of the district's data."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        matters: Iterable[KnownMatter],
        lessons: Lessons | None = None,
    ) -> None:
        self._vocabulary = vocabulary
        self._finder = Finder(vocabulary)
        self._matters = {one.code: one for one in _each_once(matters)}
        self._likeness = Likeness(
            (one.code, words)
            for one in self._matters.values()
            for words in one.words.split()
        )
        self._lessons = lessons or Lessons()

    def propose(self, text: str) -> tuple[Proposal, ...]:
        """Three departments, the likeliest first; fewer if the district has fewer."""
        text = text[:LONGEST_READ]
        marks = self._finder.find(text)
        nearest = self._nearest(text)
        taught = self._lessons.speak(text)
        clear = self._clearly_taught(text, taught)
        scores: dict[str, float] = defaultdict(float)
        for code, found in marks.items():
            scores[code] += total(found)
        for code, (_, likeness) in nearest.items():
            scores[code] += MATTER * likeness
        for code, weight in taught.items():
            scores[code] += weight
        return tuple(
            _proposal(code, scores[code], marks.get(code, ()), nearest, clear)
            for code in self._ranked(scores)
        )

    def _ranked(self, scores: Mapping[str, float]) -> list[str]:
        usual = {code: place for place, code in enumerate(self._vocabulary.usual)}
        codes = {*usual, *scores}
        last = len(usual)
        ranked = sorted(codes, key=lambda c: (-scores.get(c, 0), usual.get(c, last)))
        return ranked[:PROPOSED]

    def _nearest(self, text: str) -> dict[str, tuple[KnownMatter, float]]:
        """By department its matter that is most like the text, and how much."""
        best: dict[str, tuple[KnownMatter, float]] = {}
        for code, likeness in self._likeness.scores(text).items():
            matter = self._matters[code]
            known = best.get(matter.department)
            if known is None or (likeness, known[0].code) > (known[1], code):
                best[matter.department] = (matter, likeness)
        return best

    def _clearly_taught(
        self, text: str, taught: Mapping[str, float]
    ) -> dict[str, tuple[str, ...]]:
        """For whom told cases speak and by what; for nobody where several come near."""
        loudest = sorted(taught, key=lambda code: -taught[code])[:2]
        first, next_one = (*(taught[code] for code in loudest), 0.0, 0.0)[:2]
        if not loudest or first - next_one < TAUGHT_LEAD:
            return {}
        return {loudest[0]: self._lessons.telling(text, loudest[0])[:PIECES_TOLD]}


def _each_once(matters: Iterable[KnownMatter]) -> Iterable[KnownMatter]:
    """Of the variants of a matter (new, changed, ended) one, so that none counts more."""
    return {(one.department, one.words): one for one in matters}.values()


def _proposal(
    code: str,
    score: float,
    marks: Sequence[Mark],
    nearest: Mapping[str, tuple[KnownMatter, float]],
    taught: Mapping[str, tuple[str, ...]],
) -> Proposal:
    matter, likeness = nearest.get(code, (None, 0.0))
    return Proposal(
        code,
        round(score, 2),
        tuple(mark.word for mark in marks[:WORDS_TOLD]),
        marks[0].duty if marks else None,
        matter if likeness >= NEAREST_TOLD else None,
        taught.get(code, ()),
    )
