"""The days behind a date: for day strips, and for the ledger page of one clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from app.casework.looking import Shown
from app.domain.account import (
    Stretch,
    StretchKind,
    exact_source,
    stretch_source,
    suspension_notes,
)
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


def notes_on(
    clock: Clock, shown: Shown, names: Names, days: Sequence[LedgerDay]
) -> Mapping[date, str]:
    """What the ticket's own papers say of single days; replaces the general source."""
    calendar, facts = shown.moment.calendar, shown.facts
    notes: dict[date, str] = {}
    for row in days:
        exact = exact_source(row, calendar)
        notes |= {row.day: exact} if exact else {}
    for first, last in days_opened_in(calendar, facts.window_spans):
        notes |= _on_days(first, min(last, _today(shown)), gettext("with the window"))
    notes |= suspension_notes(clock, facts, shown.page.entries)
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


@dataclass(frozen=True)
class StretchLine:
    """One line of the account of a limit in hours. moment words; seconds counted."""

    start: datetime
    end: datetime
    mark: str
    words: str
    seconds: int
    total: int
    source: str


_STRETCH_WORDS: Mapping[StretchKind, tuple[str, LazyString]] = {
    StretchKind.COUNTED: ("counted", lazy_gettext("Counted")),
    StretchKind.MAKE_UP: ("made", lazy_gettext("Make-up working day, counted")),
    StretchKind.AFTER_HOURS: ("rest", lazy_gettext("Outside opening hours")),
    StretchKind.WEEKEND: ("rest", lazy_gettext("Weekend")),
    StretchKind.HOLIDAY: ("rest", lazy_gettext("Public holiday")),
}


def stretch_lines(
    stretches: Sequence[Stretch], calendar: WorkingCalendar
) -> list[StretchLine]:
    """The lines of the account of a limit in hours."""
    return [
        StretchLine(
            one.start.astimezone(calendar.zone),
            one.end.astimezone(calendar.zone),
            _STRETCH_WORDS[one.kind][0],
            str(_STRETCH_WORDS[one.kind][1]),
            one.seconds,
            one.total,
            stretch_source(one, calendar),
        )
        for one in stretches
    ]


def notice_numbers(clock: Clock, calendar: WorkingCalendar) -> list[str]:
    """The numbers of the notices of the years that the limit touches."""
    if clock.due_at is None:
        return []
    first = calendar.civil_date(clock.started_at).year
    last = calendar.civil_date(clock.due_at).year
    numbers = (calendar.notice_number(year) for year in range(first, last + 1))
    return [number for number in numbers if number]


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
