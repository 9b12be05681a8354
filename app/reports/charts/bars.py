"""Bars: one count for each of several named things, the name beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.reports.charts.chart import Chart, Series, chart_of, plainly
from app.reports.charts.looks import LABEL, fill
from app.reports.charts.scale import Scale
from app.reports.charts.shapes import Drawing, Shape, rect, text, wide

_ROW, _TALL_ROW, _THICK = 24.0, 40.0, 13.0
_MOST_NAME = 0.42


def bars(
    title: str,
    summary: str,
    labels: Sequence[str],
    series: Series,
    *,
    corner: str = "",
) -> Chart:
    """Lying columns; the name stands above its bar where there is no room beside it.

    raises: ValueError when there is not one value for each label
    """

    def draw(width: float) -> Drawing:
        names = max(map(wide, labels), default=0) + 12
        beside = names <= width * _MOST_NAME
        row = _ROW if beside else _TALL_ROW
        shapes = _drawn(width, labels, series, names if beside else 0)
        return Drawing(width, max(row * len(labels), row), [*shapes])

    return chart_of(title, summary, labels, [series], draw, plainly, corner)


def _drawn(
    width: float, labels: Sequence[str], series: Series, names: float
) -> Iterator[Shape]:
    """names: the width of the column of names; 0 when they stand above"""
    values = [value or 0 for value in series.values]
    numbers = max((wide(plainly(value)) for value in values), default=0) + 10
    scale = Scale(0, max([*values, 1]), 0, width - names - numbers)
    row = _ROW if names else _TALL_ROW
    for place, (label, value) in enumerate(zip(labels, values, strict=True)):
        top = place * row + (0 if names else 15)
        yield text(0, top + 15 if names else top, label, LABEL)
        bar = top + 4
        yield rect(names, bar, scale(value), _THICK, fill(series.look))
        yield text(names + scale(value) + 6, bar + 11, plainly(value), LABEL)
