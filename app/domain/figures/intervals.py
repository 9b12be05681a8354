"""How sure a rate is, and how sure a difference of two: score intervals.

Source: E. B. Wilson, "Probable inference, the law of succession, and statistical
inference", JASA 22 (1927) 209-212; checked against R. G. Newcombe, "Two-sided
confidence intervals for the single proportion", Statistics in Medicine 17 (1998)
857-872, and "Interval estimation for the difference between independent proportions",
ibid. 873-890, method 10.
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95


def wilson(
    hits: float, total: int, confidence: float = CONFIDENCE
) -> tuple[float, float]:
    """The interval in which the true rate lies with that confidence.

    hits:       0 to total; a sum of shares counts as so many hits
    confidence: of 1, not the error: 0.95, not 0.05
    returns:    lower and upper bound in [0, 1], both included
    raises:     ValueError when there was nothing to count, or more hits than cases
    """
    if not 0 <= hits <= total or total == 0:
        raise ValueError(f"{hits} of {total} is no rate")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    rate, spread = hits / total, z * z / total
    middle = rate + spread / 2
    reach = z * sqrt(rate * (1 - rate) / total + spread / (4 * total))
    lower, upper = (middle - reach) / (1 + spread), (middle + reach) / (1 + spread)
    # At the ends the bound is exact; rounding must not carry it past them.
    return (0.0 if hits == 0 else lower, 1.0 if hits == total else upper)


def difference(
    first: tuple[int, int], second: tuple[int, int], confidence: float = CONFIDENCE
) -> tuple[float, float]:
    """The interval in which the first true rate less the second lies.

    first, second: hits and total of two groups that share no case
    returns:       lower and upper bound in [-1, 1], both included
    raises:        ValueError as `wilson`
    """
    low, high = wilson(*first, confidence)
    other_low, other_high = wilson(*second, confidence)
    rate, other = first[0] / first[1], second[0] / second[1]
    down = sqrt((rate - low) ** 2 + (other_high - other) ** 2)
    up = sqrt((high - rate) ** 2 + (other - other_low) ** 2)
    return rate - other - down, rate - other + up
