"""What stands beside a new case: cases of the same telephone, and of the same matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.casework.desk import Desk
from app.store.reads.lines import (
    TicketFilter,
    TicketLine,
    count_tickets,
    list_by_filing,
    list_of_same_person,
)
from app.store.reads.organisation import Matter
from app.web.case_lines import CaseLine, case_lines

SHOWN = 4
_READ = 20


@dataclass(frozen=True)
class SameCase:
    """Another case. is_mine: may this officer open it?"""

    case: CaseLine
    is_mine: bool


@dataclass(frozen=True)
class SameMatter:
    """What the district has under way about one matter.

    count, late: open cases, and those of them that are overdue, counted up to 1000
    cases:       this window's own first, then the newest of the others
    """

    count: int
    late: int
    cases: Sequence[SameCase]


def same_person(phone: str, desk: Desk) -> list[SameCase]:
    """Return the cases of the same telephone in this district, open ones first."""
    lines = list_of_same_person(desk.district, phone, is_open=None, limit=_READ)
    lines.sort(key=lambda line: line.closed_at is not None)
    return _cases(lines[:SHOWN], desk)


def open_numbers(cases: Sequence[SameCase]) -> str:
    """Return the numbers of those that are under way, as the page sends them back."""
    return " ".join(one.case.line.number for one in cases if _is_open(one))


def unseen_again(
    cases: Sequence[SameCase], matter: Matter | None, seen: str
) -> list[str]:
    """Return the numbers of those under way about this very matter that the page has not
    shown yet. seen: open_numbers of the page"""
    if matter is None:
        return []
    again = [one.case.line for one in cases if _is_open(one)]
    return [
        line.number
        for line in again
        if line.matter_name == matter.name and line.number not in seen.split()
    ]


def _is_open(one: SameCase) -> bool:
    return one.case.line.closed_at is None


def same_matter(matter: Matter | None, desk: Desk) -> SameMatter | None:
    """Return what is under way about the matter; None while none is chosen."""
    if matter is None:
        return None
    about = TicketFilter(district_id=desk.district, matter=matter.id, is_open=True)
    lines = list_by_filing(about, limit=_READ)
    lines.sort(key=lambda line: not _is_mine(line, desk))
    return SameMatter(
        count_tickets(about),
        count_tickets(replace(about, due_before=desk.now)),
        _cases(lines[:SHOWN], desk),
    )


def _cases(lines: Sequence[TicketLine], desk: Desk) -> list[SameCase]:
    shown = case_lines(desk, lines)
    return [SameCase(one, _is_mine(one.line, desk)) for one in shown]


def _is_mine(line: TicketLine, desk: Desk) -> bool:
    handed_to_us = desk.actor.of_district_window and line.handed_up
    return line.center == desk.actor.center or handed_to_us
