"""Conflict of interest (回避): who may not rule, because of whom it is about.

Nobody rules on a department that is or was the own one, or in which a relative or another
interest stands, nor on a case in which one is complained about or named as related.
Membership counts for good; another interest while it lasts, and for cases that were open
meanwhile. Source: docs/rules.md, personal data (conflict-of-interest block).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.errors import NotPermitted
from app.domain.facts import TicketFacts
from app.domain.terms import Command

# What judges a department; looking, asking and handing on stay possible.
RULINGS = frozenset(
    {
        Command.ARBITRATE,
        Command.CONFIRM_ESCALATION,
        Command.DECIDE_OBJECTION,
        Command.DISMISS_ESCALATION,
        Command.DOWNGRADE,
        Command.GRANT_EXTENSION,
        Command.ISSUE_CIRCULAR,
        Command.ISSUE_NOTICE,
        Command.LIFT_NOTICE,
        Command.PROPOSE_CLUE,
        Command.RECORD_TALK,
        Command.REFUSE_CLUE,
        Command.REFUSE_EXTENSION,
        Command.TRANSFER_CLUE,
    }
)


class InterestKind(StrEnum):
    """Why somebody stands too near. Values are stable: they stand in the database."""

    MEMBER = "member"
    RELATIVE = "relative"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Interest:
    """What somebody has to do with a department, or with one case.

    department:  code; empty for an interest in one case
    name:        of the department, as it is called
    since:       first day; until: the last one, None while it lasts
    of_this_case: is it about the very case that is to be judged?
    """

    department: str
    name: str
    kind: InterestKind
    since: date
    until: date | None = None
    of_this_case: bool = False

    def lasted(self, first: date, last: date) -> bool:
        """Did it last on any day from first to last, both included?"""
        return self.since <= last and (self.until is None or first <= self.until)


def judged(facts: TicketFacts) -> frozenset[str]:
    """The departments that a ruling on this ticket is about: all that ever held it."""
    clocks = (clock.department for clock in facts.clocks)
    found = (facts.holder, *facts.assistants, *facts.returned_by, *clocks)
    return frozenset(department for department in found if department)


def require_unbiased(
    interests: Iterable[Interest], departments: Iterable[str], filed: date, today: date
) -> None:
    """Raise NotPermitted when an interest speaks against ruling.

    departments: codes of those that are judged
    filed:       day of the filing; today: day of the ruling
    raises:      interest.case, interest.department
    """
    about = frozenset(departments)
    for interest in interests:
        if interest.of_this_case:
            raise NotPermitted("interest.case")
        if interest.department in about and _counts(interest, filed, today):
            raise NotPermitted("interest.department", department=interest.name)


def _counts(interest: Interest, filed: date, today: date) -> bool:
    is_member = interest.kind is InterestKind.MEMBER
    return interest.since <= today if is_member else interest.lasted(filed, today)
