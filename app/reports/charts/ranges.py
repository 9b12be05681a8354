"""Ranges: the rates of several things below each other, each with its interval."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.reports.charts.chart import Chart, Say, Series, chart_of, plainly
from app.reports.charts.looks import AXIS, GROUND, LABEL, NOTE, OVER, Look, fill
from app.reports.charts.looks import line as line_look
from app.reports.charts.scale import Scale
from app.reports.charts.shapes import (
    Drawing,
    Shape,
    dot,
    line,
    polyline,
    rect,
    text,
    wide,
)

_ROW, _SECOND, _NAME = 22.0, 9.0, 15.0
_TOP, _KEY, _FOOT = 6.0, 22.0, 22.0
_MOST_NAME = 0.5
_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Beside:
    """A rate with which all are compared: a line through the rows, named above it."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where rows stand. names: the width of their column, 0 when each stands above"""

    scale: Scale
    names: float
    right: float
    top: float
    height: float

    def middle(self, place: int) -> float:
        above = 0 if self.names else _NAME
        return self.top + place * self.height + above + _ROW / 2


def ranges(
    title: str,
    summary: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    told: Sequence[str],
    beside: Beside | None = None,
    say: Say = plainly,
    corner: str = "",
) -> Chart:
    """Rates from nothing to all, [0, 1]: a point or, of the second row of values, an
    upright stroke, on the interval in which each lies.

    told:   what stands at the end of each label's row
    beside: only where there is one row of values
    raises: ValueError when a row has not one value for each label
    """
    lines_of = [*zip(labels, told, strict=True)]

    def draw(width: float) -> Drawing:
        rows = _laid_out(width, lines_of, series, beside)
        height = rows.top + rows.height * len(labels) + _FOOT
        return Drawing(width, height, [*_drawn(rows, lines_of, series, beside, say)])

    return chart_of(title, summary, labels, series, draw, say, corner)


def _laid_out(
    width: float,
    lines_of: Sequence[tuple[str, str]],
    series: Sequence[Series],
    beside: Beside | None,
) -> _Rows:
    names = max((wide(label) for label, _ in lines_of), default=0) + 12
    names = names if names <= width * _MOST_NAME else 0
    right = width - max((wide(told) for _, told in lines_of), default=0) - 8
    has_key = len(series) > 1 or beside is not None
    height = _ROW + (_SECOND if len(series) > 1 else 0) + (0 if names else _NAME)
    top = _TOP + (_KEY if has_key else 0)
    return _Rows(Scale(0, 1, names + 4, right - 4), names, right, top, height)


def _drawn(
    rows: _Rows,
    lines_of: Sequence[tuple[str, str]],
    series: Sequence[Series],
    beside: Beside | None,
    say: Say,
) -> Iterator[Shape]:
    end = rows.top + rows.height * len(lines_of)
    yield from _ground(rows, end)
    if beside is not None:
        yield from _compared(rows, beside, end, say)
    if len(series) > 1:
        yield from _key(series, rows.scale.at_low)
    for place, (label, told) in enumerate(lines_of):
        y = rows.middle(place)
        if rows.names:
            yield text(0, y + 4, label, LABEL)
        else:
            yield text(0, y - _ROW / 2, label, OVER)
        yield text(rows.right + 6, y + 4, told, LABEL)
        for number, one in enumerate(series):
            yield from _mark(rows, one, place, y + number * _SECOND, number)


def _ground(rows: _Rows, end: float) -> Iterator[Shape]:
    for mark in _QUARTERS:
        x = rows.scale(mark)
        yield line((x, rows.top), (x, end), AXIS if mark else GROUND)
        anchor = "end" if mark == 1 else "middle" if mark else "start"
        if mark in (0, 0.5, 1):
            yield text(x, end + 15, f"{mark * 100:.0f}%", NOTE, anchor)


def _compared(rows: _Rows, beside: Beside, end: float, say: Say) -> Iterator[Shape]:
    """The name stands inside the picture, on the side where there is room."""
    x, words = rows.scale(beside.value), f"{beside.name} {say(beside.value)}"
    yield polyline([(x, rows.top - 6), (x, end)], line_look(Look.PLAIN))
    is_left = x - wide(words) / 2 < 0
    is_right = x + wide(words) / 2 > rows.right
    anchor = "start" if is_left else "end" if is_right else "middle"
    yield text(x, rows.top - 10, words, NOTE, anchor)


def _key(series: Sequence[Series], left: float) -> Iterator[Shape]:
    x = left
    for number, one in enumerate(series):
        yield rect(x, 8, 20, 3, fill(_band(number)))
        yield _point(x + 10, 9.5, number)
        yield text(x + 26, 14, one.name, NOTE)
        x += 26 + wide(one.name) + 18


def _mark(
    rows: _Rows, series: Series, place: int, y: float, number: int
) -> Iterator[Shape]:
    value = series.values[place]
    if value is None:
        return
    if series.between and (bounds := series.between[place]):
        low, high = (rows.scale(bound) for bound in bounds)
        yield rect(low, y - 1.5, max(high - low, 1), 3, fill(_band(number)))
    yield _point(rows.scale(value), y, number)


def _band(number: int) -> Look:
    return Look.HELD if number else Look.PLAIN


def _point(x: float, y: float, number: int) -> Shape:
    if number:
        return rect(x - 1.5, y - 5, 3, 10, fill(Look.HELD))
    return dot(x, y, fill(Look.NOW))
