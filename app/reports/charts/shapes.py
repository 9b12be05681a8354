"""The marks of a picture, and how they are written as SVG.

No inline style and no script: the content policy of the pages refuses both. Every word
is escaped here, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from app.reports.charts.looks import attributes

SPACE = "http://www.w3.org/2000/svg"
FONTS = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"
SIZE = 12.5

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """One mark. look: its name in the style sheet; words: what it says, plain"""

    tag: str
    given: Mapping[str, float | str] = field(default_factory=dict)
    look: str = ""
    words: str = ""

    def text(self, *, alone: bool) -> str:
        """The element. alone: with its look in it, for a file without style sheet"""
        look: Mapping[str, float | str] = {}
        if self.look:
            look = attributes(self.look) if alone else {"class": self.look}
        return element(self.tag, {**self.given, **look}, escape(self.words, False))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture in units of one pixel at its natural width."""

    width: float
    height: float
    shapes: Sequence[Shape]

    def svg(self, title: str, summary: str, name: str, *, alone: bool = False) -> str:
        """The picture as SVG, named and told for who cannot see it.

        name:  distinct on the page; letters, digits and hyphens
        alone: as a file of its own
        """
        size = f"0 0 {number(self.width)} {number(self.height)}"
        given: dict[str, float | str] = {"viewBox": size, "role": "img"}
        given |= {"aria-labelledby": f"{name}-t", "aria-describedby": f"{name}-d"}
        given |= _file(self) if alone else {"class": "chart"}
        told = element("title", {"id": f"{name}-t"}, escape(title, False))
        told += element("desc", {"id": f"{name}-d"}, escape(summary, False))
        marks = "".join(shape.text(alone=alone) for shape in self.shapes)
        return element("svg", given, told + marks)


def element(tag: str, given: Mapping[str, float | str], inner: str) -> str:
    """One element; `inner` is written already."""
    pairs = "".join(f' {key}="{_value(value)}"' for key, value in given.items())
    return f"<{tag}{pairs}>{inner}</{tag}>" if inner else f"<{tag}{pairs}/>"


def rect(x: float, y: float, width: float, height: float, look: str) -> Shape:
    """A rectangle."""
    return Shape("rect", {"x": x, "y": y, "width": width, "height": height}, look)


def line(start: Point, end: Point, look: str) -> Shape:
    """A straight line."""
    (x1, y1), (x2, y2) = start, end
    return Shape("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2}, look)


def dot(x: float, y: float, look: str, radius: float = 3.6) -> Shape:
    """A filled point."""
    return Shape("circle", {"cx": x, "cy": y, "r": radius}, look)


def polyline(points: Iterable[Point], look: str) -> Shape:
    """A line through points."""
    return Shape("polyline", {"points": _points(points)}, look)


def polygon(points: Iterable[Point], look: str) -> Shape:
    """A filled outline."""
    return Shape("polygon", {"points": _points(points)}, look)


def text(x: float, y: float, words: str, look: str, anchor: str = "start") -> Shape:
    """Words on a base line. anchor: start, middle or end"""
    given: dict[str, float | str] = {"x": x, "y": y}
    if anchor != "start":
        given["text-anchor"] = anchor
    return Shape("text", given, look, words)


def wide(words: str) -> float:
    """About how wide words are: Han characters are square, others half as wide."""
    return sum(SIZE if sign >= "\u2e80" else SIZE * 0.58 for sign in words)


def number(value: float) -> str:
    """A measure with one decimal at most: a tenth of a pixel is seen by nobody."""
    return f"{value:.1f}".removesuffix(".0")


def _value(value: float | str) -> str:
    return escape(value) if isinstance(value, str) else number(value)


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)


def _file(drawing: Drawing) -> dict[str, float | str]:
    return {
        "xmlns": SPACE,
        "width": drawing.width,
        "height": drawing.height,
        "font-family": FONTS,
        "font-size": str(SIZE),
    }
