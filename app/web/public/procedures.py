"""Special procedures of a matter, as the district's file names them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Procedure:
    """A lawful procedure whose days do not count. days: at most; 0 when not said"""

    name: str
    days: int


def procedures(told: str) -> list[Procedure]:
    """Read "公示:7;现场核查:10"; a part without a number has none."""
    return [_procedure(part) for part in told.split(";") if part.strip()]


def _procedure(part: str) -> Procedure:
    name, _, days = part.partition(":")
    number = days.strip()
    is_number = number.isascii() and number.isdigit() and len(number) <= 3
    return Procedure(name.strip(), int(number) if is_number else 0)
