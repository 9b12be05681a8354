"""Running clocks under another calendar: every limit that has not passed, anew.

What has passed stays as it was judged, and no limit moves into the past: a clock is
changed only while its due instant, the old and the new one, lies ahead.
Source: docs/rules.md, "Timelines" 1, 7, 8, 15-18, 25; Civil Code 201, 203.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import TypeAlias

from app.domain.errors import RuleBroken
from app.domain.facts import Clock, Days, Suspension, TicketFacts
from app.domain.limits import assist_due, contact_due, days_due, moved
from app.domain.rule_set import RuleSet
from app.domain.terms import ClockName, Colour
from app.domain.working_calendar import WorkingCalendar

N = ClockName
_PROMISES = (N.FINISH, N.REDO)
Limits: TypeAlias = Mapping[ClockName, int]
NO_LIMITS: Limits = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Moved:
    """A clock whose limit lies elsewhere than before."""

    clock: Clock
    was_due_at: datetime
    due_at: datetime


def moved_clocks(before: TicketFacts, after: TicketFacts) -> Iterator[Moved]:
    """The clocks that end at another instant than before, in their order."""
    was = {clock.key: clock.due_at for clock in before.clocks}
    for clock in after.clocks:
        old, new = was.get(clock.key), clock.due_at
        if old is not None and new is not None and old != new:
            yield Moved(clock, old, new)


def planned_days(facts: TicketFacts, calendar: WorkingCalendar) -> int:
    """Working days that the suspension under way is still planned to last, counted
    from its first day; 0 when nothing is suspended."""
    one = facts.suspension
    if one is None:
        return 0
    return calendar.working_days_between(one.first_day, one.last_day)


def recompute(
    facts: TicketFacts,
    at: datetime,
    planned: int,
    calendar: WorkingCalendar,
    rules: RuleSet,
    limits: Limits = NO_LIMITS,
) -> None:
    """Every running clock as the calendar, and the rules, give it.

    Changes `facts` in place: for the fold's own copy only.

    planned: working days of the suspension under way, see `planned_days`
    limits:  working days of the promises, where the rules changed them
    """
    span = _replan(facts, at, planned, calendar)
    facts.clocks = tuple(
        _ahead(clock, _own(clock, span, calendar, rules, limits), at)
        for clock in facts.clocks
    )
    promise = facts.ladder_clock
    if promise is not None:
        facts.clocks = tuple(
            _ahead(clock, _assisting(clock, promise, calendar, rules), at)
            for clock in facts.clocks
        )


def _ahead(old: Clock, new: Clock, at: datetime) -> Clock:
    """The new one, if the limit lay ahead and still does."""
    if old.due_at is None or new.due_at is None or not old.runs:
        return old
    return new if min(old.due_at, new.due_at) >= at else old


def _own(
    clock: Clock,
    span: tuple[Days, Days] | None,
    calendar: WorkingCalendar,
    rules: RuleSet,
    limits: Limits,
) -> Clock:
    if clock.name in _PROMISES:
        promised = limits.get(clock.name, clock.limit_days)
        clock = replace(clock, limit_days=promised)
        return _promise(clock, span, calendar, rules)
    if clock.name is N.SIGN:
        seconds = rules.sign_hours * 3600
        due = calendar.add_working_time(clock.started_at, seconds)
        return replace(clock, due_at=due)
    if clock.name is N.CONTACT:
        due = contact_due(calendar, rules, clock.started_at)
        return replace(clock, due_at=due)
    days = _limit(clock, rules)
    if days is None:
        return clock
    return replace(clock, due_at=days_due(calendar, clock.started_at, days)[1])


def _promise(
    clock: Clock,
    span: tuple[Days, Days] | None,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> Clock:
    if span is not None:
        planned, now = span
        spans = tuple(now if one == planned else one for one in clock.touched)
        clock = replace(clock, touched=spans)
    if clock.day_zero is not None:
        clock = replace(clock, day_zero=calendar.day_zero(clock.started_at))
    return moved(clock, calendar, rules)


def _limit(clock: Clock, rules: RuleSet) -> int | None:
    """Working days of a clock that nothing moves; None for the others."""
    if clock.name is N.NOTICE_REPLY:
        return reply_days(clock.colour, rules) if clock.colour else None
    return {
        N.RETURN: rules.return_days,
        N.ARBITRATION: rules.arbitration_days,
        N.VERIFY: rules.verify_days,
        N.REVISIT: rules.revisit_days,
        N.RATING_CONTACT: rules.rating_contact_days,
    }.get(clock.name)


def _assisting(
    clock: Clock, promise: Clock, calendar: WorkingCalendar, rules: RuleSet
) -> Clock:
    if clock.name is not N.ASSIST:
        return clock
    return replace(clock, due_at=assist_due(promise, calendar, rules))


def _replan(
    facts: TicketFacts, at: datetime, planned: int, calendar: WorkingCalendar
) -> tuple[Days, Days] | None:
    """The suspension under way with its end anew; its days before and now."""
    one = facts.suspension
    if one is None or not planned:
        return None
    new = _planned(one, planned, calendar)
    if min(one.ends_at, new.ends_at) < at:
        return None
    facts.suspensions = (*facts.suspensions[:-1], new)
    return (one.first_day, one.last_day), (new.first_day, new.last_day)


def _planned(one: Suspension, planned: int, calendar: WorkingCalendar) -> Suspension:
    first = calendar.day_zero(one.at)
    last = calendar.add_working_days(first, planned)
    ends_at = calendar.closing(last)
    return replace(one, first_day=first, last_day=last, ends_at=ends_at)


def reply_days(colour: Colour, rules: RuleSet) -> int:
    """Working days within which a supervision notice of this colour is answered."""
    for rule in rules.ladder.values():
        if rule.colour is colour and rule.reply_days is not None:
            return rule.reply_days
    raise RuleBroken("notice.colour_unused", colour=colour, field="colour")
