"""How marks look: class names for pages, attributes for a picture that stands alone.

On a page the style sheet decides, so that print, high contrast and dark grounds have
their say; a file has no style sheet and carries the same values itself. Red is lateness
and nothing else; what differs in colour differs in lightness, dash or outline too.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

INK, DIM, GRID, EDGE = "#17212b", "#45515e", "#dde2e7", "#76838f"


class Look(StrEnum):
    """What a mark stands for."""

    PLAIN = "act-2"
    NOW = "act"
    KEPT = "ok"
    SOON = "soon"
    LATE = "late"
    HELD = "held"


_FILLS: Mapping[Look, Mapping[str, str]] = {
    Look.PLAIN: {"fill": "#6b93bf"},
    Look.NOW: {"fill": "#0b4a8c"},
    Look.KEPT: {"fill": "#e4f0e9", "stroke": "#1b6a48"},
    Look.SOON: {"fill": "#c07a00"},
    Look.LATE: {"fill": "#b3211a"},
    Look.HELD: {"fill": "#7a8692"},
}
_LINES: Mapping[Look, tuple[str, str]] = {
    Look.PLAIN: ("#45719f", "7 4"),
    Look.NOW: ("#0b4a8c", ""),
    Look.KEPT: ("#1b6a48", "2 4"),
    Look.SOON: ("#855000", "9 3 2 3"),
    Look.LATE: ("#b3211a", ""),
    Look.HELD: ("#4b5865", "1 3"),
}

AXIS, GROUND, AREA, LABEL, NOTE = "axis", "axis-0", "area", "lab", "note"
LABEL_STRONG = "lab-b"
OVER = "lab lab-over"  # on lines that run below it

_PLAIN: Mapping[str, Mapping[str, str]] = {
    AXIS: {"stroke": GRID},
    GROUND: {"stroke": EDGE},
    AREA: {"fill": "#e8f0f9"},
    LABEL: {"fill": INK},
    OVER: {
        "fill": INK,
        "stroke": "#ffffff",
        "stroke-width": "4",
        "stroke-linejoin": "round",
        "paint-order": "stroke",
    },
    LABEL_STRONG: {"fill": INK, "font-weight": "600"},
    NOTE: {"fill": DIM},
}


def fill(look: Look) -> str:
    """The name of a filled mark's look."""
    return f"f-{look}"


def line(look: Look) -> str:
    """The name of a line's look."""
    return f"line line-{look}"


def attributes(name: str) -> Mapping[str, str]:
    """What the look is without a style sheet; nothing for an unknown one."""
    return _ALONE.get(name, {})


def _stroke(look: Look) -> Mapping[str, str]:
    colour, dash = _LINES[look]
    drawn = {"fill": "none", "stroke": colour, "stroke-width": "2.2"}
    return {**drawn, "stroke-dasharray": dash} if dash else drawn


_ALONE: Mapping[str, Mapping[str, str]] = {
    **_PLAIN,
    **{fill(look): given for look, given in _FILLS.items()},
    **{line(look): _stroke(look) for look in Look},
}
