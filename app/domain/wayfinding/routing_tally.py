"""How often the signs of told cases stood in those of each department, kept small.

A sign is a character of a text or two beside each other. What 2,500 cases tell of 26,000
signs takes 1 MB here, eleven as dictionaries, and can be written to a file as it is. The
same cases in any order tell the same.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.wayfinding.likeness import pairs_of

CORRECTED = 3  # a case that an officer corrected counts as so many

_SIGN = 21  # bits of a character
_PLACE = 10  # bits of the place of a department


@dataclass(frozen=True, slots=True)
class Lesson:
    """A case that has its department. was_corrected: against what was proposed?"""

    text: str
    department: str
    was_corrected: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted.

    departments:  codes; the other lists name them by their place here
    count:        cases told
    cases:        by department how many, corrected ones CORRECTED times
    signs:        as numbers (`sign_number`), ascending
    ends:         for each sign where its holders end in the next two
    holders:      departments whose cases had the sign, and
    times:        how many of their cases
    """

    departments: tuple[str, ...]
    count: int
    cases: array[int]
    signs: array[int]
    ends: array[int]
    holders: array[int]
    times: array[int]

    def holders_of(self, sign: int) -> Iterator[tuple[str, int]]:
        """The departments whose cases had a sign, and how many of their cases."""
        at = bisect_left(self.signs, sign)
        if at == len(self.signs) or self.signs[at] != sign:
            return
        for place in range(self.ends[at - 1] if at else 0, self.ends[at]):
            yield self.departments[self.holders[place]], self.times[place]


def tally(lessons: Iterable[Lesson]) -> Tally:
    """Count what lessons tell."""
    told = list(lessons)
    departments = sorted({lesson.department for lesson in told})
    places = {code: place for place, code in enumerate(departments)}
    cases = array("Q", bytes(8 * len(departments)))
    found: Counter[int] = Counter()
    for lesson in told:
        times = CORRECTED if lesson.was_corrected else 1
        place = places[lesson.department]
        cases[place] += times
        for sign in signs_of(lesson.text):
            found[sign << _PLACE | place] += times
    return Tally(tuple(departments), len(told), cases, *_columns(found))


def signs_of(text: str) -> set[int]:
    """The signs of a text, as numbers."""
    pairs = pairs_of(text)
    return {sign_number(sign) for sign in pairs.union(*pairs)}


def sign_number(sign: str) -> int:
    """A character or two as one number; the same for no other sign."""
    number = 0
    for character in sign:
        number = number << _SIGN | ord(character)
    return number


def _columns(
    found: Counter[int],
) -> tuple[array[int], array[int], array[int], array[int]]:
    """Signs, ends, holders and times from what was counted for sign and place."""
    signs, ends = array("Q"), array("L")
    holders, times = array("H"), array("L")
    for both in sorted(found):
        sign = both >> _PLACE
        if not signs or signs[-1] != sign:
            signs.append(sign)
            ends.append(len(holders))
        holders.append(both & (1 << _PLACE) - 1)
        times.append(found[both])
        ends[-1] = len(holders)
    return signs, ends, holders, times
