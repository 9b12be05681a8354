"""How rates are written: shares and intervals in percent, and as cells of a file."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.figures.measures import Rate
from app.reports.cells import Cell


def percent(value: float | None) -> str:
    """Return a share as people read it; a dash when there was nothing to count."""
    return "—" if value is None else f"{value * 100:.1f}%"


def between(rate: Rate) -> str:
    """Return the 95 % interval of a rate."""
    if rate.interval is None:
        return ""
    lower, upper = rate.interval
    return f"{lower * 100:.0f}–{upper * 100:.0f}%"


def rate_cells(rate: Rate) -> Iterator[Cell]:
    """Return hits, total and both bounds of the interval."""
    yield rate.hits
    yield rate.total
    for bound in rate.interval or (None, None):
        yield None if bound is None else round(bound, 4)
