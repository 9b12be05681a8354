"""What told cases teach about routing: naive Bayes over characters and their pairs.

A sign of the text (a character, or two beside each other) speaks for the departments
whose cases had it more often than cases in general. Few cases are trusted little: every
department is thought to have RESERVE more, in which each sign is as frequent as
everywhere. The likeliest department is told as loud as MOST, little more than one
decisive word in the first sentence, less while there are few cases; the others the softer the less likely
they are. The same cases in any order teach the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import log, log1p

from app.domain.wayfinding.likeness import pairs_of
from app.domain.wayfinding.routing_tally import Tally, sign_number, signs_of

MOST = 14.0
HALF_TRUSTED = 200  # with so many cases they speak half as loud as they may
FEWEST = 30  # below this nothing is learned: chance would speak
RESERVE = 50  # cases that each department is thought to have, like those of all
UNHEARD = 30.0  # a department so much less likely (log of the odds) is not told at all
TELLING = 1.6  # log: two characters five times as usual in its cases speak for it
CLEARLY = 4.0  # what such pairs must say together to be named as a reason
TOLD_TWICE = 2  # in fewer cases of the department two characters may stand by chance


class Lessons:
    """What was learned from several tallies together. Without them it is silent."""

    def __init__(self, *tallies: Tally) -> None:
        self._tallies = tallies
        self.count = sum(one.count for one in tallies)
        cases: Counter[str] = Counter()
        for one in tallies:
            cases.update(dict(zip(one.departments, one.cases, strict=True)))
        self._together = cases.total()
        self._usual = {code: log(n / self._together) for code, n in cases.items()}
        # A sign that a department's cases never had speaks against it, the more cases
        # it has.
        self._without = {
            code: log(RESERVE / (n + RESERVE)) for code, n in cases.items()
        }

    def speak(self, text: str) -> dict[str, float]:
        """By department what the lessons say for it, above 0, at most MOST."""
        known = [*self._known(text)]
        if self.count < FEWEST or not known:
            return {}
        likely = self._log_likelihoods(known)
        highest = max(likely.values())
        loud = MOST * self.count / (self.count + HALF_TRUSTED)
        near = {code: 1 - (highest - at) / UNHEARD for code, at in likely.items()}
        return {code: loud * share for code, share in near.items() if share > 0}

    def telling(self, text: str, department: str) -> tuple[str, ...]:
        """Pieces of the text that speak for a department, the most telling first.

        None where all together say little.
        """
        lifts = {pair: self._lift(pair, department) for pair in pairs_of(text)}
        worth = _pieces(text, lifts)
        if sum(worth.values()) < CLEARLY:
            return ()
        return tuple(sorted(worth, key=lambda piece: -worth[piece]))

    def _known(self, text: str) -> Iterator[Mapping[str, int]]:
        """For each sign of the text that cases had: by department how many had it."""
        for sign in sorted(signs_of(text)):
            holders = self._holders(sign)
            if holders:
                yield holders

    def _holders(self, sign: int) -> Counter[str]:
        holders: Counter[str] = Counter()
        for one in self._tallies:
            for code, times in one.holders_of(sign):
                holders[code] += times
        return holders

    def _log_likelihoods(self, known: list[Mapping[str, int]]) -> dict[str, float]:
        found = {
            code: usual + len(known) * self._without[code]
            for code, usual in self._usual.items()
        }
        for holders in known:
            expected = RESERVE * sum(holders.values()) / self._together
            for code, times in holders.items():
                found[code] += log1p(times / expected)
        return found

    def _lift(self, pair: str, department: str) -> float:
        """How much more usual (log) a pair is in its cases; 0 where that tells nothing."""
        holders = self._holders(sign_number(pair))
        times = holders[department]
        if times < TOLD_TWICE:
            return 0.0
        expected = RESERVE * holders.total() / self._together
        lift = log1p(times / expected) + self._without[department]
        return lift if lift >= TELLING else 0.0


def _pieces(text: str, lifts: Mapping[str, float]) -> dict[str, float]:
    """Telling pairs, those that overlap in one piece, each with what it says in all."""
    worth: dict[str, float] = {}
    piece, said = "", 0.0
    for first, second in [*pairwise(text), ("", "")]:
        lift = lifts.get(first + second, 0.0)
        if lift:
            piece, said = (piece or first) + second, said + lift
        elif piece:
            worth[piece] = max(worth.get(piece, 0.0), said)
            piece, said = "", 0.0
    return worth
