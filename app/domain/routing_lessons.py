"""What told cases teach about routing: naive Bayes over characters and their pairs.

A sign of the text (a character, or two beside each other) speaks for the departments
whose cases had it more often than cases in general. Few cases are trusted little: every
department is thought to have RESERVE more, in which each sign is as frequent as
everywhere. The likeliest department is told as loud as MOST, about one decisive word in
the first sentence, less while there are few cases; the others the softer the less likely
they are. The same cases in any order teach the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log, log1p

from app.domain.likeness import pairs_of

MOST = 12.0
HALF_TRUSTED = 200  # with so many cases they speak half as loud as they may
FEWEST = 30  # below this nothing is learned: chance would speak
CORRECTED = 3  # a case that an officer corrected counts as so many
RESERVE = 50  # cases that each department is thought to have, like those of all
UNHEARD = 20.0  # a department so much less likely (log of the odds) is not told at all


@dataclass(frozen=True, slots=True)
class Lesson:
    """A case that has its department. was_corrected: against what was proposed?"""

    text: str
    department: str
    was_corrected: bool = False


class Lessons:
    """What was learned. Without lessons it is silent."""

    def __init__(self, lessons: Iterable[Lesson] = ()) -> None:
        cases: Counter[str] = Counter()
        signs: dict[str, Counter[str]] = defaultdict(Counter)
        self.count = 0
        for lesson in lessons:
            times = CORRECTED if lesson.was_corrected else 1
            self.count += 1
            cases[lesson.department] += times
            for sign in _signs(lesson.text):
                signs[sign][lesson.department] += times
        together = cases.total()
        self._usual = {code: log(n / together) for code, n in cases.items()}
        # A sign that a department's cases never had speaks against it, the more cases
        # it has.
        self._without = {
            code: log(RESERVE / (n + RESERVE)) for code, n in cases.items()
        }
        self._gains = {
            sign: _gains(holders, RESERVE * holders.total() / together)
            for sign, holders in signs.items()
        }

    def speak(self, text: str) -> dict[str, float]:
        """By department what the lessons say for it, above 0, at most MOST."""
        known = sorted(self._gains.keys() & _signs(text))
        if self.count < FEWEST or not known:
            return {}
        likely = self._log_likelihoods(known)
        highest = max(likely.values())
        loud = MOST * self.count / (self.count + HALF_TRUSTED)
        near = {code: 1 - (highest - at) / UNHEARD for code, at in likely.items()}
        return {code: loud * share for code, share in near.items() if share > 0}

    def _log_likelihoods(self, known: list[str]) -> dict[str, float]:
        count = len(known)
        found = {
            code: usual + count * self._without[code]
            for code, usual in self._usual.items()
        }
        for sign in known:
            for code, gain in self._gains[sign]:
                found[code] += gain
        return found


def _signs(text: str) -> set[str]:
    pairs = pairs_of(text)
    return pairs.union(*pairs)


def _gains(holders: Counter[str], expected: float) -> tuple[tuple[str, float], ...]:
    """What a sign adds for each department that had it. expected: in the reserve"""
    return tuple((code, log1p(n / expected)) for code, n in holders.items())
