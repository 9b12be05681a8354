"""The bar of a table row, divided: how many of one whole stand in which light."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.reports.charts.looks import Look, fill

GAP = 1.0


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a bar. look: its class in the style sheet"""

    look: str
    x: float
    width: float


def pieces(
    counts: Sequence[tuple[Look, int]], most: int, width: float = 340
) -> list[Piece]:
    """The parts of one row's bar, left to right; what is zero has none.

    most: the sum of the longest row, which fills the width
    """
    return list(_pieces(counts, width / most)) if most > 0 else []


def _pieces(counts: Sequence[tuple[Look, int]], unit: float) -> Iterator[Piece]:
    x = 0.0
    for look, count in counts:
        if count:
            yield Piece(fill(look), round(x, 1), round(max(count * unit - GAP, 0.5), 1))
            x += count * unit
