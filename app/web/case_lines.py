"""Lines of a list of cases with the light of what is promised on each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.casework.desk import Desk
from app.store.reads.lines import TicketLine
from app.store.reads.standing import list_standing
from app.web.clock_lights import clock_light
from app.web.lights import Light


@dataclass(frozen=True)
class CaseLine:
    """One line. light: of the promise; None before dispatch."""

    line: TicketLine
    light: Light | None


def case_lines(desk: Desk, lines: Iterable[TicketLine]) -> list[CaseLine]:
    """Return the lines with their lights; one question for the facts of all."""
    lines = list(lines)
    standing = list_standing(line.id for line in lines)
    found = []
    for line in lines:
        held = standing[line.id]
        clock = held.facts.promise
        shown = clock_light(held, clock, desk.office, desk.now) if clock else None
        found.append(CaseLine(line, shown))
    return found
