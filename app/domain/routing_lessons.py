"""What earlier cases teach about routing: naive Bayes over pairs of characters.

It speaks softly: at most MOST, about as much as one strong word, and less while there are
few cases. The same cases in any order teach the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log

from app.domain.likeness import pairs_of

MOST = 4.0
HALF_TRUSTED = 200  # with so many cases they speak half as loud as they may
FEWEST = 30  # below this nothing is learned: chance would speak
CORRECTED = 3  # a case that an officer corrected counts as so many
_SMOOTH = 0.5


@dataclass(frozen=True, slots=True)
class Lesson:
    """A case that has its department. was_corrected: against what was proposed?"""

    text: str
    department: str
    was_corrected: bool = False


class Lessons:
    """What was learned. Without lessons it is silent."""

    def __init__(self, lessons: Iterable[Lesson] = ()) -> None:
        self._cases: Counter[str] = Counter()
        self._pairs: dict[str, Counter[str]] = defaultdict(Counter)
        self.count = 0
        for lesson in lessons:
            times = CORRECTED if lesson.was_corrected else 1
            self.count += 1
            self._cases[lesson.department] += times
            for pair in pairs_of(lesson.text):
                self._pairs[pair][lesson.department] += times

    def speak(self, text: str) -> dict[str, float]:
        """By department what the lessons say for it, 0 to MOST."""
        known = sorted(pair for pair in pairs_of(text) if pair in self._pairs)
        if self.count < FEWEST or not known:
            return {}
        likely = {code: self._log_likelihood(code, known) for code in self._cases}
        highest = max(likely.values())
        odds = {code: exp(value - highest) for code, value in likely.items()}
        together = sum(odds.values())
        loud = MOST * self.count / (self.count + HALF_TRUSTED)
        return {code: loud * value / together for code, value in odds.items()}

    def _log_likelihood(self, code: str, pairs: list[str]) -> float:
        cases = self._cases[code]
        return log(cases) + sum(
            log((self._pairs[pair][code] + _SMOOTH) / (cases + 2 * _SMOOTH))
            for pair in pairs
        )
