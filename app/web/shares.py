"""The stacked bar "held by whom": numbers to widths."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Flask

GAP = 1


@dataclass(frozen=True)
class Bar:
    """One piece of the bar, in the units of its picture."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True)
class Sum:
    """What one holder holds in all. most: the longest."""

    name: str
    kind: str
    days: float
    most: bool


Share = tuple[str, float, str]


def stacked(shares: Iterable[Share], width: float) -> list[Bar]:
    """Return the pieces in their order, together as wide as the picture.

    shares:  name, working days, kind; nothing held gives no piece
    """
    held = [share for share in shares if share[1] > 0]
    whole = sum(days for _, days, _ in held)
    room = width - GAP * (len(held) - 1)
    pieces, x = [], 0.0
    for _, days, kind in held:
        piece = days / whole * room
        pieces.append(Bar(kind=kind, x=round(x, 1), width=round(piece, 1)))
        x += piece + GAP
    return pieces


def holder_sums(shares: Iterable[Share]) -> list[Sum]:
    """Return one sum for each holder, in the order in which they first held it."""
    sums: dict[tuple[str, str], float] = {}
    for name, days, kind in shares:
        sums[name, kind] = sums.get((name, kind), 0.0) + days
    longest = max(sums.values(), default=0.0)
    return [
        Sum(name, kind, days, most=days == longest and days > 0)
        for (name, kind), days in sums.items()
    ]


def init_shares(app: Flask) -> None:
    """Give the filters to the templates."""
    app.jinja_env.filters.update(stacked=stacked, holder_sums=holder_sums)
