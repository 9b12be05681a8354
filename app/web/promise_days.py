"""The promise to the citizen: its ledger for the strip beside its date, its end in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from flask_babel import gettext

from app.casework.office import Office
from app.domain.facts import Clock
from app.domain.ledger import LedgerDay, ledger
from app.domain.limits import last_overdue_day, moved
from app.domain.terms import ClockName
from app.store.register import Held
from app.web.formats import moment_text


def promise_days(held: Held, office: Office, now: datetime) -> tuple[LedgerDay, ...]:
    """Return the days of the promise, overdue ones up to today; none before dispatch
    and none for a promise that is not counted in days."""
    clock = held.facts.promise
    return clock_days(held, clock, office, now) if clock else ()


def clock_days(
    held: Held, clock: Clock, office: Office, now: datetime
) -> tuple[LedgerDay, ...]:
    """Return the days of one clock; none when it is not counted in days."""
    if clock.day_zero is None or not clock.limit_days:
        return ()
    calendar = office.calendar_of(held.calendar_hash)
    until: date | None = None
    if clock.due_at is not None and (clock.stopped_at or now) > clock.due_at:
        until = last_overdue_day(clock, now, calendar)
    return ledger(calendar, clock.day_zero, clock.limit_days, clock.touched, until)


def with_due(told: str, held: Held) -> str:
    """What was done, and until when the promise runs; as told where none runs."""
    promise = held.facts.promise
    if promise is None or promise.due_at is None or not promise.runs:
        return told
    due = gettext("due %(moment)s", moment=moment_text(promise.due_at))
    return gettext("%(first)s, %(second)s", first=told, second=due)


def longer(held: Held, days: int, office: Office) -> Clock | None:
    """Return the finish clock as it would run with working days more; None when it
    does not run or is not counted in days."""
    clock = held.facts.running(ClockName.FINISH)
    if clock is None or not clock.limit_days:
        return None
    calendar = office.calendar_of(held.calendar_hash)
    extended = replace(clock, limit_days=clock.limit_days + days)
    return moved(extended, calendar, office.rules_of(held.rules_hash))
