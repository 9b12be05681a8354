"""Scales: from values to places, and which values stand on the axis."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale. low, high: values; at_low, at_high: their places"""

    low: float
    high: float
    at_low: float
    at_high: float

    def __call__(self, value: float) -> float:
        """The place of a value; one outside the scale stands at its end."""
        kept = min(max(value, self.low), self.high)
        share = (kept - self.low) / (self.high - self.low)
        return self.at_low + share * (self.at_high - self.at_low)


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round values that span `low` to `high`: steps of 1, 2 or 5 and their tens.

    The first is at most `low`, the last at least `high`, and there are two or more;
    never more than `most` steps. A step is never below 1: counts and percents are whole.
    """
    step = _step(max(high - low, 1) / most)
    first = floor(low / step) * step
    steps = max(ceil((high - first) / step), 1)
    return [first + step * one for one in range(steps + 1)]


def every(labels: list[float], room: float, gap: float = 8) -> int:
    """Of how many labels one is shown so that none meets its neighbour.

    labels: their widths;  room: from one to the next
    """
    widest = max(labels, default=0)
    return max(1, ceil((widest + gap) / room)) if room > 0 else 1


def _step(least: float) -> float:
    if least <= 1:
        return 1
    ten = 10.0 ** floor(log10(least))
    return next(ten * one for one in (1, 2, 5, 10) if ten * one >= least * (1 - 1e-9))
