"""How often routing is right, on cases whose department is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RoutedCase:
    """A case with the departments that are right for it, the responsible one first."""

    id: str
    text: str
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Miss:
    """A case whose first proposal was wrong."""

    case: RoutedCase
    proposed: tuple[str, ...]

    @property
    def is_among(self) -> bool:
        """Was a later proposal right?"""
        return any(code in self.case.right for code in self.proposed)


@dataclass(slots=True)
class Score:
    """How many cases, how many right first, how many among the proposed, which not."""

    count: int = 0
    first: int = 0
    among: int = 0
    misses: list[Miss] = field(default_factory=list)


def measure(
    cases: Iterable[RoutedCase], propose: Callable[[str], Sequence[str]]
) -> Score:
    """Score proposals. propose: a text to codes of departments, the likeliest first"""
    score = Score()
    for case in cases:
        proposed = tuple(propose(case.text))
        score.count += 1
        score.among += any(code in case.right for code in proposed)
        if proposed and proposed[0] in case.right:
            score.first += 1
        else:
            score.misses.append(Miss(case, proposed))
    return score
