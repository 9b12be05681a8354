"""One act of a recorded history folded into the facts; clocks and escalations told.

The same fold proves a ticket's rows against its timeline and tries other rules on
recorded histories. Source: docs/rules.md, "Timelines", output 36, 38, 44.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from app.domain.acts import Act
from app.domain.facts import Clock, TicketFacts
from app.domain.ladder import RANK, days_not_overdue
from app.domain.life.applying import apply_act
from app.domain.limits import overdue_days
from app.domain.passing_time import Happening, advance, bring_steps
from app.domain.rule_set import RuleSet
from app.domain.terms import ClockName, EntryKind
from app.domain.working_calendar import WorkingCalendar

# Clocks on which suspended days, and days with the window, are not overdue ones.
EXCUSED = (ClockName.FINISH, ClockName.REDO, ClockName.ASSIST)
CLOCK_RANK = {name: rank for rank, name in enumerate(ClockName)}


def act_upon(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> tuple[TicketFacts, list[Happening], list[Happening]]:
    """One act on a ticket: what time brought before it, then the act.

    returns: the facts after it, what time brought before it, what the act brought
    raises:  the act's refusals
    """
    ready, before = advance(facts, act.at, calendar, rules)
    promise = ready.promise
    after, steps = apply_act(ready, act, calendar, rules)
    if not steps or promise is None:
        return after, before, []
    return after, before, bring_steps(after, steps, promise.key, calendar, rules)


def escalations(happenings: Iterable[Happening]) -> list[Happening]:
    """The steps of the ladder by legal moment, then ladder order."""
    steps = [h for h in happenings if h.kind is EntryKind.ESCALATED]
    return sorted(steps, key=lambda h: (h.at, RANK[h.step] if h.step else 0))


def shown_clocks(facts: TicketFacts, until: datetime) -> Iterator[Clock]:
    """The clocks as answers list them, by start, then name, then cycle.

    A return window that has passed shows as stopped at its due instant; the finish
    clock shows the department that holds the ticket, or held it last.
    """
    rows = [_shown(clock, facts, until) for clock in facts.clocks]
    yield from sorted(rows, key=lambda c: (c.started_at, CLOCK_RANK[c.name], c.cycle))


def _shown(clock: Clock, facts: TicketFacts, until: datetime) -> Clock:
    if clock.name is ClockName.RETURN and clock.runs and clock.due_at is not None:
        return replace(
            clock, stopped_at=clock.due_at if until >= clock.due_at else None
        )
    if clock.name is ClockName.FINISH:
        return replace(clock, department=facts.holder)
    return clock


def overdue_working_days(
    facts: TicketFacts, clock: Clock, until: datetime, calendar: WorkingCalendar
) -> int:
    """Overdue working days of one clock; suspended days and days with the window do
    not count for the clocks that these freeze."""
    if clock.name in EXCUSED:
        not_counted = days_not_overdue(facts, calendar)
        return overdue_days(clock, until, calendar, not_counted)
    return overdue_days(clock, until, calendar)


def is_provisional(
    facts: TicketFacts, until: datetime, calendar: WorkingCalendar
) -> bool:
    """Does a clock touch a year for which no notice is published?"""
    return any(
        not calendar.is_published(year)
        for clock in facts.clocks
        for year in _years(clock, until, calendar)
    )


def _years(clock: Clock, until: datetime, calendar: WorkingCalendar) -> range:
    end = clock.stopped_at or until
    if clock.due_at is not None:
        end = max(end, clock.due_at)
    first = calendar.civil_date(clock.started_at).year
    return range(first, calendar.civil_date(end).year + 1)
