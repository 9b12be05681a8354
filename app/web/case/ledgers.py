"""The days behind a date: for day strips, and for the ledger page of one clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext

from app.casework.looking import Shown
from app.domain.facts import Clock, Days, TicketFacts
from app.domain.ladder import days_not_overdue
from app.domain.ledger import LedgerDay, LedgerKind, ledger
from app.domain.limits import days_opened_in, last_overdue_day, untouched_days_between
from app.domain.replay import FREEZABLE
from app.domain.terms import ClockName, EntryKind
from app.domain.working_calendar import WorkingCalendar
from app.web.case.names import Names, named
from app.web.formats import clock_time

N, K = ClockName, EntryKind

# Limits in hours, or at an hour: no day of theirs is counted.
_HOURLY = (N.SIGN, N.CONTACT)
STRIP = 20
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class HourLine:
    """One stretch of opening hours. seconds: how long; total: up to its end."""

    start: datetime
    end: datetime
    seconds: int
    total: int


def counts_days(clock: Clock) -> bool:
    """Is its limit counted in working days?"""
    return clock.name not in _HOURLY and (
        clock.name not in (N.FINISH, N.REDO) or bool(clock.limit_days)
    )


def days_of(clock: Clock, facts: TicketFacts, shown: Shown) -> tuple[LedgerDay, ...]:
    """One row for each civil day of the limit, and of its lateness up to now."""
    calendar = shown.moment.calendar
    if clock.due_at is None:
        return ()
    due = calendar.civil_date(clock.due_at)
    zero, limit = _span(clock, facts, due, calendar)
    last = last_overdue_day(clock, shown.moment.now, calendar)
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
    if clock.name not in FREEZABLE:
        return ()
    spans = days_not_overdue(facts, calendar)
    clipped = ((max(a, due + _DAY), min(b, last)) for a, b in spans)
    return tuple((a, b) for a, b in clipped if a <= b)


def strip_of(days: Sequence[LedgerDay], today: date) -> list[LedgerDay]:
    """The days of a strip: all of them, or as many as stand in two lines, around today."""
    if len(days) <= STRIP or today >= days[-STRIP].day:
        return list(days[-STRIP:])
    first = sum(row.day < today - 2 * _DAY for row in days)
    return list(days[first : first + STRIP])


def strip_label(days: Sequence[LedgerDay]) -> str:
    """What the strip says, for those who hear it."""
    counted = sum(row.kind.counts for row in days)
    late = sum(row.kind is LedgerKind.OVERDUE for row in days)
    if late:
        return gettext(
            "%(counted)d days counted, %(late)d days late", counted=counted, late=late
        )
    return gettext("%(counted)d days counted up to the due day", counted=counted)


def notes_on(clock: Clock, shown: Shown, names: Names) -> Mapping[date, str]:
    """What the ticket's own papers say of single days; replaces the general source."""
    calendar, facts = shown.moment.calendar, shown.facts
    notes: dict[date, str] = {}
    for first, last in days_opened_in(calendar, facts.window_spans):
        notes |= _on_days(first, min(last, _today(shown)), gettext("with the window"))
    numbers = {
        entry.at: str(entry.payload.get("notice_no") or "")
        for entry in shown.page.entries
        if entry.kind is K.SUSPENDED
    }
    for one in facts.suspensions:
        if one.lawful and (one.first_day, one.last_day) in clock.touched:
            number = numbers.get(one.at, "")
            notes |= _on_days(one.first_day, one.last_day, number)
    for entry in shown.page.entries:
        if entry.kind is K.ARBITRATED and clock.name is N.FINISH:
            unit = named(entry.department, names)
            notes[calendar.civil_date(entry.at)] = gettext(
                "to %(department)s, not restarted", department=unit
            )
    if clock.due_at is not None:
        due = clock_time(clock.due_at)
        notes[calendar.civil_date(clock.due_at)] = gettext("ends at %(time)s", time=due)
    if counts_days(clock):
        zero = clock.day_zero or calendar.day_zero(clock.started_at)
        began = clock_time(clock.started_at)
        notes[zero] = gettext("began %(time)s, Civil Code, art. 201", time=began)
    return notes


def _on_days(first: date, last: date, text: str) -> dict[date, str]:
    days = range((last - first).days + 1)
    return {first + _DAY * n: text for n in days} if text else {}


def _today(shown: Shown) -> date:
    return shown.moment.calendar.civil_date(shown.moment.now)


def hours_of(clock: Clock, calendar: WorkingCalendar) -> Iterator[HourLine]:
    """The opening hours between its start and its due moment."""
    if clock.due_at is None:
        return
    day, total = calendar.civil_date(clock.started_at), 0
    while day <= calendar.civil_date(clock.due_at):
        if calendar.is_working_day(day):
            for opens, closes in calendar.blocks(day):
                start, end = max(opens, clock.started_at), min(closes, clock.due_at)
                if start < end:
                    seconds = int((end - start).total_seconds())
                    total += seconds
                    yield HourLine(start, end, seconds, total)
        day += _DAY


def counted(
    days: Sequence[LedgerDay], clock: Clock, calendar: WorkingCalendar
) -> Mapping[LedgerKind, int]:
    """How many days up to the due day there are of each kind."""
    found: dict[LedgerKind, int] = {}
    for row in days:
        if clock.due_at is not None and row.day > calendar.civil_date(clock.due_at):
            break
        found[row.kind] = found.get(row.kind, 0) + 1
    return found
