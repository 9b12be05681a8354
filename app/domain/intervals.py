"""How sure a rate is: the Wilson score interval.

Source: E. B. Wilson, "Probable inference, the law of succession, and statistical
inference", JASA 22 (1927) 209-212; checked against R. G. Newcombe, "Two-sided
confidence intervals for the single proportion", Statistics in Medicine 17 (1998).
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95


def wilson(
    hits: int, total: int, confidence: float = CONFIDENCE
) -> tuple[float, float]:
    """The interval in which the true rate lies with that confidence.

    hits:       0 to total
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
