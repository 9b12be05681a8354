"""What was due, and what happened: the duties of a ticket side by side, judged.

A pure reading of the facts and the timeline for the inspection office. Nothing is
accused here: a broken duty is a difference between two moments; a person rules.
How a duty is worded is the pages' business.
Source: docs/rules.md, sections 12, 13.2, 13.3; "Timelines" 24, 36.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from app.domain.custody import Hand, Span, custody
from app.domain.entries import Told
from app.domain.facts import Clock, Suspension, TicketFacts
from app.domain.life.pausing import times_allowed
from app.domain.limits import moved
from app.domain.replay import overdue_working_days
from app.domain.rule_set import RuleSet
from app.domain.terms import ClockName, EntryKind
from app.domain.working_calendar import WorkingCalendar

K, N = EntryKind, ClockName


class Duty(StrEnum):
    """What somebody owed. Order: as evidence is laid out."""

    SIGN = "sign"
    CONTACT = "contact"
    RETURN = "return"
    ARBITRATION = "arbitration"
    SUSPENSION = "suspension"
    ASSIST = "assist"
    FINISH = "finish"
    EXTENSION = "extension"
    VERIFY = "verify"
    REVISIT = "revisit"
    RATING_CONTACT = "rating_contact"
    REDO = "redo"
    NOTICE_REPLY = "notice_reply"


class Verdict(StrEnum):
    """How a duty stands. OPEN: neither done nor late."""

    KEPT = "kept"
    BROKEN = "broken"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Silence:
    """The longest time without an act of the department while it was its turn.

    ended_by: the act that ended it; None while it lasts, or when the turn ended
    days:     working days after the first day, the last included
    """

    start: datetime
    end: datetime
    ended_by: Told | None
    days: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """One duty and its verdict.

    department:   code of who owed it; None for the window and the arbiter
    due_at:       the last moment in time; None for a duty that is not a moment
    done_at:      when it was done, or its clock ended; None if it was not
    entry:        the timeline entry that did it, if any
    followed_by:  the ruling on it: of a return, of a request
    overdue_days: overdue working days, 0 when in time
    clock, suspension: what it is about
    """

    duty: Duty
    verdict: Verdict
    department: str | None
    due_at: datetime | None
    done_at: datetime | None = None
    entry: Told | None = None
    followed_by: Told | None = None
    overdue_days: int = 0
    clock: Clock | None = None
    suspension: Suspension | None = None
    silence: Silence | None = None


_OF_CLOCK = {
    N.SIGN: Duty.SIGN,
    N.CONTACT: Duty.CONTACT,
    N.ARBITRATION: Duty.ARBITRATION,
    N.ASSIST: Duty.ASSIST,
    N.FINISH: Duty.FINISH,
    N.VERIFY: Duty.VERIFY,
    N.REVISIT: Duty.REVISIT,
    N.RATING_CONTACT: Duty.RATING_CONTACT,
    N.REDO: Duty.REDO,
    N.NOTICE_REPLY: Duty.NOTICE_REPLY,
}
_RANK = {duty: rank for rank, duty in enumerate(Duty)}
_PROMISES = (N.FINISH, N.REDO)
# What shows that a department works on a ticket.
_WORK = frozenset(
    {K.SIGNED, K.CONTACTED, K.PROGRESSED, K.SUSPENDED, K.RESUMED, K.ANSWERED}
    | {K.RETURNED, K.EXTENSION_REQUESTED}
)
_BY_TIME = frozenset({K.AUTO_SIGNED, K.AUTO_RESUMED, K.ESCALATED})


def evidence(
    facts: TicketFacts,
    entries: Sequence[Told],
    until: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> tuple[Evidence, ...]:
    """Every duty of the ticket, in the order in which evidence is laid out.

    entries: the ticket's timeline, oldest first
    until:   the moment of judging; running clocks are measured at it
    """
    rows = [
        *_clocks(facts, entries, until, calendar),
        *_returns(facts, entries),
        *_suspensions(facts, until, rules),
        *_extensions(facts, entries, until, calendar, rules),
    ]
    return tuple(sorted(rows, key=lambda row: _RANK[row.duty]))


def verdict_of(clock: Clock, until: datetime) -> Verdict:
    """Kept up to the due moment itself; broken from the next instant on."""
    measured = clock.stopped_at or until
    if clock.due_at is not None and measured > clock.due_at:
        return Verdict.BROKEN
    return Verdict.OPEN if clock.runs else Verdict.KEPT


def longest_silence(
    facts: TicketFacts,
    entries: Sequence[Told],
    clock: Clock,
    until: datetime,
    calendar: WorkingCalendar,
) -> Silence | None:
    """The longest silence of the department while this promise ran; None below one
    working day."""
    silences = [
        silence
        for span in custody(facts, entries)
        if span.hand is Hand.DEPARTMENT
        for silence in _silences(span, entries, clock, until, calendar)
    ]
    longest = max(silences, key=lambda silence: silence.days, default=None)
    return longest if longest is not None and longest.days else None


# --- clocks ---------------------------------------------------------------------------


def _clocks(
    facts: TicketFacts,
    entries: Sequence[Told],
    until: datetime,
    calendar: WorkingCalendar,
) -> Iterator[Evidence]:
    for clock in facts.clocks:
        if clock.name not in _OF_CLOCK or clock.due_at is None:
            continue
        yield Evidence(
            _OF_CLOCK[clock.name],
            verdict_of(clock, until),
            facts.holder if clock.name is N.FINISH else clock.department,
            clock.due_at,
            clock.stopped_at,
            _act_at(entries, clock.stopped_at),
            overdue_days=overdue_working_days(facts, clock, until, calendar),
            clock=clock,
            silence=(
                longest_silence(facts, entries, clock, until, calendar)
                if clock.name in _PROMISES
                else None
            ),
        )


def _act_at(entries: Sequence[Told], at: datetime | None) -> Told | None:
    """The person's act at an instant, the last of them if there are several."""
    for entry in reversed(entries):
        if entry.at == at and entry.kind not in _BY_TIME:
            return entry
    return None


def _silences(
    span: Span,
    entries: Iterable[Told],
    clock: Clock,
    until: datetime,
    calendar: WorkingCalendar,
) -> Iterator[Silence]:
    start = max(span.start, clock.started_at)
    end = min(span.end or until, clock.stopped_at or until)
    if end <= start:
        return
    works = [
        entry
        for entry in entries
        if entry.kind in _WORK
        and entry.department in (None, span.department)
        and start < entry.at <= end
    ]
    by_moment = {entry.at: entry for entry in works}
    for first, last in pairwise([start, *sorted(by_moment), end]):
        days = calendar.working_days_between(
            calendar.civil_date(first), calendar.civil_date(last)
        )
        yield Silence(first, last, by_moment.get(last), days)


# --- returns, suspensions, extensions ---------------------------------------------------


def _returns(facts: TicketFacts, entries: Sequence[Told]) -> Iterator[Evidence]:
    for position, entry in enumerate(entries):
        if entry.kind is not K.RETURNED:
            continue
        window = _return_window(facts, entry)
        due = window.due_at if window else None
        late = due is not None and entry.at > due
        yield Evidence(
            Duty.RETURN,
            Verdict.BROKEN if late else Verdict.KEPT,
            entry.department,
            due,
            entry.at,
            entry,
            _first(entries[position:], {K.ARBITRATED}),
            clock=window,
        )


def _return_window(facts: TicketFacts, entry: Told) -> Clock | None:
    """The return window of this holding: the last that began before the return."""
    windows = [
        clock
        for clock in facts.clocks
        if clock.name is N.RETURN
        and clock.department == entry.department
        and clock.started_at <= entry.at
    ]
    return windows[-1] if windows else None


def _suspensions(
    facts: TicketFacts, until: datetime, rules: RuleSet
) -> Iterator[Evidence]:
    for one in facts.suspensions:
        running = one.ended_at is None and until <= one.ends_at
        verdict = Verdict.OPEN if running else Verdict.KEPT
        yield Evidence(
            Duty.SUSPENSION,
            verdict if _is_allowed(facts, one, rules) else Verdict.BROKEN,
            one.department,
            one.ends_at,
            one.ended_at,
            suspension=one,
        )


def _is_allowed(facts: TicketFacts, one: Suspension, rules: RuleSet) -> bool:
    """Lawful, or for a reason that stops no clock and not too often."""
    if one.lawful:
        return True
    if rules.suspensions[one.reason].stops_clock:
        return False
    same = [
        other
        for other in facts.suspensions
        if (other.reason, other.department) == (one.reason, one.department)
    ]
    allowed = times_allowed(one.reason, rules)
    return allowed is None or same.index(one) < allowed


def _extensions(
    facts: TicketFacts,
    entries: Sequence[Told],
    until: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> Iterator[Evidence]:
    clock = next((c for c in facts.clocks if c.name is N.FINISH), None)
    limit = rules.classes[facts.ticket_class].limit_working_days
    if clock is None or not limit:
        return
    due = moved(replace(clock, limit_days=limit), calendar, rules).due_at
    asked = [
        (position, entry)
        for position, entry in enumerate(entries)
        if entry.kind is K.EXTENSION_REQUESTED
    ]
    for position, entry in asked:
        ruling = _first(entries[position:], {K.EXTENDED, K.EXTENSION_REFUSED})
        late = due is not None and entry.at > due
        verdict = Verdict.BROKEN if late else Verdict.KEPT
        yield Evidence(
            Duty.EXTENSION, verdict, entry.department, due, entry.at, entry, ruling
        )
    if not asked and verdict_of(clock, until) is Verdict.BROKEN:
        yield Evidence(Duty.EXTENSION, Verdict.BROKEN, facts.holder, due)


def _first(entries: Iterable[Told], kinds: set[EntryKind]) -> Told | None:
    return next((entry for entry in entries if entry.kind in kinds), None)
