"""The days behind a date: for day strips, and for the ledger page of one clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from flask_babel import gettext

from app.casework.looking import Shown
from app.domain.clock_days import counts_days
from app.domain.facts import Clock
from app.domain.ledger import LedgerDay, LedgerKind
from app.domain.limits import days_opened_in
from app.domain.terms import ClockName, EntryKind
from app.domain.working_calendar import WorkingCalendar
from app.web.case.names import Names, named
from app.web.formats import clock_time

N, K = ClockName, EntryKind

STRIP = 20
_DAY = timedelta(days=1)


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
