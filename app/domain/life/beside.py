"""What the acts beside a ticket's main course do to it: assistants named later, the
level raised by hand, joint meetings, the policy watch-list, merging.

Each changes the copy it is given. Recorded
histories know none of these acts. Source: docs/rules.md, sections 9, 12 (10, 20), 13.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.domain.acts import Act
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.facts import TicketFacts, stopped
from app.domain.life.clock_moves import start, stop_return, swap
from app.domain.life.do import Do
from app.domain.limits import assist_due, days_due
from app.domain.requirements import (
    require_called,
    require_may_raise,
    require_none_called,
    require_not_watched,
    require_watched,
)
from app.domain.rule_set import RuleSet
from app.domain.terms import ClockName, EntryKind, State
from app.domain.working_calendar import WorkingCalendar

N = ClockName


def add_assistant(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    """Name further assistants; each gets a clock of its own, due before the lead's."""
    if not act.assisting:
        raise FieldMissing("assist.nobody", field="assisting")
    for assistant in act.assisting:
        if assistant == facts.holder:
            raise RuleBroken("dispatch.assists_itself", field="assisting")
        if facts.running(N.ASSIST, assistant):
            raise RuleBroken(
                "assist.named_already", field="assisting", department=assistant
            )
        due = _assistant_due(facts, act.at, calendar, rules)
        start(facts, N.ASSIST, assistant, act.at, due)
    facts.assistants = tuple(dict.fromkeys((*facts.assistants, *act.assisting)))


def _assistant_due(
    facts: TicketFacts, at: datetime, calendar: WorkingCalendar, rules: RuleSet
) -> datetime | None:
    """As for one named at dispatch; where that has passed, the same days from now."""
    promise = facts.ladder_clock
    due = assist_due(promise, calendar, rules) if promise else None
    if due is not None and due > at:
        return due
    _, later = days_due(calendar, at, max(rules.assist_days_before_finish, 1))
    return later


def release_assistant(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    """Free an assistant whose part was not needed; its lateness so far stays."""
    clock = facts.running(N.ASSIST, act.department or "")
    if clock is None:
        raise NotPossible("assist.not_at_work", department=act.department)
    swap(facts, clock, stopped(clock, act.at))
    facts.assistants = tuple(d for d in facts.assistants if d != act.department)


def raise_level(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    """Nothing moves but the ladder: the step `raised` falls now instead of later."""
    require_may_raise(facts)


def call_meeting(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    """One meeting at a time is called."""
    require_none_called(facts)
    facts.meeting_called = True


def hold_meeting(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    """The meeting that was called took place."""
    require_called(facts)
    facts.meeting_called = False
    facts.meetings += 1


def watch(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    """Put it on the watch-list; an answer R5 has done so already."""
    require_not_watched(facts)
    facts.watched = True


def call_back(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    """The rule changed and the person was called; who was not reached stays on it."""
    require_watched(facts)
    if act.reached is None:
        raise FieldMissing("callback.reached", field="reached")
    facts.watched = not act.reached


def unwatch(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    """Take it off the list without a call-back."""
    require_watched(facts)
    facts.watched = False


def merge(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    """It ends here and goes on in the ticket it repeats; lateness so far stays."""
    facts.state = State.CLOSED
    facts.merged = True
    facts.asked_days = 0
    facts.meeting_called = False
    stop_return(facts, act.at)
    facts.clocks = tuple(
        stopped(clock, act.at) if clock.runs else clock for clock in facts.clocks
    )


DO: Mapping[EntryKind, Do] = {
    EntryKind.ASSISTANT_ADDED: add_assistant,
    EntryKind.ASSISTANT_RELEASED: release_assistant,
    EntryKind.LEVEL_RAISED: raise_level,
    EntryKind.MEETING_CALLED: call_meeting,
    EntryKind.MEETING_HELD: hold_meeting,
    EntryKind.WATCHED: watch,
    EntryKind.CALLED_BACK: call_back,
    EntryKind.UNWATCHED: unwatch,
    EntryKind.MERGED: merge,
}
