"""The complainant rates the result oneself, with number and code instead of a phone call.

It is the same revisit as the window's, told by the person: once for each answer that the
window has verified. "Not solved" sends the case back in the same breath. Nothing is
typed, so that no name stands in the timeline.
Source: docs/rules.md, section on the five levels; one service, one rating.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.domain import revisits
from app.domain.deciding import Moment
from app.domain.decision import Decision
from app.domain.errors import FieldMissing, NotPossible
from app.domain.facts import TicketFacts
from app.domain.terms import State, Unsolved


def may_rate(facts: TicketFacts) -> bool:
    """Is the person's word awaited? From the verification until somebody has asked."""
    return facts.state is State.VERIFIED


def may_object(facts: TicketFacts) -> bool:
    """May a closed case be sent back? Only when nobody was reached before it closed."""
    is_over = facts.state is State.CLOSED and not facts.merged
    return is_over and facts.holder is not None and not facts.reached


def rate(
    facts: TicketFacts,
    solved: bool,
    rating: int | None,
    why: Sequence[Unsolved],
    moment: Moment,
) -> Decision:
    """Record what the person says. rating: 1 to 5, 5 very satisfied

    raises: NotPossible rating.not_now; FieldMissing rating.level, rating.why;
            RuleBroken revisit.rating
    """
    if not may_rate(facts):
        raise NotPossible("rating.not_now", state=facts.state)
    if rating is None:
        raise FieldMissing("rating.level", field="rating")
    text = "" if solved else told(why)
    return revisits.revisit(facts, True, solved, rating, text, moment)


def send_back(facts: TicketFacts, why: Sequence[Unsolved], moment: Moment) -> Decision:
    """Not solved: the department does it again.

    raises: NotPossible rating.not_now; FieldMissing rating.why
    """
    if facts.state is State.CLOSED and not may_object(facts):
        raise NotPossible("rating.not_now", state=facts.state)
    return revisits.reopen(facts, told(why), moment)


def told(why: Sequence[Unsolved]) -> str:
    """The reasons as they stand in the timeline. raises: FieldMissing rating.why"""
    if not why:
        raise FieldMissing("rating.why", field="why")
    return "；".join(one.zh for one in Unsolved if one in why)
