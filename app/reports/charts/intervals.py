"""A rate and its interval in a cell of a table, on a line from nothing to all."""

from __future__ import annotations

from app.reports.charts.looks import AXIS, GROUND, Look, fill
from app.reports.charts.shapes import Shape, dot, element, line, rect

WIDTH, HEIGHT = 104.0, 14.0
_LEFT, _LENGTH, _MIDDLE = 4.0, 96.0, 7.0


def interval(value: float | None, bounds: tuple[float, float] | None) -> str:
    """The picture; an empty line when there was nothing to count.

    It is hidden from who cannot see it: the numbers stand beside it.

    value, bounds: in [0, 1]
    """
    shapes = [*_ground(), *_rate(value, bounds)]
    given: dict[str, float | str] = {"viewBox": f"0 0 {WIDTH:.0f} {HEIGHT:.0f}"}
    given |= {"class": "chart", "aria-hidden": "true"}
    return element("svg", given, "".join(one.text(alone=False) for one in shapes))


def _ground() -> list[Shape]:
    ends = _at(0), _at(1)
    return [
        line((ends[0], _MIDDLE), (ends[1], _MIDDLE), AXIS),
        *(line((x, _MIDDLE - 4), (x, _MIDDLE + 4), GROUND) for x in ends),
    ]


def _rate(value: float | None, bounds: tuple[float, float] | None) -> list[Shape]:
    if value is None or bounds is None:
        return []
    lower, upper = bounds
    reach = _at(upper) - _at(lower)
    return [
        rect(_at(lower), _MIDDLE - 1.5, reach, 3, fill(Look.PLAIN)),
        dot(_at(value), _MIDDLE, fill(Look.NOW)),
    ]


def _at(share: float) -> float:
    return _LEFT + _LENGTH * share
