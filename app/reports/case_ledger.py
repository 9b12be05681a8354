"""The ledger (台账) of a period as a workbook: one row a case, masked by default.

Columns: docs/rules.md, section 2.3. Made in 简体 whoever asks: it is a paper of the office.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import force_locale, gettext, pgettext

from app.domain.entries import ReadEntry
from app.domain.periods import Period
from app.domain.terms import CauseCode, EntryKind, ResultCode, Verdict
from app.domain.working_calendar import WorkingCalendar
from app.reports.cells import Cell
from app.reports.languages import OFFICE, term
from app.reports.periodic.words import period_words
from app.reports.workbook import MEDIA_TYPE, workbook
from app.store.reads.case_ledger import LedgerCase, list_ledger
from app.store.reads.organisation import short_names

__all__ = ["MEDIA_TYPE", "ledger_workbook"]

K = EntryKind
SUMMARY = 80  # characters of what was told


def ledger_workbook(
    district_id: int,
    period: Period,
    now: datetime,
    calendar: WorkingCalendar,
    *,
    full: bool = False,
) -> bytes:
    """The ledger of the cases filed in the period, as an xlsx file.

    full: with whole names and numbers, for whoever gave a reason
    """
    cases = list_ledger(district_id, *period.instants(calendar.zone), full=full)
    names = short_names(district_id)
    rows = (
        [number, *_row(_Reading(case, now, calendar, names))]
        for number, case in enumerate(cases, start=1)
    )
    with force_locale(OFFICE):
        title = pgettext("ledger", "Ledger %(period)s", period=period_words(period))
        return workbook(title, _columns(), rows)


def _columns() -> dict[str, int]:
    """Each column with its width in characters."""
    return {
        pgettext("ledger", "No."): 6,
        pgettext("ledger", "Number"): 13,
        pgettext("ledger", "Day"): 11,
        pgettext("ledger", "Center or window"): 18,
        pgettext("ledger", "Taken in by"): 10,
        pgettext("ledger", "Complainant"): 10,
        pgettext("ledger", "Telephone"): 14,
        pgettext("ledger", "Matter"): 26,
        pgettext("ledger", "Department responsible"): 16,
        pgettext("ledger", "Assisting departments"): 16,
        pgettext("ledger", "Problem in short"): 40,
        pgettext("ledger", "Cause"): 18,
        pgettext("ledger", "Class"): 8,
        pgettext("ledger", "To be finished by"): 11,
        pgettext("ledger", "Dispatched"): 16,
        pgettext("ledger", "Signed for"): 16,
        pgettext("ledger", "First contact"): 16,
        pgettext("ledger", "Extended (working days)"): 8,
        pgettext("ledger", "Returned (times)"): 8,
        pgettext("ledger", "Closed on"): 11,
        pgettext("ledger", "Time taken (working days)"): 10,
        pgettext("ledger", "Light"): 8,
        pgettext("ledger", "Result"): 14,
        pgettext("ledger", "Answer"): 20,
        pgettext("ledger", "Rating"): 10,
        pgettext("ledger", "Supervised?"): 8,
        pgettext("ledger", "Supervision notices"): 20,
        pgettext("ledger", "Responsibility"): 14,
        pgettext("ledger", "What was mended"): 20,
        pgettext("ledger", "Archive number"): 16,
    }


@dataclass(frozen=True, slots=True)
class _Reading:
    """One case with what is needed to tell it."""

    case: LedgerCase
    now: datetime
    calendar: WorkingCalendar
    names: Mapping[str, str]

    def all(self, kind: EntryKind) -> list[ReadEntry]:
        return [entry for entry in self.case.entries if entry.kind is kind]

    def said(self, kind: EntryKind, key: str) -> object:
        """What the last entry of that kind says; None when it says nothing."""
        entries = self.all(kind)
        return entries[-1].payload.get(key) if entries else None

    def day(self, at: datetime | None) -> str:
        return self.calendar.civil_date(at).isoformat() if at else ""

    def moment(self, kind: EntryKind) -> str:
        """When the first entry of that kind was made."""
        entries = self.all(kind)
        zone = self.calendar.zone
        return f"{entries[0].at.astimezone(zone):%Y-%m-%d %H:%M}" if entries else ""


def _row(read: _Reading) -> Iterator[Cell]:
    case = read.case
    yield from (case.number, read.day(case.filed_at))
    yield from (f"{case.center} {case.counter}".strip(), case.filed_by)
    yield from (case.person, case.phone, case.matter, case.department)
    yield _listed(_assistants(read))
    yield case.told[:SUMMARY]
    cause = read.said(K.VERIFIED, "cause") or read.said(K.ANSWERED, "cause")
    yield term(CauseCode(str(cause))) if cause else ""
    yield from (term(case.ticket_class), read.day(case.due_at))
    yield from (read.moment(K.DISPATCHED), read.moment(K.SIGNED))
    yield read.moment(K.CONTACTED)
    granted = [entry.payload.get("working_days", 0) for entry in read.all(K.EXTENDED)]
    yield sum(granted)
    yield len(read.all(K.RETURNED))
    yield read.day(case.closed_at)
    yield from (_days(read), _light(case, read.now))
    result = read.said(K.ANSWERED, "result")
    yield term(ResultCode(str(result))) if result else ""
    yield str(read.said(K.ANSWERED, "told") or "")
    yield _rating(read)
    yield gettext("yes") if case.notices else gettext("no")
    yield "\n".join(case.notices)  # no number is torn apart
    verdict = read.said(K.ARCHIVED, "verdict")
    yield term(Verdict(str(verdict))) if verdict else ""
    yield str(read.said(K.ARCHIVED, "text") or "")
    yield case.archive_no


def _listed(words: Iterable[str]) -> str:
    return pgettext("between the items of a list", ", ").join(words)


def _assistants(read: _Reading) -> list[str]:
    codes: list[str] = []
    for entry in read.all(K.DISPATCHED):
        codes += entry.payload.get("assisting") or []
    codes += [one.department or "" for one in read.all(K.ASSISTANT_ADDED)]
    return [read.names.get(code, code) for code in dict.fromkeys(codes) if code]


def _days(read: _Reading) -> int | None:
    """Working days from the first dispatch to the last answer."""
    given, answered = read.all(K.DISPATCHED), read.all(K.ANSWERED)
    if not given or not answered:
        return None
    first, last = (read.calendar.civil_date(e.at) for e in (given[0], answered[-1]))
    return read.calendar.working_days_between(first, last)


def _light(case: LedgerCase, now: datetime) -> str:
    if case.due_at is None:
        return ""
    if (case.stopped_at or now) > case.due_at:
        return pgettext("light", "red")
    return pgettext("light", "yellow") if case.is_yellow else pgettext("light", "green")


def _rating(read: _Reading) -> str:
    """No rating is told as none, never as a good one."""
    rating = read.said(K.REVISITED, "rating")
    return _rated(rating) if isinstance(rating, int) else ""


def _rated(rating: int) -> str:
    return (
        gettext("Very dissatisfied"),
        gettext("Dissatisfied"),
        gettext("Fairly satisfied"),
        gettext("Satisfied"),
        gettext("Very satisfied"),
    )[rating - 1]
