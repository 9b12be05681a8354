"""Findings in words: one paragraph each, made from the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from app.casework.findings import ends_of
from app.casework.office import Office
from app.domain.custody import Hand, Span, working_days_in
from app.domain.terms import FindingCode
from app.domain.working_calendar import WorkingCalendar
from app.store.holding import Held
from app.store.reads.findings import FindingLine, list_findings_of
from app.store.reads.tickets import EntryLine
from app.web.case.names import Names, named
from app.web.formats import moment_text, tenths, term

F = FindingCode

# These pass a limit; the others are an act.
_OF_LIMITS = frozenset({F.N1, F.N2, F.N4, F.N5, F.M1, F.M2, F.Q1})


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
    entries: Sequence[EntryLine],
    names: Names,
    now: datetime,
) -> list[ToldFinding]:
    """Return the findings of a ticket in words, by legal moment."""
    lines = list_findings_of(held.ticket_id)
    if not lines:
        return []
    ends = ends_of(office, held, entries, now)
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
    return _SENTENCES[line.code]() % {"name": name, "since": moment_text(line.since)}


_SENTENCES = {
    F.N1: lambda: gettext("%(name)s had not signed for the case by %(since)s."),
    F.N2: lambda: gettext(
        "%(name)s had neither contacted anybody nor noted progress by %(since)s."
    ),
    F.N3: lambda: gettext(
        "The verification of %(since)s found that %(name)s did not do what was due."
    ),
    F.N4: lambda: gettext(
        "%(name)s had not answered the supervision notice by %(since)s."
    ),
    F.N5: lambda: gettext("%(name)s, assisting, had said nothing by %(since)s."),
    F.N6: lambda: gettext(
        "The verification of %(since)s found that %(name)s had closed the case falsely."
    ),
    F.M1: lambda: gettext(
        "What %(name)s owes the complainant is late since %(since)s."
    ),
    F.M2: lambda: gettext("A step that %(name)s owed is late since %(since)s."),
    F.M4: lambda: gettext(
        "%(name)s extended on %(since)s once more, or after the limit."
    ),
    F.M5: lambda: gettext(
        "The special procedure that %(name)s began on %(since)s is not as the rules allow."
    ),
    F.T1: lambda: gettext("The return by %(name)s was rejected on %(since)s."),
    F.T2: lambda: gettext(
        "%(name)s returned the case on %(since)s, too late or though designated."
    ),
    F.T3: lambda: gettext(
        "%(name)s asked for corrections on %(since)s, once more or too late."
    ),
    F.Q1: lambda: gettext(
        "After a bad rating %(name)s had not done what was due by %(since)s."
    ),
}


def _basis(
    line: FindingLine,
    start: EntryLine | None,
    end: EntryLine | None,
    now: datetime,
    calendar: WorkingCalendar,
) -> str:
    if start is None:
        return gettext("The entry that it rests on is missing.")
    told = gettext("Rests on entry %(entry)s", entry=_entry(start))
    if line.code not in _OF_LIMITS:
        if end is None:
            return gettext("%(told)s.", told=told)
        return gettext("%(told)s and on entry %(entry)s.", told=told, entry=_entry(end))
    late = Span(Hand.WINDOW, None, line.since, end.at if end else None)
    days = tenths(working_days_in(late, now, calendar))
    if end is None:
        return gettext(
            "%(told)s; %(days)s working days late so far.", told=told, days=days
        )
    return gettext(
        "%(told)s; %(days)s working days late, until entry %(entry)s.",
        entry=_entry(end),
        told=told,
        days=days,
    )


def _entry(entry: EntryLine) -> str:
    return gettext(
        "%(seq)s (%(kind)s, %(at)s)",
        seq=entry.seq,
        kind=term(entry.kind),
        at=moment_text(entry.at),
    )
