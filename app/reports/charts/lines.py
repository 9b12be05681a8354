"""Lines: rates over time, with the interval in which each truly lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from app.reports.charts.chart import Chart, Say, Series, chart_of, plainly
from app.reports.charts.looks import AREA, LABEL_STRONG, fill, line
from app.reports.charts.plot import HEIGHT, Plot, ground, key, plot
from app.reports.charts.shapes import (
    Drawing,
    Point,
    Shape,
    dot,
    polygon,
    polyline,
    text,
    wide,
)

_APART = 15.0


def lines(
    title: str,
    summary: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    bounds: tuple[float, float] | None = None,
    now: bool = False,
    say: Say = plainly,
    corner: str = "",
) -> Chart:
    """Lines with their last values beside them, broken where there is no value.

    bounds: of the axis; from zero to the highest value when None
    raises: ValueError when a row has not one value for each label
    """

    def draw(width: float) -> Drawing:
        shapes = _drawn(width, labels, series, bounds, now, say)
        return Drawing(width, HEIGHT, [*shapes])

    return chart_of(title, summary, labels, series, draw, say, corner)


def _drawn(
    width: float,
    labels: Sequence[str],
    series: Sequence[Series],
    bounds: tuple[float, float] | None,
    now: bool,
    say: Say,
) -> Iterator[Shape]:
    several = len(series) > 1
    ends = [(one, value) for one in series if (value := _last(one)) is not None]
    margin = max((wide(say(value)) for _, value in ends), default=0) + 12
    limits = bounds or (0, _highest(series))
    made = plot(width, labels, limits, say, key=several, margin=margin)
    yield from (area for one in series for area in _area(made, one))
    if several:
        yield from key(series, made.left, lines=True)
    yield from ground(made, say, now=now)
    for one in series:
        yield from _line(made, one)
    yield from _ends(made, ends, say)


def _highest(series: Sequence[Series]) -> float:
    values = [value for one in series for value in one.values if value is not None]
    values += [pair[1] for one in series for pair in one.between if pair]
    return max(values, default=1)


def _last(series: Series) -> float | None:
    return series.values[-1] if series.values else None


def _runs(series: Series) -> Iterator[list[int]]:
    """The places of values that follow each other."""
    places = range(len(series.values))
    for is_there, run in groupby(places, lambda at: series.values[at] is not None):
        if is_there:
            yield list(run)


def _line(made: Plot, series: Series) -> Iterator[Shape]:
    for run in _runs(series):
        points = [(made.middle(at), made.value(series.values[at] or 0)) for at in run]
        if len(points) > 1:
            yield polyline(points, line(series.look))
        else:
            yield dot(*points[0], fill(series.look), 2.4)


def _area(made: Plot, series: Series) -> Iterator[Shape]:
    """The ground between lower and upper bounds, under the lines."""
    if not series.between:
        return
    for run in _runs(series):
        found = [(at, pair) for at in run if (pair := series.between[at])]
        lower: list[Point] = [
            (made.middle(at), made.value(pair[0])) for at, pair in found
        ]
        upper: list[Point] = [
            (made.middle(at), made.value(pair[1])) for at, pair in found
        ]
        if len(found) > 1:
            yield polygon([*upper, *reversed(lower)], AREA)


def _ends(
    made: Plot, ends: Sequence[tuple[Series, float]], say: Say
) -> Iterator[Shape]:
    """The last values, pushed apart where they would meet."""
    lowest = float("-inf")
    for one, value in sorted(ends, key=lambda pair: -pair[1]):
        x, y = made.middle(len(made.labels) - 1), made.value(value)
        yield dot(x, y, fill(one.look))
        lowest = max(y + 4, lowest + _APART)
        yield text(made.right + 6, lowest, say(value), LABEL_STRONG)
