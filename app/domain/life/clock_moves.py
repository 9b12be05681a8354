"""How a clock of a ticket starts, moves and stops: the hand moves of `life`.

Every function changes the facts it is given, in place: for this room's functions on
their own copy only. Source: docs/rules.md, "Timelines" 1, 8, 9.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.domain.facts import Clock, TicketFacts, stopped
from app.domain.limits import contact_due, days_due
from app.domain.rule_set import RuleSet
from app.domain.terms import ClockName
from app.domain.working_calendar import WorkingCalendar


def start(
    facts: TicketFacts,
    name: ClockName,
    department: str | None,
    at: datetime,
    due_at: datetime | None = None,
) -> Clock:
    """Start a clock, the next of its name. due_at: None for one that has no limit"""
    cycle = 1 + sum(clock.name is name for clock in facts.clocks)
    clock = Clock(name, cycle, department, at, due_at)
    facts.clocks = (*facts.clocks, clock)
    return clock


def start_days(
    facts: TicketFacts,
    name: ClockName,
    department: str | None,
    at: datetime,
    count: int,
    calendar: WorkingCalendar,
) -> Clock:
    """Start a clock that is due after so many working days, day zero not counted."""
    _, due = days_due(calendar, at, count)
    return start(facts, name, department, at, due)


def start_promise(
    facts: TicketFacts,
    name: ClockName,
    at: datetime,
    limit_days: int,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> Clock:
    """Start the holder's finish or redo; a limit of 0 days is due like a contact."""
    if limit_days:
        day_zero, due = days_due(calendar, at, limit_days)
        clock = start(facts, name, facts.holder, at, due)
        timed = replace(clock, limit_days=limit_days, day_zero=day_zero)
        swap(facts, clock, timed)
        return timed
    return start(facts, name, facts.holder, at, contact_due(calendar, rules, at))


def stop(facts: TicketFacts, name: ClockName, at: datetime) -> None:
    """Stop every running clock of that name; nothing where none runs."""
    if facts.running(name) is None:
        return
    facts.clocks = tuple(
        stopped(clock, at) if clock.name is name and clock.runs else clock
        for clock in facts.clocks
    )


def stop_return(facts: TicketFacts, at: datetime) -> None:
    """The return window closes by itself at its due instant: never later."""
    clock = facts.running(ClockName.RETURN)
    if clock is not None and clock.due_at is not None:
        swap(facts, clock, stopped(clock, min(at, clock.due_at)))


def swap(facts: TicketFacts, old: Clock, new: Clock) -> None:
    """Put a clock in the place of another. old: the very one that the facts hold"""
    facts.clocks = tuple(new if clock is old else clock for clock in facts.clocks)


def not_past(clock: Clock, at: datetime) -> bool:
    """Is there a limit, and was it not over? The due instant itself is in time."""
    return clock.due_at is not None and at <= clock.due_at
