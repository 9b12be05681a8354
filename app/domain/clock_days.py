"""The days behind the due moment of one clock, whatever clock it is.

The rows that a page draws, the API gives out and paper carries. What is said about
them is the doors' business.
"""

from __future__ import annotations

from datetime import date, timedelta

from app.domain.deciding import Moment
from app.domain.facts import Clock, Days, TicketFacts
from app.domain.ladder import days_not_overdue
from app.domain.ledger import LedgerDay, ledger
from app.domain.limits import last_overdue_day, untouched_days_between
from app.domain.replay import EXCUSED
from app.domain.terms import ClockName
from app.domain.working_calendar import WorkingCalendar

N = ClockName

# Limits in hours, or at an hour: no day of theirs is counted.
_HOURLY = (N.SIGN, N.CONTACT)
_DAY = timedelta(days=1)


def counts_days(clock: Clock) -> bool:
    """Is its limit counted in working days?"""
    return clock.name not in _HOURLY and (
        clock.name not in (N.FINISH, N.REDO) or bool(clock.limit_days)
    )


def days_of(clock: Clock, facts: TicketFacts, moment: Moment) -> tuple[LedgerDay, ...]:
    """One row for each civil day of the limit, and of its lateness up to now."""
    calendar = moment.calendar
    if clock.due_at is None:
        return ()
    due = calendar.civil_date(clock.due_at)
    zero, limit = _span(clock, facts, due, calendar)
    last = last_overdue_day(clock, moment.now, calendar)
    touched = clock.touched + _after_due(clock, facts, due, last, calendar)
    return ledger(calendar, zero, limit, touched, until=max(due, last))


def _span(
    clock: Clock, facts: TicketFacts, due: date, calendar: WorkingCalendar
) -> tuple[date, int]:
    """Day zero, and how many working days lie between it and the due day."""
    if not counts_days(clock):
        return due, 0
    if clock.day_zero is not None:
        return clock.day_zero, clock.limit_days
    finish = _finish(facts)
    if clock.name is N.ASSIST and finish is not None and finish.day_zero is not None:
        zero, touched = finish.day_zero, finish.touched
        return zero, untouched_days_between(calendar, zero, due, touched)
    zero = calendar.day_zero(clock.started_at)
    return zero, calendar.working_days_between(zero, due)


def _finish(facts: TicketFacts) -> Clock | None:
    return next((clock for clock in facts.clocks if clock.name is N.FINISH), None)


def _after_due(
    clock: Clock,
    facts: TicketFacts,
    due: date,
    last: date,
    calendar: WorkingCalendar,
) -> tuple[Days, ...]:
    """Days after the due day that are no overdue days, although offices worked."""
    if clock.name not in EXCUSED:
        return ()
    spans = days_not_overdue(facts, calendar)
    clipped = ((max(a, due + _DAY), min(b, last)) for a, b in spans)
    return tuple((a, b) for a, b in clipped if a <= b)
