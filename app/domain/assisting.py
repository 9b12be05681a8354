"""Assistants named after the dispatch, and those who are not needed after all.

Each assistant has a clock of its own, due before the lead's; the lead cannot answer
while one runs. Who was named at dispatch is `filing`'s; what an assistant does is
`handling`'s. Source: docs/rules.md, sections 3, 12 (10); Jinan 29-30, Weifang 22-23.
"""

from __future__ import annotations

from app.domain.acts import Act
from app.domain.deciding import Moment, decide
from app.domain.decision import Decision
from app.domain.errors import NotPossible
from app.domain.facts import TicketFacts
from app.domain.lifecycle import require_possible
from app.domain.statements import required
from app.domain.terms import ClockName, Command, EntryKind


def add_assistant(
    facts: TicketFacts, departments: tuple[str, ...], reason: str, moment: Moment
) -> Decision:
    """Name further departments to assist, by dispatch or as a joint meeting settled.

    raises: FieldMissing assist.nobody; RuleBroken dispatch.assists_itself,
            assist.named_already
    """
    require_possible(facts.state, Command.ADD_ASSISTANT)
    required(reason, "reason")
    named = tuple(dict.fromkeys(departments))
    act = Act(EntryKind.ASSISTANT_ADDED, moment.not_before(facts), assisting=named)
    return decide(facts, act, moment, {"text": reason})


def release_assistant(
    facts: TicketFacts, department: str, reason: str, moment: Moment
) -> Decision:
    """Free an assistant whose part is not needed; what it wrote stays on record."""
    require_possible(facts.state, Command.RELEASE_ASSISTANT)
    require_at_work(facts)
    required(department, "department")
    required(reason, "reason")
    act = Act(EntryKind.ASSISTANT_RELEASED, moment.not_before(facts), department)
    return decide(facts, act, moment, {"text": reason})


def at_work(facts: TicketFacts) -> tuple[str, ...]:
    """The assistants that have not answered yet, in the order they were named."""
    return tuple(
        clock.department
        for clock in facts.clocks
        if clock.name is ClockName.ASSIST and clock.runs and clock.department
    )


def require_at_work(facts: TicketFacts) -> None:
    """Raise NotPossible when no assistant is at work."""
    if not at_work(facts):
        raise NotPossible("assist.not_at_work")
