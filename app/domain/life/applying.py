"""What each act does to a ticket's state and clocks.

`apply_act` is a pure function: it copies the facts, changes the copy and returns it.
Whether the act is allowed by the table of states is asked first; what is forbidden
in the case at hand is raised as a refusal. Live-only refusals (a designated
department's second return, a late request) belong to the moments of life, not here:
recorded histories are judged, not refused. Source: docs/rules.md, "Timelines".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from app.domain.acts import Act
from app.domain.facts import TicketFacts, copied
from app.domain.life import beside, ending, in_hand, notices, pausing, standards
from app.domain.life.brought import steps_brought
from app.domain.life.clock_moves import swap
from app.domain.life.do import Do
from app.domain.life.notices import start_notice
from app.domain.lifecycle import require_act_possible
from app.domain.rule_set import RuleSet
from app.domain.terms import ClockName, EntryKind, State, Step, TicketClass
from app.domain.working_calendar import WorkingCalendar

DO: Mapping[EntryKind, Do] = {
    **in_hand.DO,
    **pausing.DO,
    **ending.DO,
    **notices.DO,
    **beside.DO,
    **standards.DO,
}


def open_ticket(ticket_class: TicketClass, filed_at: datetime) -> TicketFacts:
    """The facts of a ticket that has just been filed; no clock runs yet."""
    return TicketFacts(ticket_class, State.FILED, filed_at, filed_at)


def apply_act(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> tuple[TicketFacts, tuple[Step, ...]]:
    """The facts after the act, and the steps of the ladder that it brought itself.

    raises: NotPossible when the state does not allow it, RuleBroken or FieldMissing
            when the act contradicts the ticket's history
    """
    require_act_possible(facts.state, act.kind)
    after = copied(facts)
    before = facts.ladder_clock or facts.promise
    DO[act.kind](after, act, calendar, rules)
    after.last_at = act.at
    return after, steps_brought(facts, act, before, rules)


def take_step(
    facts: TicketFacts,
    key: tuple[ClockName, int],
    step: Step,
    at: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> None:
    """Mark the step as fallen on the clock; a coloured notice starts its reply clock.

    Changes `facts` in place: for this room's functions on their own copy only.
    """
    clock = next(clock for clock in facts.clocks if clock.key == key)
    marked = replace(clock, fallen=(*clock.fallen, step))
    swap(facts, clock, marked)
    rule = rules.ladder[step]
    if rule.colour is not None:
        start_notice(facts, rule.colour, at, marked.key, calendar, rules)
