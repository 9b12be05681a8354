"""A department's share beside that of all the others: a difference, or chance?

Said only where both sides have enough, and only when the interval of the difference
leaves zero out. Whoever compares many departments finds some apart by chance alone, so
each comparison must be the surer, the more there are (Bonferroni). It says that
something is different, never that anything is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.domain.figures.intervals import CONFIDENCE, difference
from app.domain.figures.measures import Rate
from app.domain.terms import Comparison

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Share(Generic[K]):
    """How often it happened with one, and with all the others together."""

    key: K
    own: Rate
    others: Rate
    comparison: Comparison


def shares(counted: Mapping[K, Rate], least: int) -> dict[K, Share[K]]:
    """Each beside all the others.

    least: fewest occasions on either side for a comparison (rules: min_cases_to_rank)
    """
    hits = sum(rate.hits for rate in counted.values())
    total = sum(rate.total for rate in counted.values())
    several = {
        key: (own, Rate(hits - own.hits, total - own.total))
        for key, own in counted.items()
    }
    comparisons = sum(_is_enough(both, least) for both in several.values())
    return {
        key: Share(key, own, others, _compare(own, others, least, comparisons))
        for key, (own, others) in several.items()
    }


def _compare(own: Rate, others: Rate, least: int, comparisons: int) -> Comparison:
    """comparisons: how many are made beside each other, this one included"""
    if not _is_enough((own, others), least):
        return Comparison.TOO_FEW
    confidence = 1 - (1 - CONFIDENCE) / max(comparisons, 1)
    low, high = difference(
        (own.hits, own.total), (others.hits, others.total), confidence
    )
    if low > 0:
        return Comparison.ABOVE
    return Comparison.BELOW if high < 0 else Comparison.ALIKE


def _is_enough(sides: Iterable[Rate], least: int) -> bool:
    return all(side.total >= max(least, 1) for side in sides)
