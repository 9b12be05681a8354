"""What must hold before an act beside a ticket's main course.

Asked when the act is offered, when somebody does it, and once more when it is folded.
"""

from __future__ import annotations

from app.domain.errors import NotPossible, RuleBroken
from app.domain.facts import TicketFacts
from app.domain.terms import Step


def require_may_raise(facts: TicketFacts) -> None:
    """Raise the reason why the level cannot be raised (again).

    raises: NotPossible raise.nothing_promised; RuleBroken raise.already
    """
    promise = facts.promise
    if promise is None:
        raise NotPossible("raise.nothing_promised", state=facts.state)
    if Step.RAISED in promise.fallen:
        raise RuleBroken("raise.already")


def require_none_called(facts: TicketFacts) -> None:
    """Raise RuleBroken while a meeting is called that has not taken place."""
    if facts.meeting_called:
        raise RuleBroken("meeting.called_already")


def require_called(facts: TicketFacts) -> None:
    """Raise NotPossible when no meeting is called."""
    if not facts.meeting_called:
        raise NotPossible("meeting.not_called", state=facts.state)


def require_not_watched(facts: TicketFacts) -> None:
    """Raise RuleBroken for what is on the watch-list, or goes on in another ticket."""
    if facts.watched:
        raise RuleBroken("watch.already")
    if facts.merged:
        raise RuleBroken("watch.merged")


def require_watched(facts: TicketFacts) -> None:
    """Raise NotPossible for what is not on the watch-list."""
    if not facts.watched:
        raise NotPossible("watch.not_watched", state=facts.state)
