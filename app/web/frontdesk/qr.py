"""A QR code as one path of an SVG picture: no style, no image file."""

from __future__ import annotations

from dataclasses import dataclass

import segno

QUIET = 2  # modules of white around it; the paper gives the rest


@dataclass(frozen=True)
class Picture:
    """size: side of the picture in modules; path: the dark ones."""

    size: int
    path: str


def qr_picture(text: str) -> Picture:
    """Return the picture of a text, readable with a sixth of it soiled."""
    code = segno.make_qr(text, error="m")
    rows = [bytes(row) for row in code.matrix]
    dark = [
        f"M{x + QUIET} {y + QUIET}h{width}v1h-{width}z"
        for y, row in enumerate(rows)
        for x, width in _runs(row)
    ]
    return Picture(len(rows) + 2 * QUIET, "".join(dark))


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Return where dark modules stand side by side: first, how many."""
    runs, x = [], 0
    while (x := row.find(1, x)) >= 0:
        end = row.find(0, x)
        width = (end if end >= 0 else len(row)) - x
        runs.append((x, width))
        x += width
    return runs
