"""On which line of a rule file's text a value or a block stands."""

from __future__ import annotations

import re
from dataclasses import replace

from app.domain.rules.fault import Fault

_HEADING = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?$")
_KEY = re.compile(r"\s*\"?([A-Za-z0-9_\-\u4e00-\u9fff]+)\"?\s*=")


def lines_of(text: str) -> dict[str, int]:
    """Line by dotted path, for every block and every key that begins a line."""
    found: dict[str, int] = {}
    block = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if heading := _HEADING.match(line):
            block = ".".join(part.strip().strip('"') for part in heading[1].split("."))
            found.setdefault(block, number)
        elif key := _KEY.match(line):
            found.setdefault(f"{block}.{key[1]}" if block else key[1], number)
    return found


def placed(faults: list[Fault], text: str) -> list[Fault]:
    """The faults with their lines, in the order of the lines.

    What is missing is told at the block in which it is missed.
    """
    lines = lines_of(text)
    found = [
        fault if fault.line else replace(fault, line=_line(fault.place, lines))
        for fault in faults
    ]
    return sorted(found, key=lambda fault: (fault.line == 0, fault.line))


def _line(place: str, lines: dict[str, int]) -> int:
    while place:
        if place in lines:
            return lines[place]
        place = place.rpartition(".")[0]
    return 0
