"""Columns: one or several counts for each period or class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.reports.charts.chart import Chart, Say, Series, chart_of, plainly
from app.reports.charts.looks import LABEL, LABEL_STRONG, Look, fill
from app.reports.charts.plot import HEIGHT, Plot, ground, key, plot
from app.reports.charts.shapes import Drawing, Shape, rect, text, wide

_WIDEST, _FILLED = 26.0, 0.76


def columns(
    title: str,
    summary: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    now: bool = False,
    say: Say = plainly,
    corner: str = "",
) -> Chart:
    """Columns side by side. now: does the last period still run?

    raises: ValueError when a row has not one value for each label
    """

    def draw(width: float) -> Drawing:
        return Drawing(width, HEIGHT, [*_drawn(width, labels, series, now, say)])

    return chart_of(title, summary, labels, series, draw, say, corner)


def _drawn(
    width: float, labels: Sequence[str], series: Sequence[Series], now: bool, say: Say
) -> Iterator[Shape]:
    several = len(series) > 1
    values = [value for one in series for value in one.values if value is not None]
    made = plot(width, labels, (0, max(values, default=1)), say, key=several)
    if several:
        yield from key(series, made.left, lines=False)
    yield from ground(made, say, now=now)
    thick = min(_WIDEST, made.room * _FILLED / max(len(series), 1))
    free = thick if several else made.room * 0.95
    is_told = max((wide(say(value)) for value in values), default=0) <= free
    for number, one in enumerate(series):
        shift = (number - len(series) / 2) * thick
        yield from _columns(made, one, shift, thick, now)
        if is_told:
            yield from _numbers(made, one, shift + thick / 2, now, say)


def _columns(
    made: Plot, series: Series, shift: float, thick: float, now: bool
) -> Iterator[Shape]:
    for place, value in enumerate(series.values):
        is_now = now and place == len(series.values) - 1
        look = Look.NOW if is_now and series.look is Look.PLAIN else series.look
        if value:
            x, y = made.middle(place) + shift, made.value(value)
            yield rect(x + 0.5, y, thick - 1, made.ground - y, fill(look))


def _numbers(
    made: Plot, series: Series, shift: float, now: bool, say: Say
) -> Iterator[Shape]:
    """Each number above its column; a zero stands in the table alone."""
    for place, value in enumerate(series.values):
        is_now = now and place == len(series.values) - 1
        look = LABEL_STRONG if is_now else LABEL
        if value:
            x, y = made.middle(place) + shift, made.value(value)
            yield text(x, y - 4, say(value), look, "middle")
