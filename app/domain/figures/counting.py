"""A recorded case as figures see it: what of it counts in a period.

A pure reading of timeline and clocks up to the end of the period, so that a month is
counted alike on its last evening and a year later. A limit that was moved afterwards
counts as moved: the department is judged by the date that held in the end.
Definitions of the figures: domain.figures.measures. Source: docs/rules.md, "12345 rules".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.entries import ReadEntry
from app.domain.figures.measures import CountedCase
from app.domain.terms import ClockName, EntryKind, ResultCode
from app.domain.working_calendar import WorkingCalendar

K, N = EntryKind, ClockName

# The entries and clocks that figures ask about.
COUNTED_KINDS = frozenset(
    {K.DISPATCHED, K.SIGNED, K.CONTACTED, K.RETURNED, K.ARBITRATED, K.ANSWERED}
    | {K.VERIFIED, K.REVISITED, K.CLOSED, K.REOPENED, K.WITHDRAWN, K.MERGED}
)
COUNTED_CLOCKS = frozenset({N.SIGN, N.CONTACT, N.FINISH, N.REDO})
_PROMISES = frozenset({N.FINISH, N.REDO})
_ENDINGS = frozenset({K.CLOSED, K.WITHDRAWN, K.MERGED})


@dataclass(frozen=True, slots=True)
class CountedClock:
    """One limit of the case. department: code, or None"""

    name: ClockName
    department: str | None
    started_at: datetime
    due_at: datetime | None
    stopped_at: datetime | None


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """What the register has of one case: entries oldest first, clocks by start."""

    number: str
    entries: Sequence[ReadEntry]
    clocks: Sequence[CountedClock]


def counted_case(
    record: CaseRecord, start: datetime, until: datetime, calendar: WorkingCalendar
) -> CountedCase | None:
    """The case in the period from `start` up to, not including, `until`.

    None when no department had it by then, or when nothing of it falls in the period.
    """
    told = [entry for entry in record.entries if entry.at < until]
    department = _department(told)
    if department is None:
        return None
    ended = _ending(told)
    closed = ended is not None and ended.kind is K.CLOSED and ended.at >= start
    clocks = [clock for clock in record.clocks if clock.started_at < until]
    response = _response(told, clocks, department, start, until)
    revisit = _revisit(told, start)
    counted = CountedCase(
        record.number,
        department,
        closed=closed,
        overdue=ended is None and _is_overdue(clocks, until),
        late=any(_is_late(clock, until) for clock in clocks if clock.name in _PROMISES),
        must_respond=response is not None,
        responded=bool(response),
        reached=revisit is not None,
        solved=revisit.payload.get("solved") if revisit else None,
        cannot_be_done=_cannot_be_done(told, department),
        rating=revisit.payload.get("rating") if revisit else None,
        handling_days=_handling_days(told, department, calendar) if closed else None,
    )
    falls_in = counted.closed or counted.overdue or counted.must_respond or revisit
    return counted if falls_in or _dispatched_at(told) >= start else None


@dataclass(frozen=True, slots=True)
class ImproperReturn:
    """A return that the arbiter rejected. department: that returned; at: of the ruling"""

    number: str
    department: str
    at: datetime


def improper_returns(
    records: Iterable[CaseRecord], start: datetime, until: datetime
) -> list[ImproperReturn]:
    """The returns that the arbiter rejected in the period, by case and moment."""
    found = []
    for record in records:
        returned_by = None
        for entry in record.entries:
            if entry.kind is K.RETURNED:
                returned_by = entry.department
            is_in = entry.kind is K.ARBITRATED and start <= entry.at < until
            if is_in and entry.payload.get("upheld") is False and returned_by:
                found.append(ImproperReturn(record.number, returned_by, entry.at))
    return found


def _department(told: Iterable[ReadEntry]) -> str | None:
    """Who was given the case last."""
    given = [one.department for one in told if one.kind in (K.DISPATCHED, K.ARBITRATED)]
    return given[-1] if given else None


def _ending(told: Sequence[ReadEntry]) -> ReadEntry | None:
    """The ending that holds; None while open, or open again."""
    for entry in reversed(told):
        if entry.kind is K.REOPENED:
            return None
        if entry.kind in _ENDINGS:
            return entry
    return None


def _is_late(clock: CountedClock, until: datetime) -> bool:
    """Did it pass its due moment before it stopped, or before the end of counting?"""
    if clock.due_at is None:
        return False
    return min(clock.stopped_at or until, until) > clock.due_at


def _is_overdue(clocks: Iterable[CountedClock], until: datetime) -> bool:
    """Does a promise run at the end that has passed?"""
    return any(
        clock.name in _PROMISES
        and (clock.stopped_at is None or clock.stopped_at >= until)
        and _is_late(clock, until)
        for clock in clocks
    )


def _response(
    told: Sequence[ReadEntry],
    clocks: Sequence[CountedClock],
    department: str,
    start: datetime,
    until: datetime,
) -> bool | None:
    """Was the response that fell due in the period signed and given in time?

    Whoever contacts or answers has signed by it. None when none fell due, or when the
    case left the department before it did.
    """
    own = [c for c in clocks if c.name is N.CONTACT and c.department == department]
    contact = own[-1] if own else None
    if contact is None or contact.due_at is None or not start <= contact.due_at < until:
        return None
    moments = [
        (entry.kind, entry.at)
        for entry in told
        if entry.department == department and entry.at >= contact.started_at
    ]
    contacted = [at for kind, at in moments if kind in (K.CONTACTED, K.ANSWERED)]
    if not contacted and contact.stopped_at and contact.stopped_at <= contact.due_at:
        return None
    signed = [at for kind, at in moments if kind is K.SIGNED] + contacted
    return _in_time(contacted, [contact.due_at]) and _in_time(
        signed, _sign_due(clocks, contact)
    )


def _sign_due(
    clocks: Iterable[CountedClock], contact: CountedClock
) -> list[datetime | None]:
    """Until when it was to be signed for; the two limits start together."""
    return [
        clock.due_at
        for clock in clocks
        if clock.name is N.SIGN
        and (clock.department, clock.started_at)
        == (contact.department, contact.started_at)
    ]


def _in_time(moments: Sequence[datetime], due: Sequence[datetime | None]) -> bool:
    if not moments:
        return False
    return all(one is None or min(moments) <= one for one in due)


def _revisit(told: Sequence[ReadEntry], start: datetime) -> ReadEntry | None:
    """The last revisit in the period that reached the person."""
    for entry in reversed(told):
        is_revisit = entry.kind is K.REVISITED and entry.at >= start
        if is_revisit and entry.payload.get("reached"):
            return entry
    return None


def _cannot_be_done(told: Iterable[ReadEntry], department: str) -> bool:
    """Did the window verify an answer that it cannot be done, and was explained?"""
    result = None
    verified = False
    for entry in told:
        if _is_answer(entry, department):
            result, verified = entry.payload.get("result"), False
        elif entry.kind is K.VERIFIED:
            verified = bool(entry.payload.get("passed"))
    return verified and result == ResultCode.R4


def _handling_days(
    told: Sequence[ReadEntry], department: str, calendar: WorkingCalendar
) -> int | None:
    answers = [entry.at for entry in told if _is_answer(entry, department)]
    if not answers:
        return None
    return calendar.working_days_between(
        calendar.civil_date(_dispatched_at(told)), calendar.civil_date(answers[-1])
    )


def _is_answer(entry: ReadEntry, department: str) -> bool:
    """Is it the answer, and not the part of an assisting department?"""
    return entry.kind is K.ANSWERED and entry.department in (None, department)


def _dispatched_at(told: Iterable[ReadEntry]) -> datetime:
    """When a department first got it; there is one, see `counted_case`."""
    given = (K.DISPATCHED, K.ARBITRATED)
    return next(entry.at for entry in told if entry.kind in given)
