"""From when a running clock is "due soon" (黄灯): by the rules, else on its due day.

The step of the ladder falls once and is on record; the light follows the due moment
wherever an extension or a suspension moved it. Source: docs/rules.md, section 13.1.
"""

from __future__ import annotations

from datetime import datetime

from app.domain.facts import Clock, TicketFacts
from app.domain.limits import business_hour_before, untouched_day_before
from app.domain.rule_set import RuleSet
from app.domain.terms import ClockName
from app.domain.working_calendar import WorkingCalendar


def soon_from(
    facts: TicketFacts, clock: Clock, calendar: WorkingCalendar, rules: RuleSet
) -> datetime | None:
    """The first moment of "due soon"; None for a clock without a due moment."""
    if clock.due_at is None:
        return None
    if clock.name is ClockName.FINISH and not clock.limit_days:
        return business_hour_before(calendar, clock.due_at, rules.simple_yellow_hours)
    day = calendar.civil_date(clock.due_at)
    for _ in range(_last_days(facts, clock, rules) - 1):
        day = untouched_day_before(calendar, day, clock.touched)
    return calendar.opening(calendar.working_day_from(day))


def _last_days(facts: TicketFacts, clock: Clock, rules: RuleSet) -> int:
    """How many last days of the limit are "soon"; the due day itself is the first."""
    if clock.name is ClockName.FINISH:
        return rules.classes[facts.ticket_class].yellow_last_days
    if clock.name is ClockName.REDO:
        return rules.redo_yellow_last_days
    return 1
