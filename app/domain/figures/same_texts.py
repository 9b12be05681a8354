"""Which of many texts say the same: equal but for figures and signs, or nearly so.

Two texts are alike by the pairs of neighbouring characters they share (Dice): twice the
shared pairs over all pairs of both. Only texts that share one of their rarest pairs are
compared, for without one they cannot be alike enough; so thousands take no time.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from unicodedata import normalize

from app.domain.wayfinding.likeness import pairs_of

_NO_WORDS = re.compile(r"[\W\d_]+")


def normalised(text: str) -> str:
    """The text without figures, signs and blanks: dates and numbers make no difference."""
    return _NO_WORDS.sub("", normalize("NFKC", text).casefold())


def same_texts(texts: Sequence[str], percent: int) -> list[list[int]]:
    """The groups of texts that say the same, as places in `texts`, in rising order.

    percent: from how much likeness on, above 0 up to 100; 100 for equal words alone
    returns: groups of two at least; a text without words is in none. A text belongs to
             a group when it is like one of it
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        words = normalised(text)
        if words:
            places[words].append(place)
    leader = _joined(list(places), percent)
    groups: dict[str, list[int]] = defaultdict(list)
    for words, found in places.items():
        groups[leader(words)] += found
    return sorted(sorted(group) for group in groups.values() if len(group) > 1)


class _Leaders:
    """Which text stands for the group of each (a union of sets)."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._above = {text: text for text in texts}

    def __call__(self, text: str) -> str:
        while self._above[text] != text:
            self._above[text] = text = self._above[self._above[text]]
        return text

    def join(self, text: str, other: str) -> None:
        self._above[self(text)] = self(other)


def _joined(texts: Sequence[str], percent: int) -> _Leaders:
    leader = _Leaders(texts)
    if percent < 100:
        for text, other in _alike(texts, percent):
            leader.join(text, other)
    return leader


def _alike(texts: Sequence[str], percent: int) -> Iterator[tuple[str, str]]:
    """Every two different texts that are alike enough."""
    pairs = {text: pairs_of(text) for text in texts}
    count = Counter(pair for found in pairs.values() for pair in found)
    holders: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        seen: set[str] = set()
        for pair in _rarest(pairs[text], count, percent):
            for other in holders[pair]:
                if other not in seen and _share(pairs, text, other) >= percent:
                    yield text, other
                seen.add(other)
            holders[pair].append(text)


def _rarest(pairs: set[str], count: Mapping[str, int], percent: int) -> list[str]:
    """So many of the rarest pairs that two alike texts must share one of them.

    Of a text's n pairs at least n * p / (2 - p) are shared with one that is alike to
    the part p; whoever leaves out fewer than that many meets one of them.
    """
    shared = ceil(len(pairs) * percent / (200 - percent) - 1e-9)
    ordered = sorted(pairs, key=lambda pair: (count[pair], pair))
    return ordered[: len(pairs) - shared + 1] if shared else ordered


def _share(pairs: Mapping[str, set[str]], text: str, other: str) -> float:
    mine, theirs = pairs[text], pairs[other]
    return 200 * len(mine & theirs) / (len(mine) + len(theirs))
