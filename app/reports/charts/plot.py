"""The ground of columns and lines: axis, grid, labels and the key above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.reports.charts.chart import Say, Series
from app.reports.charts.looks import AXIS, GROUND, LABEL_STRONG, NOTE, fill, line
from app.reports.charts.scale import Scale, every, ticks
from app.reports.charts.shapes import Shape, rect, text, wide
from app.reports.charts.shapes import line as straight

HEIGHT = 210.0
_TOP, _BOTTOM, _KEY = 20.0, 24.0, 20.0


@dataclass(frozen=True, slots=True)
class Plot:
    """Where values and labels stand.

    value: the scale of values; left, right: the ends of the axis; room: of one label
    """

    value: Scale
    marks: tuple[float, ...]
    left: float
    right: float
    labels: tuple[str, ...]

    @property
    def room(self) -> float:
        """How wide the place of one label is."""
        return (self.right - self.left) / max(len(self.labels), 1)

    def middle(self, place: int) -> float:
        """The middle of a label's place."""
        return self.left + (place + 0.5) * self.room

    @property
    def ground(self) -> float:
        """Where the lowest value stands."""
        return self.value.at_low


def plot(
    width: float,
    labels: Sequence[str],
    bounds: tuple[float, float],
    say: Say,
    *,
    key: bool,
    margin: float = 4,
) -> Plot:
    """Lay the ground out. bounds: lowest and highest value; key: is there one above?

    margin: what stays free at the right
    """
    marks = ticks(*bounds)
    left = max(wide(say(mark)) for mark in marks) + 8
    top = _TOP + (_KEY if key else 0)
    value = Scale(marks[0], marks[-1], HEIGHT - _BOTTOM, top)
    return Plot(value, tuple(marks), left, width - margin, tuple(labels))


def ground(made: Plot, say: Say, *, now: bool) -> Iterator[Shape]:
    """The grid, its values and the labels. now: does the last one still run?"""
    for mark in made.marks:
        y = made.value(mark)
        look = GROUND if mark == made.marks[0] else AXIS
        yield straight((made.left, y), (made.right, y), look)
        yield text(made.left - 6, y + 4, say(mark), NOTE, "end")
    last = len(made.labels) - 1
    step = every([wide(label) for label in made.labels], made.room)
    for place, label in enumerate(made.labels):
        if (last - place) % step == 0:
            look = LABEL_STRONG if now and place == last else NOTE
            x = _inside(made.middle(place), label, made)
            yield text(x, HEIGHT - 6, label, look, "middle")


def key(series: Sequence[Series], left: float, *, lines: bool) -> Iterator[Shape]:
    """The names of several rows, each behind its mark."""
    x = left
    for one in series:
        if lines:
            yield straight((x, 9), (x + 18, 9), line(one.look))
        else:
            yield rect(x, 4, 12, 10, fill(one.look))
        x += 24 if lines else 18
        yield text(x, 13, one.name, NOTE)
        x += wide(one.name) + 18


def _inside(x: float, label: str, made: Plot) -> float:
    """So that the last label does not leave the picture."""
    return min(x, made.right + 4 - wide(label) / 2)
