"""Complaints for the inspection office alone: bad attitude, and corruption.

No department is sent one, so that those complained about learn nothing of it; neither
does the window end it. The inspection office looks into it and concludes.
Source: docs/rules.md, cause codes (C37), personal data.
"""

from __future__ import annotations

from app.domain.acts import Act
from app.domain.deciding import Moment, decide
from app.domain.decision import Decision
from app.domain.errors import NotPossible, RuleBroken
from app.domain.facts import TicketFacts
from app.domain.lifecycle import require_possible
from app.domain.statements import required
from app.domain.terms import CauseCode, Command, EntryKind, ResultCode

DIRECT = frozenset({CauseCode.C36, CauseCode.C37})
# What would take such a complaint past the inspection office, or to a department.
KEPT_FROM = frozenset(
    {Command.DISPATCH, Command.SOLVE_AT_DESK, Command.MERGE, Command.LINK}
)


def is_direct(cause: CauseCode | None) -> bool:
    """Does a complaint with this initial cause go to the inspection office alone?"""
    return cause in DIRECT


def require_not_direct(*causes: CauseCode | None) -> None:
    """Raise RuleBroken for a complaint that is the inspection office's alone."""
    if any(map(is_direct, causes)):
        raise RuleBroken("direct.inspection_only")


def require_direct(cause: CauseCode | None) -> None:
    """Raise NotPossible for any other complaint."""
    if not is_direct(cause):
        raise NotPossible("direct.not")


def conclude(
    facts: TicketFacts,
    cause: CauseCode | None,
    result: ResultCode,
    text: str,
    moment: Moment,
) -> Decision:
    """End it after the inspection office looked into it, without a department.

    raises: NotPossible direct.not
    """
    require_possible(facts.state, Command.CONCLUDE)
    require_direct(cause)
    required(text, "text")
    act = Act(EntryKind.CLOSED, moment.not_before(facts), result=result)
    return decide(facts, act, moment, {"how": "inspected", "text": text})
