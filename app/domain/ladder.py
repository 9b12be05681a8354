"""The ladder: which step falls next on a ticket, and when.

Steps stand on the running finish or redo clock. The yellow light comes at the
opening of one of the last days; the others at the opening of the k-th overdue day,
or after a supervision notice was left unanswered, whichever is earlier.
Source: docs/rules.md, "Timelines" 23-27, 40, 42; ladder of section 13.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.facts import Clock, Days, TicketFacts
from app.domain.limits import (
    business_hour_before,
    days_opened_in,
    opened_before,
    untouched_day,
    untouched_day_before,
)
from app.domain.rule_set import RuleSet
from app.domain.terms import ClockName, Colour, Step
from app.domain.working_calendar import WorkingCalendar

ORDER = tuple(Step)
RANK = {step: rank for rank, step in enumerate(ORDER)}
NEXT_AFTER = {
    Colour.BLUE: Step.ORANGE,
    Colour.ORANGE: Step.RED,
    Colour.RED: Step.CLUE,
}


@dataclass(frozen=True, slots=True)
class DueStep:
    """A step, the clock it falls on, and its legal moment."""

    at: datetime
    step: Step
    clock: Clock


def next_step(
    facts: TicketFacts, calendar: WorkingCalendar, rules: RuleSet
) -> DueStep | None:
    """The earliest step still to fall if nobody acts; None when none can."""
    clock = facts.ladder_clock
    if clock is None or clock.due_at is None:
        return None
    steps = [
        DueStep(at, step, clock)
        for step, at in _candidates(facts, clock, clock.due_at, calendar, rules)
    ]
    return min(steps, key=lambda due: (due.at, RANK[due.step]), default=None)


def _candidates(
    facts: TicketFacts,
    clock: Clock,
    due_at: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> Iterator[tuple[Step, datetime]]:
    if Step.YELLOW not in clock.fallen:
        yellow = _yellow(facts, clock, due_at, calendar, rules)
        if yellow is not None:
            yield Step.YELLOW, yellow
            return  # on the due day at the latest: every other step comes later
    due_day = calendar.civil_date(due_at)
    not_counted = days_not_overdue(facts, calendar)
    by_days = _next_by_days(clock, rules)
    if by_days is not None:
        step, count = by_days
        day = untouched_day(calendar, due_day, count, not_counted)
        yield step, _opening(facts, day, calendar, not_counted)
    for after, reply_due in _open_replies(facts, clock):
        first = max(due_day, calendar.civil_date(reply_due))
        day = untouched_day(calendar, first, 1, not_counted)
        yield after, _opening(facts, day, calendar, not_counted)


def _opening(
    facts: TicketFacts,
    day: date,
    calendar: WorkingCalendar,
    not_counted: tuple[Days, ...],
) -> datetime:
    """The opening of the day; for a step that changed rules or another calendar would
    have brought before they held, the first opening that counts since they do."""
    opening = calendar.opening(day)
    since = facts.steps_from
    if since is None or opening >= since:
        return opening
    before = opened_before(calendar, since, itself=False)
    return calendar.opening(untouched_day(calendar, before, 1, not_counted))


def days_not_overdue(facts: TicketFacts, calendar: WorkingCalendar) -> tuple[Days, ...]:
    """Days that are never overdue days of finish, redo or assist: those touched by a
    lawful suspension, and those that opened while the answer lay with the window."""
    if not facts.suspensions and not facts.window_spans:
        return ()
    return facts.lawful_days() + days_opened_in(calendar, facts.window_spans)


def _open_replies(facts: TicketFacts, clock: Clock) -> Iterator[tuple[Step, datetime]]:
    """For each unanswered notice of this ladder: the step it leads to, and its due."""
    key = clock.key
    for notice in facts.clocks:
        if notice.ladder != key or not notice.runs or notice.colour is None:
            continue
        after = NEXT_AFTER[notice.colour]
        if after not in clock.fallen and notice.due_at is not None:
            yield after, notice.due_at


def _next_by_days(clock: Clock, rules: RuleSet) -> tuple[Step, int] | None:
    """The lowest step counted in overdue days that has not fallen, and its day."""
    for step in ORDER[1:]:
        count = rules.ladder[step].overdue_days
        if count is not None and step not in clock.fallen:
            return step, count
    return None


def _yellow(
    facts: TicketFacts,
    clock: Clock,
    due_at: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> datetime | None:
    """When the yellow light comes, or None when the due day's opening is past and it
    did not run then. It waits while the ticket is suspended or with the window."""
    runs_from = _runs_from(facts, clock)
    if not clock.limit_days:
        early = business_hour_before(calendar, due_at, rules.simple_yellow_hours)
        moment = max(early, clock.started_at)
        if moment >= runs_from:
            return moment
    day = last = calendar.civil_date(due_at)
    for _ in range(_yellow_days(facts, clock, rules) - 1):
        day = untouched_day_before(calendar, day, clock.touched)
    while day <= last:
        opening = calendar.opening(day)
        if opening >= runs_from:
            return opening
        day = untouched_day(calendar, day, 1, clock.touched)
    return None


def _yellow_days(facts: TicketFacts, clock: Clock, rules: RuleSet) -> int:
    if clock.name is ClockName.REDO:
        return rules.redo_yellow_last_days
    return rules.classes[facts.ticket_class].yellow_last_days


def _runs_from(facts: TicketFacts, clock: Clock) -> datetime:
    """Since when the clock runs, neither suspended nor with the window, under the rules
    and the calendar that hold."""
    runs_from = clock.started_at
    lawful = [one for one in facts.suspensions if one.lawful]
    if lawful:
        runs_from = max(runs_from, lawful[-1].ended_at or lawful[-1].ends_at)
    if facts.steps_from is not None:
        runs_from = max(runs_from, facts.steps_from)
    if not facts.window_spans:
        return runs_from
    back = facts.window_spans[-1][1]
    return runs_from if back is None else max(runs_from, back)
