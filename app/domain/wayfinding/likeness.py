"""How alike short Chinese texts are: by pairs of characters, rare pairs counting more.

No segmenter: matters' names are short and made of set words; pairs of characters were as
good on them as words, and need neither dictionary nor package.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log, sqrt

_SIGNS = re.compile(r"\W+")
# A text is not less alike because the other one is short: lengths count softened.
_SOFTEN = 8.0


def pairs_of(text: str) -> set[str]:
    """The pairs of neighbouring characters; punctuation parts."""
    found: set[str] = set()
    for run in _SIGNS.split(text.casefold()):
        found.update(run[at : at + 2] for at in range(len(run) - 1))
    return found


class Likeness:
    """An index of short texts by key. Made once; safe to share between threads."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        documents = [(key, pairs_of(text)) for key, text in texts]
        frequency = Counter(pair for _, pairs in documents for pair in pairs)
        count = max(len(documents), 1)
        self._rarity = {pair: log(1 + count / n) for pair, n in frequency.items()}
        self._holders: dict[str, list[int]] = defaultdict(list)
        self._keys = [key for key, _ in documents]
        self._sizes = [
            sqrt(sum(self._rarity[pair] for pair in pairs) + _SOFTEN)
            for _, pairs in documents
        ]
        for place, (_, pairs) in enumerate(documents):
            for pair in pairs:
                self._holders[pair].append(place)

    def scores(self, text: str) -> dict[str, float]:
        """By key how alike its text is; keys that share nothing are left out."""
        found: dict[int, float] = defaultdict(float)
        for pair in pairs_of(text) & self._holders.keys():
            rarity = self._rarity[pair]
            for place in self._holders[pair]:
                found[place] += rarity
        best: dict[str, float] = {}
        for place, value in found.items():
            key, likeness = self._keys[place], value / self._sizes[place]
            best[key] = max(best.get(key, 0.0), likeness)
        return best
