"""Findings in words: one paragraph each, made from the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from app.casework.findings import ends_of
from app.casework.office import Office
from app.domain.custody import Hand, Span, working_days_in
from app.domain.findings.find import OF_LIMITS
from app.domain.working_calendar import WorkingCalendar
from app.reports.finding_words import basis, entry_words, what
from app.store.holding import Held
from app.store.reads.entries import EntryLine
from app.store.reads.findings import FindingLine
from app.web.case.names import Names, named
from app.web.formats import moment_text, tenths, term


@dataclass(frozen=True)
class ToldFinding:
    """One finding as it is read.

    what:  what is suspected; basis: the entries and the working time it rests on
    """

    line: FindingLine
    what: str
    basis: str


def told_findings(
    office: Office,
    held: Held,
    lines: Sequence[FindingLine],
    entries: Sequence[EntryLine],
    names: Names,
    now: datetime,
) -> list[ToldFinding]:
    """Return the findings of a ticket in words, by legal moment."""
    ends = ends_of(office, held, entries, now) if lines else {}
    known = {entry.seq: entry for entry in entries}
    return [
        ToldFinding(
            line,
            _what(line, names),
            _basis(
                line,
                known.get(line.start_seq),
                known.get(ends.get(line.key) or 0),
                now,
                office.calendar_of(line.calendar_hash),
            ),
        )
        for line in lines
    ]


def _what(line: FindingLine, names: Names) -> str:
    name = named(line.department, names) or gettext("the window or the arbiter")
    return what(line.code, name, moment_text(line.since))


def _basis(
    line: FindingLine,
    start: EntryLine | None,
    end: EntryLine | None,
    now: datetime,
    calendar: WorkingCalendar,
) -> str:
    if start is None:
        return gettext("The entry that it rests on is missing.")
    if line.code not in OF_LIMITS:
        return basis(_entry(start), _entry(end) if end else None, None)
    late = Span(Hand.WINDOW, None, line.since, end.at if end else None)
    days = tenths(working_days_in(late, now, calendar))
    return basis(_entry(start), _entry(end) if end else None, days)


def _entry(entry: EntryLine) -> str:
    return entry_words(entry.seq, term(entry.kind), moment_text(entry.at))
