"""The dates that would be promised if the case were dispatched now.

They come from the same rule that dispatches, so what is shown before filing is what
stands in the register after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.casework.desk import Desk
from app.domain.deciding import Moment
from app.domain.facts import Clock, TicketFacts
from app.domain.filing import dispatch
from app.domain.ledger import LedgerDay, ledger
from app.domain.life.applying import open_ticket
from app.domain.terms import ClockName, TicketClass
from app.domain.working_calendar import WorkingCalendar

_SOMEBODY = "-"  # the dates do not depend on which department it is


@dataclass(frozen=True)
class Promise:
    """What is promised. days: from day zero to the due day.

    checked_on:   by this day the window has verified and called back, when the
                  department needs all its time
    provisional:  reaches into a year whose holiday notice is not published yet
    """

    sign_due_at: datetime | None
    contact_due_at: datetime | None
    due_at: datetime
    days: tuple[LedgerDay, ...]
    checked_on: date
    provisional: bool


def promise_now(desk: Desk, ticket_class: TicketClass) -> Promise:
    """Return what is promised to a case of this class dispatched at this moment."""
    center = desk.actor.center or ""
    calendar, rules = desk.office.calendar(center), desk.office.rules
    moment = Moment(desk.now, calendar, rules, center)
    decision = dispatch(open_ticket(ticket_class, desk.now), _SOMEBODY, (), "", moment)
    finish = _running(decision.facts, ClockName.FINISH)
    due_at = finish.due_at or desk.now
    days_after = rules.verify_days + rules.revisit_days
    due_day = calendar.civil_date(due_at)
    return Promise(
        _running(decision.facts, ClockName.SIGN).due_at,
        _running(decision.facts, ClockName.CONTACT).due_at,
        due_at,
        promised_days(finish, calendar),
        calendar.add_working_days(due_day, days_after),
        decision.provisional,
    )


def promised_days(clock: Clock, calendar: WorkingCalendar) -> tuple[LedgerDay, ...]:
    """Return the days of a finish or redo clock, from day zero to the due day."""
    if clock.day_zero is None or not clock.limit_days:
        due_day = calendar.civil_date(clock.due_at or clock.started_at)
        return ledger(calendar, due_day, 0, clock.touched)
    return ledger(calendar, clock.day_zero, clock.limit_days, clock.touched)


def _running(facts: TicketFacts, name: ClockName) -> Clock:
    clock = facts.running(name)
    if clock is None:
        raise LookupError(f"a dispatched ticket has no {name} clock")
    return clock
