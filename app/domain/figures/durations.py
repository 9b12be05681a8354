"""How long cases took: in how many working days how many were finished.

Counted from the day after a department got the case to the day of its last answer, as
in domain.figures.measures; 0 is the same day.
"""

from __future__ import annotations

from collections.abc import Iterable

# The longest promise of the ordinary classes; what took longer is one class.
LONGEST = 15
CLASSES = range(LONGEST + 2)


def class_of(days: int) -> int:
    """The class of so many working days: the days themselves, or LONGEST + 1."""
    return min(max(days, 0), LONGEST + 1)


def by_class(days: Iterable[int]) -> list[int]:
    """How many fall in each class of CLASSES."""
    counted = [0 for _ in CLASSES]
    for one in days:
        counted[class_of(one)] += 1
    return counted
