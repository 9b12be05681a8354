"""The search for a matter in everyday words.

First what is certain: code, name, an everyday word. Then likeness: single characters and
pairs of them in the name or in one of the everyday words, rare ones counting more, so
that a wrong or missing character spoils nothing. Letters are taken as pinyin.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log

from app.domain.wayfinding.matter_sound import Sound, hear, is_sound, tidy
from app.domain.wayfinding.matter_words import NEW, SameWords, asked_variant, core

SAME_CODE, SAME_NAME, PART_OF_CODE, SAME_WORD = 10.0, 9.0, 5.0, 2.0
LEAST = 0.22  # less alike than this is no match
ANOTHER_VARIANT, ASKED_VARIANT = -0.12, 0.04
IS_FREQUENT = 0.02
SINGLE = 0.45  # a single character beside a pair
LONGEST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Findable:
    """A matter as the search knows it, its texts folded (simplified, lower case).

    name:     without the variant
    variant:  新办, 变更 ...; empty where the matter has none
    words:    everyday words
    sounds:   of the name and of each everyday word
    """

    code: str
    full_name: str
    name: str
    variant: str
    words: tuple[str, ...]
    sounds: tuple[Sound, ...]
    is_frequent: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A matter that fits. marks: pieces of its texts that show why, folded"""

    code: str
    score: float
    marks: frozenset[str]


class MatterIndex:
    """Finds matters. Made once for each version of the list; safe between threads."""

    def __init__(self, matters: Iterable[Findable], same: Iterable[str] = ()) -> None:
        self._matters = tuple(matters)
        self._same = SameWords(same)
        self._texts: list[int] = []  # for each text the place of its matter
        self._holders: dict[str, list[int]] = defaultdict(list)
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._named: dict[str, list[int]] = defaultdict(list)
        self._sounds: dict[Sound, list[int]] = defaultdict(list)
        self._codes = [matter.code.casefold() for matter in self._matters]
        pieces = [*self._read()]
        count = Counter(piece for piece_set in pieces for piece in piece_set)
        self._rarity = {
            piece: _worth(piece) * log(1 + len(pieces) / n)
            for piece, n in count.items()
        }
        self._unknown = log(1 + len(pieces))
        self._sizes = [
            sum(self._rarity[piece] for piece in piece_set) for piece_set in pieces
        ]

    def find(self, words: str, limit: int) -> list[Found]:
        """The matters that fit words (folded), the best first; an empty list for none."""
        words = " ".join(words[:LONGEST_WORDS].split())
        if not words:
            return []
        scores = self._certain(words)
        likely = self._heard(tidy(words)) if is_sound(words) else self._alike(words)
        for place, score in likely.items():
            scores[place] = max(scores.get(place, 0.0), score)
        variant = asked_variant(words)
        ranked = sorted(
            (-self._weighed(place, score, variant), place)
            for place, score in scores.items()
        )
        return [self._found(place, -score, words) for score, place in ranked[:limit]]

    def _read(self) -> Iterator[set[str]]:
        """Fill the lookups with every text of every matter; its pieces one by one."""
        for place, matter in enumerate(self._matters):
            for name in {matter.full_name, matter.name}:
                self._named[name].append(place)
            for sound in matter.sounds:
                self._sounds[sound].append(place)
            for text in dict.fromkeys([matter.name, *matter.words]):
                usual = self._same.usual(text)
                self._exact[usual].append(place)
                pieces = _pieces(usual)
                for piece in pieces:
                    self._holders[piece].append(len(self._texts))
                self._texts.append(place)
                yield pieces

    def _certain(self, words: str) -> dict[int, float]:
        """Matters that are named by code, by name or by an everyday word as a whole."""
        scores = dict.fromkeys(self._exact.get(self._same.usual(words), ()), SAME_WORD)
        scores |= dict.fromkeys(self._named.get(words, ()), SAME_NAME)
        code = words.replace(" ", "")
        is_part = len(code) > 3 and any(sign.isdigit() for sign in code)
        for place, own in enumerate(self._codes):
            if code == own or (is_part and code in own):
                scores[place] = SAME_CODE if code == own else PART_OF_CODE
        return scores

    def _alike(self, words: str) -> dict[int, float]:
        asked = _pieces(self._same.usual(core(words)))
        whole = sum(self._rarity.get(p, self._unknown * _worth(p)) for p in asked)
        shared: dict[int, float] = defaultdict(float)
        for piece in asked & self._holders.keys():
            for text in self._holders[piece]:
                shared[text] += self._rarity[piece]
        best: dict[int, float] = defaultdict(float)
        for text, value in shared.items():
            place = self._texts[text]
            # How much of the question is met counts most, then how much of the text.
            score = 0.75 * value / whole + 0.25 * value / self._sizes[text]
            best[place] = max(best[place], score)
        return {place: score for place, score in best.items() if score >= LEAST}

    def _heard(self, typed: str) -> dict[int, float]:
        scores: dict[int, float] = defaultdict(float)
        for sound, places in self._sounds.items():
            if typed not in sound.whole and typed not in sound.initials:
                continue
            heard = hear(typed, sound)
            score = heard.score if heard else 0.0
            for place in places if score else ():
                scores[place] = max(scores[place], score)
        return scores

    def _weighed(self, place: int, score: float, variant: str) -> float:
        matter = self._matters[place]
        score += IS_FREQUENT * matter.is_frequent
        if not matter.variant:
            return score + (ASKED_VARIANT if variant == NEW else 0)
        wanted = matter.variant == variant
        return score + (ASKED_VARIANT if wanted else ANOTHER_VARIANT)

    def _found(self, place: int, score: float, words: str) -> Found:
        matter = self._matters[place]
        if is_sound(words):
            heard = (hear(tidy(words), sound) for sound in matter.sounds)
            marks = {one.words for one in heard if one}
        else:
            marks = _marks(words, self._same.others(words), matter)
        return Found(matter.code, round(score, 3), frozenset(marks))


def _pieces(text: str) -> set[str]:
    """Single characters and pairs of neighbours; blanks and punctuation part."""
    found: set[str] = set()
    run = ""
    for sign in text:
        if not sign.isalnum():
            run = ""
            continue
        found.add(sign)
        if run:
            found.add(run + sign)
        run = sign
    return found


def _worth(piece: str) -> float:
    return SINGLE if len(piece) == 1 else 1.0


def _marks(words: str, others: set[str], matter: Findable) -> set[str]:
    """Pairs of the question and words of the same meaning that stand in the matter."""
    pairs = {piece for piece in _pieces(core(words)) if len(piece) > 1}
    code = words.replace(" ", "")
    if code == matter.code.casefold():
        return {code}
    texts = "\n".join((matter.full_name, *matter.words))
    return {piece for piece in pairs | others if piece in texts}
