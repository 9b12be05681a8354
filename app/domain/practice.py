"""What the office settled for itself and no rule of escalation depends on.

Read from the settings, unlike the rule file: a change moves no deadline of a ticket.
Source: docs/rules.md, sections 8 (retention), 13.2 step 10.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.terms import TicketClass

LONGEST_RETENTION = 100


_LONG = frozenset({TicketClass.OBSTRUCTION, TicketClass.SPECIAL, TicketClass.DIFFICULT})


def retention_by_class(usual: int = 10, long: int = 30) -> dict[TicketClass, int]:
    """How many years a case is kept: longer what several settled, or was obstructed."""
    return {one: long if one in _LONG else usual for one in TicketClass}


@dataclass(frozen=True, slots=True)
class Practice:
    """meeting_days: working days within which a joint meeting follows a raise
    retention_years: by class of case, how many years an archived case is kept
    same_answer_percent: from how much likeness on two answers count as the same text
    """

    meeting_days: int = 3
    retention_years: Mapping[TicketClass, int] = field(
        default_factory=retention_by_class
    )
    same_answer_percent: int = 90
