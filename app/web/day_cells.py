"""Rows of a ledger (domain/ledger) as cells: day strip, month picture, table lines.

The three pictures come from one list of days, so they cannot disagree. `mark` is the
class of theme.css.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Flask
from flask_babel import gettext, lazy_gettext, pgettext

from app.domain.ledger import LedgerDay, LedgerKind, LedgerSource
from app.domain.working_calendar import DayKind
from app.web.formats import short_day, week_heads, weekday


@dataclass(frozen=True)
class StripCell:
    """One day of a strip. weekday: 1 Monday to 7 Sunday."""

    mark: str
    date: str
    count: str
    weekday: int


@dataclass(frozen=True)
class MonthCell:
    """One day of the month picture; date is empty outside the ledger."""

    mark: str
    date: str = ""
    badge: str = ""
    count: str = ""


@dataclass(frozen=True)
class LedgerLine:
    """One line of the printed ledger."""

    mark: str
    date: str
    weekday: str
    kind: str
    number: str
    remaining: str
    source: str


K = LedgerKind

_STRIP_MARKS = {
    K.START: "0",
    K.COUNTED: "c",
    K.MAKE_UP: "c",
    K.WEEKEND: "w",
    K.HOLIDAY: "w",
    K.SUSPENDED: "h",
    K.DUE: "d",
    K.OVERDUE: "o",
}
_MONTH_MARKS = {
    K.START: "c0",
    K.COUNTED: "cc",
    K.MAKE_UP: "cc",
    K.WEEKEND: "cr",
    K.HOLIDAY: "cr",
    K.SUSPENDED: "cs",
    K.DUE: "cd",
    K.OVERDUE: "co",
}
_LINE_MARKS = {
    K.START: "start",
    K.COUNTED: "counted",
    K.MAKE_UP: "made",
    K.WEEKEND: "rest",
    K.HOLIDAY: "rest",
    K.SUSPENDED: "susp",
    K.DUE: "due",
    K.OVERDUE: "over",
}
_KIND_WORDS = {
    K.START: lazy_gettext("Day zero, not counted"),
    K.COUNTED: lazy_gettext("Counted"),
    K.MAKE_UP: lazy_gettext("Make-up working day, counted"),
    K.WEEKEND: lazy_gettext("Weekend"),
    K.HOLIDAY: lazy_gettext("Public holiday"),
    K.SUSPENDED: lazy_gettext("Suspended"),
    K.DUE: lazy_gettext("Due"),
    K.OVERDUE: lazy_gettext("Past due"),
}
_SOURCE_WORDS = {
    LedgerSource.CIVIL_CODE_201: lazy_gettext("Civil Code, art. 201"),
    LedgerSource.CIVIL_CODE_203: lazy_gettext("Civil Code, art. 203"),
    LedgerSource.LICENSING_LAW_45: lazy_gettext("Licensing Law, art. 45"),
    LedgerSource.NOTICE: lazy_gettext("State Council holiday notice"),
    LedgerSource.NO_NOTICE: lazy_gettext("No holiday notice for this year yet"),
    LedgerSource.OPENING_HOURS: lazy_gettext("Opening hours"),
    LedgerSource.RULE_FILE: lazy_gettext("Escalation rules"),
}


def day_cells(days: Iterable[LedgerDay]) -> list[StripCell]:
    """Return the cells of a day strip; the first of a month shows the month."""
    return [
        StripCell(
            mark=_STRIP_MARKS[row.kind],
            date=_day_number(row.day),
            count=_strip_count(row),
            weekday=row.day.isoweekday(),
        )
        for row in days
    ]


def weeks(days: Iterable[LedgerDay]) -> list[list[MonthCell]]:
    """Return whole weeks, Monday first; days outside the ledger are empty cells."""
    rows = {row.day: row for row in days}
    if not rows:
        return []
    first, last = min(rows), max(rows)
    monday = first - timedelta(days=first.weekday())
    sunday = last + timedelta(days=6 - last.weekday())
    cells = [
        _month_cell(rows.get(monday + timedelta(days=offset)), first)
        for offset in range((sunday - monday).days + 1)
    ]
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]


def ledger_lines(
    days: Iterable[LedgerDay], notes: Mapping[date, str] | None = None
) -> list[LedgerLine]:
    """Return the lines of the printed ledger, one a day.

    notes:  what the ticket's own papers say about a day; replaces the general source
    """
    notes = notes or {}
    return [
        LedgerLine(
            mark=_LINE_MARKS[row.kind],
            date=short_day(row.day),
            weekday=weekday(row.day),
            kind=_kind_words(row),
            number=_ordinal(row),
            remaining=_remaining(row),
            source=notes.get(row.day) or _source_words(row),
        )
        for row in days
    ]


def around(
    days: Sequence[LedgerDay], center: date, before: int, after: int
) -> list[LedgerDay]:
    """Return the rows of some days before and after a day, for a short strip."""
    earliest = center - timedelta(days=before)
    latest = center + timedelta(days=after)
    return [row for row in days if earliest <= row.day <= latest]


def init_day_cells(app: Flask) -> None:
    """Give the filters to the templates."""
    app.jinja_env.filters.update(
        day_cells=day_cells, weeks=weeks, ledger_lines=ledger_lines, around=around
    )


def _day_number(day: date) -> str:
    return f"{day.month}/{day.day}" if day.day == 1 else str(day.day)


def _strip_count(row: LedgerDay) -> str:
    if row.kind is K.WEEKEND:
        return week_heads()[row.day.weekday()]
    if row.kind is K.HOLIDAY:
        return pgettext("day strip", "off")
    return _count(row)


def _month_cell(row: LedgerDay | None, first: date) -> MonthCell:
    if row is None:
        return MonthCell(mark="out")
    shows_month = row.day.day == 1 or row.day == first
    return MonthCell(
        mark=_MONTH_MARKS[row.kind],
        date=f"{row.day.month}/{row.day.day}" if shows_month else str(row.day.day),
        badge=_month_badge(row),
        count=_month_count(row),
    )


def _month_count(row: LedgerDay) -> str:
    if row.kind in (K.WEEKEND, K.HOLIDAY):
        return ""
    if row.kind is K.DUE and row.number is not None:
        return pgettext("month picture", "%(num)d due", num=row.number)
    return _count(row)


def _month_badge(row: LedgerDay) -> str:
    if row.day_kind is DayKind.HOLIDAY:
        return pgettext("day strip", "off")
    if row.day_kind is DayKind.MAKE_UP:
        return pgettext("day strip", "on")
    return ""


def _count(row: LedgerDay) -> str:
    match row.kind:
        case K.START:
            return pgettext("day strip", "start")
        case K.SUSPENDED:
            return pgettext("day strip", "held")
        case K.OVERDUE:
            return f"+{row.number}"
        case K.DUE if row.number is None:
            return pgettext("day strip", "due")
        case _:
            return str(row.number)


def _kind_words(row: LedgerDay) -> str:
    if row.kind is K.DUE and row.day_kind is DayKind.MAKE_UP:
        return gettext("Make-up working day, due")
    return str(_KIND_WORDS[row.kind])


def _source_words(row: LedgerDay) -> str:
    """Say the source only where a day asks why; a plain day does not."""
    plain = row.kind in (K.COUNTED, K.WEEKEND, K.OVERDUE)
    return "" if plain else str(_SOURCE_WORDS[row.source])


def _ordinal(row: LedgerDay) -> str:
    if row.kind is K.OVERDUE:
        return gettext("%(num)d late", num=row.number)
    if row.number is None or not row.kind.counts:
        return ""
    return gettext("Day %(num)d", num=row.number)


def _remaining(row: LedgerDay) -> str:
    return "" if row.kind in (K.WEEKEND, K.HOLIDAY, K.OVERDUE) else str(row.remaining)
