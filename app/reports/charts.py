"""Charts as SVG: bars for counts, a line with intervals for rates.

Drawn with presentation attributes only, no style and no script: a page with a strict
content security policy shows them, they print and scale. Each has a title and a
description; the table with its numbers stands beside it on the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH = 400
_INK, _DIM, _LINE, _GRID = "#17212b", "#45515e", "#1f4e8c", "#d5dbe1"
_FONTS = (
    "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, WenQuanYi Micro Hei, sans-serif"
)
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 392, 26, 158  # the field of a line chart
_MOST_LABELS = 5
_NAME_WIDTH, _BAR_END, _ROW = 128, 356, 24
_LONGEST_NAME = 9


@dataclass(frozen=True, slots=True)
class Point:
    """One rate. value, lower, upper: in [0, 1]; None when there was nothing to count"""

    label: str
    value: float | None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One count. label: what is counted"""

    label: str
    value: int


def rate_chart(points: Sequence[Point], title: str, name: str) -> str:
    """Rates over time, each with its interval, from 0 to 100 %.

    points: oldest first, at least one
    name:   begins the ids inside, where several charts stand in one page
    """
    told = "; ".join(f"{one.label} {_percent(one.value)}" for one in points)
    drawn = [*_grid(), *_labels(points), *_whiskers(points), *_curve(points)]
    return _svg(name, title, told, _BOTTOM + 28, "".join(drawn))


def bar_chart(bars: Sequence[Bar], title: str, name: str) -> str:
    """Counts as bars, one under the other, each with its number. bars: at least one"""
    most = max((bar.value for bar in bars), default=0) or 1
    told = "; ".join(f"{bar.label} {bar.value}" for bar in bars)
    rows = "".join(_bar(bar, index, most) for index, bar in enumerate(bars))
    return _svg(name, title, told, len(bars) * _ROW + 8, rows)


def interval_bar(value: float | None, bounds: tuple[float, float] | None) -> str:
    """A rate and its interval on a line from 0 to 100 %: small, for a cell of a table,
    where the numbers stand beside it."""
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 104 14" width="104" '
        'height="14" aria-hidden="true" focusable="false">'
        f'<path d="M2 7H102M2 3V11M102 3V11" stroke="{_GRID}" stroke-width="1"/>'
    )
    if value is None or bounds is None:
        return f"{head}</svg>"
    lower, upper, at = (2 + 100 * one for one in (*bounds, value))
    return (
        f'{head}<path d="M{lower:.1f} 7H{upper:.1f}" stroke="{_LINE}" '
        f'stroke-width="3"/><circle cx="{at:.1f}" cy="7" r="4" fill="{_INK}"/></svg>'
    )


def _grid() -> Iterator[str]:
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = _y(share)
        yield f'<path d="M{_LEFT} {y:.1f}H{_RIGHT}" stroke="{_GRID}"/>'
        yield _text(_LEFT - 6, y + 4, f"{share * 100:.0f}%", "end", _DIM)


def _labels(points: Sequence[Point]) -> Iterator[str]:
    """The last label always, and as many before it as have room."""
    every = -(-len(points) // _MOST_LABELS)
    for index, one in enumerate(points):
        if (len(points) - 1 - index) % every == 0:
            yield _text(_x(points, index), _BOTTOM + 20, one.label, "middle", _DIM)


def _whiskers(points: Sequence[Point]) -> Iterator[str]:
    for index, one in enumerate(points):
        if one.lower is not None and one.upper is not None:
            x, low, high = _x(points, index), _y(one.lower), _y(one.upper)
            yield (
                f'<path d="M{x:.1f} {high:.1f}V{low:.1f}M{x - 4:.1f} {high:.1f}h8'
                f'M{x - 4:.1f} {low:.1f}h8" stroke="{_LINE}" stroke-width="1.5"/>'
            )


def _curve(points: Sequence[Point]) -> Iterator[str]:
    """Neighbours are joined; a gap stays a gap."""
    before: tuple[float, float] | None = None
    for index, one in enumerate(points):
        if one.value is None:
            before = None
            continue
        x, y = _x(points, index), _y(one.value)
        if before:
            yield (
                f'<path d="M{before[0]:.1f} {before[1]:.1f}L{x:.1f} {y:.1f}" '
                f'stroke="{_LINE}" stroke-width="2"/>'
            )
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{_INK}"/>'
        yield _text(x, _y(one.upper or one.value) - 7, _percent(one.value), "middle")
        before = x, y


def _bar(bar: Bar, index: int, most: int) -> str:
    y = index * _ROW + 4
    length = (_BAR_END - _NAME_WIDTH) * bar.value / most
    name = bar.label
    if len(name) > _LONGEST_NAME and not name.isascii():
        name = name[: _LONGEST_NAME - 1] + "…"
    return (
        _text(_NAME_WIDTH - 8, y + 14, name, "end")
        + f'<rect x="{_NAME_WIDTH}" y="{y + 2}" width="{length:.1f}" height="15" '
        f'fill="{_LINE}"/>' + _text(_NAME_WIDTH + length + 6, y + 14, str(bar.value))
    )


def _x(points: Sequence[Point], index: int) -> float:
    inside = _LEFT + 28, _RIGHT - 28
    if len(points) == 1:
        return sum(inside) / 2
    return inside[0] + (inside[1] - inside[0]) * index / (len(points) - 1)


def _y(share: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * share


def _percent(value: float | None) -> str:
    return "—" if value is None else f"{value * 100:.1f}%"


def _text(
    x: float, y: float, words: str, anchor: str = "start", fill: str = _INK
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}">'
        f"{escape(words)}</text>"
    )


def _svg(name: str, title: str, told: str, height: int, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img" fill="none" '
        f'aria-labelledby="{name}-t {name}-d" font-family="{_FONTS}" font-size="13">'
        f'<title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(told)}</desc>{inside}</svg>'
    )
