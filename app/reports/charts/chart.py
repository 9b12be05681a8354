"""A chart: what it says, the table behind it, and how to draw it at any width."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.reports.charts.looks import Look
from app.reports.charts.shapes import Drawing

# The natural width of a picture in a half column of a desk, and on a small phone.
WIDE, NARROW = 620.0, 330.0

Say = Callable[[float], str]


def plainly(value: float) -> str:
    """A whole number without a point, others with one decimal."""
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values.

    values:    one for each label, none below zero; None where there is none
    addresses: of the list behind each value; empty, or one for each label
    between:   the interval of each value; empty, or one for each label
    """

    name: str
    values: Sequence[float | None]
    look: Look = Look.PLAIN
    addresses: Sequence[str] = ()
    between: Sequence[tuple[float, float] | None] = ()

    def __post_init__(self) -> None:
        """raises: ValueError"""
        if any(value is not None and not 0 <= value < 1e12 for value in self.values):
            raise ValueError(f"{self.name}: a chart shows numbers from zero upward")
        for beside in (self.addresses, self.between):
            if beside and len(beside) != len(self.values):
                raise ValueError(f"{self.name}: not as long as its values")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell of the table says; address: of the list behind it, or empty"""

    words: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table behind a chart."""

    head: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Chart:
    """summary: in a sentence what is to be seen; heads: of the table's columns"""

    title: str
    summary: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    draw: Callable[[float], Drawing]

    def svg(self, name: str, width: float = WIDE) -> str:
        """The picture for a page, `width` pixels wide. name: distinct on the page"""
        return self.draw(width).svg(self.title, self.summary, name)

    def file(self, width: float = WIDE) -> str:
        """The picture as a file of its own."""
        return self.draw(width).svg(self.title, self.summary, "chart", alone=True)


def chart_of(
    title: str,
    summary: str,
    labels: Sequence[str],
    series: Sequence[Series],
    draw: Callable[[float], Drawing],
    say: Say = plainly,
    corner: str = "",
) -> Chart:
    """The chart of several rows of values. corner: the head above the labels

    raises: ValueError when a row has not one value for each label
    """
    for one in series:
        if len(one.values) != len(labels):
            raise ValueError(f"{one.name}: not one value for each label")
    rows = tuple(
        Row(label, tuple(_cell(one, place, say) for one in series))
        for place, label in enumerate(labels)
    )
    return Chart(title, summary, (corner, *(one.name for one in series)), rows, draw)


def _cell(series: Series, place: int, say: Say) -> Cell:
    value = series.values[place]
    if value is None:
        return Cell("—")
    words = say(value)
    if series.between and (interval := series.between[place]):
        words += f" ({say(interval[0])}–{say(interval[1])})"
    return Cell(words, series.addresses[place] if series.addresses else "")
