"""Patterns: what single cases do not show, counted over the many of a period.

Every pattern is counted in occasions: how often it could have happened, and how often
it did. An occasion falls in exactly one place of the period, so that months add up.
Management information only: nothing here is a finding, and nobody is accused.
Source: docs/rules.md, sections 8 (M3, N5, N6, T1), 9 and 13.2; Permit Law 45.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.figures.same_texts import same_texts
from app.domain.special_procedures import fault_of, is_special
from app.domain.terms import (
    CauseCode,
    ClockName,
    EntryKind,
    Pattern,
    ProcedureFault,
    SuspensionReason,
)
from app.domain.working_calendar import WorkingCalendar

K, N, P = EntryKind, ClockName, Pattern

# The entries of the period, and the clocks running in it, that patterns ask about.
PATTERN_KINDS = frozenset(
    {K.EXTENSION_REQUESTED, K.SUSPENDED, K.RETURNED, K.ANSWERED, K.VERIFIED}
)
PATTERN_CLOCKS = frozenset({N.HOLD, N.FINISH, N.REDO, N.ASSIST})
_PROMISES = frozenset({N.FINISH, N.REDO})
_IN_HAND = {
    P.BOUNCE: K.RETURNED,
    P.EXTENSION: K.EXTENSION_REQUESTED,
    P.SUSPENSION: K.SUSPENDED,
}


@dataclass(frozen=True, slots=True)
class PatternCase:
    """The case that something happened to.

    holder:   code of the department that has it, or had it last
    matter:   code, else the name somebody typed
    register: the matter's special procedures; None for a matter not in the register
    """

    number: str
    holder: str | None
    matter: str
    register: str | None


@dataclass(frozen=True, slots=True)
class PatternEntry:
    """One entry of the period. payload: parsed JSON, as domain.entries wrote it"""

    case: PatternCase
    kind: EntryKind
    at: datetime
    department: str | None
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PatternClock:
    """One clock that ran in the period. pauses: when it stood still, [from, to)"""

    case: PatternCase
    name: ClockName
    department: str | None
    started_at: datetime
    due_at: datetime | None
    stopped_at: datetime | None
    pauses: tuple[tuple[datetime, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time that a pattern could have shown itself.

    at:     when it did, or else when it could no more or could first
    is_hit: did it?
    said:   in the words of a person, where the pattern is about words
    code:   of the ground, or what joins those that belong together
    fault:  what the register of special procedures has against it
    """

    pattern: Pattern
    number: str
    department: str
    matter: str
    at: datetime
    is_hit: bool
    said: str = ""
    code: str = ""
    fault: ProcedureFault | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What is known of a period, [start, until): all entries in it, by moment, and all
    clocks that ran in it."""

    start: datetime
    until: datetime
    entries: Sequence[PatternEntry]
    clocks: Sequence[PatternClock]

    def of(self, kind: EntryKind) -> Iterator[PatternEntry]:
        """The entries of one kind, by moment."""
        return (entry for entry in self.entries if entry.kind is kind)

    def holds(self, at: datetime | None) -> bool:
        """Does the moment lie in the period?"""
        return at is not None and self.start <= at < self.until


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where a pattern begins.

    last_percent: "last minute" is this last share of the limit (rule file, M3)
    same_percent: from this likeness on answers are the same text (practice)
    false_cause:  the verified cause that is a false closing (rule file, N6)
    """

    last_percent: int
    same_percent: int
    false_cause: CauseCode


def last_minute(
    history: History, percent: int, calendar: WorkingCalendar
) -> list[Occasion]:
    """Every occasion of LAST_MINUTE alone, for what is judged over a quarter."""
    found = _last_minute(history, _lead_answers(history), percent, calendar)
    return [one for one in found if one.department]


def find_occasions(
    history: History, thresholds: Thresholds, calendar: WorkingCalendar
) -> list[Occasion]:
    """Every occasion of every pattern in the period."""
    answers = _lead_answers(history)
    found = (
        *_in_hand(history),
        *_off_register(history),
        *_silent_assistants(history),
        *_last_minute(history, answers, thresholds.last_percent, calendar),
        *_same_answers(answers, thresholds.same_percent),
        *_false_closings(history, thresholds.false_cause),
        *_sent_back(history, answers),
    )
    return [one for one in found if one.department]


# --- what a department does with a case in hand ---------------------------------------


def _in_hand(history: History) -> Iterator[Occasion]:
    """One occasion for each case that a department had in hand, of each such act."""
    held = {
        (clock.case.number, clock.department): (clock.case, clock.started_at)
        for clock in history.clocks
        if clock.name is N.HOLD and clock.department
    }
    for pattern, kind in _IN_HAND.items():
        done = {(one.case.number, one.department): one for one in history.of(kind)}
        for key, (case, since) in held.items():
            entry = done.get(key)
            at = entry.at if entry else max(since, history.start)
            yield _occasion(pattern, case, key[1], at, entry is not None, entry)


def _off_register(history: History) -> Iterator[Occasion]:
    """One occasion for each suspension for a special procedure of a known matter."""
    for entry in history.of(K.SUSPENDED):
        reason = SuspensionReason(entry.payload["reason"])
        register = entry.case.register
        if register is None or not is_special(reason):
            continue
        days = entry.payload.get("planned_working_days") or 0
        notice_no = entry.payload.get("notice_no") or ""
        fault = fault_of(reason, notice_no, days, register)
        yield _occasion(
            P.OFF_REGISTER,
            entry.case,
            entry.department,
            entry.at,
            fault is not None,
            entry,
            fault=fault,
        )


def _silent_assistants(history: History) -> Iterator[Occasion]:
    """One occasion for each assisting limit that ended in the period: by the answer,
    or by passing. Whoever was released, or whose case ended, owed nothing more."""
    given = {(e.case.number, e.department, e.at) for e in history.of(K.ANSWERED)}
    for clock in history.clocks:
        if clock.name is not N.ASSIST or clock.due_at is None:
            continue
        is_late = (clock.stopped_at or history.until) > clock.due_at
        at = clock.due_at if is_late else clock.stopped_at
        if at is None or not history.holds(at):
            continue
        if is_late or (clock.case.number, clock.department, at) in given:
            yield _occasion(
                P.SILENT_ASSISTANT, clock.case, clock.department, at, is_late
            )


# --- answers ----------------------------------------------------------------------------


def _lead_answers(history: History) -> list[PatternEntry]:
    """The answers of the departments that had the case in hand, not of assistants."""
    given = {
        (clock.case.number, clock.department, clock.stopped_at)
        for clock in history.clocks
        if clock.name is N.HOLD
    }
    return [
        entry
        for entry in history.of(K.ANSWERED)
        if (entry.case.number, entry.department, entry.at) in given
    ]


def _last_minute(
    history: History,
    answers: Sequence[PatternEntry],
    percent: int,
    calendar: WorkingCalendar,
) -> Iterator[Occasion]:
    """One occasion for each limit that an answer ended, late ones included. An answer
    that the window sends back ends none."""
    by_end = {(entry.case.number, entry.at): entry for entry in answers}
    for clock in history.clocks:
        if clock.name not in _PROMISES or clock.stopped_at is None:
            continue
        entry = by_end.get((clock.case.number, clock.stopped_at))
        if entry is not None and clock.due_at is not None:
            is_hit = is_last_minute(clock, percent, calendar)
            yield _occasion(
                P.LAST_MINUTE, entry.case, entry.department, entry.at, is_hit
            )


def is_last_minute(
    clock: PatternClock, percent: int, calendar: WorkingCalendar
) -> bool:
    """Was it stopped in time, but within this last share of its working time?"""
    start, due, end = clock.started_at, clock.due_at, clock.stopped_at
    if due is None or end is None or not start <= end <= due:
        return False
    left = calendar.working_microseconds_between(end, due, clock.pauses)
    whole = calendar.working_microseconds_between(start, due, clock.pauses)
    return left * 100 <= whole * percent


def _same_answers(answers: Sequence[PatternEntry], percent: int) -> Iterator[Occasion]:
    """One occasion for each answer; a hit is in one group with another of the same
    department. code: the group, the same for all of it"""
    by_department: dict[str, list[PatternEntry]] = {}
    for entry in answers:
        by_department.setdefault(entry.department or "", []).append(entry)
    for entries in by_department.values():
        texts = [str(entry.payload.get("text") or "") for entry in entries]
        groups = same_texts(texts, percent)
        group_of = {
            place: str(number)
            for number, group in enumerate(groups, start=1)
            for place in group
        }
        for place, entry in enumerate(entries):
            yield Occasion(
                P.SAME_ANSWER,
                entry.case.number,
                entry.department or "",
                entry.case.matter,
                entry.at,
                place in group_of,
                texts[place],
                group_of.get(place, ""),
            )


# --- after the answer ---------------------------------------------------------------------


def _false_closings(history: History, cause: CauseCode) -> Iterator[Occasion]:
    """One occasion for each answer that the window checked."""
    for entry in history.of(K.VERIFIED):
        is_hit = entry.payload.get("cause") == cause
        yield _occasion(
            P.FALSE_CLOSING, entry.case, entry.case.holder, entry.at, is_hit, entry
        )


def _sent_back(history: History, answers: Sequence[PatternEntry]) -> Iterator[Occasion]:
    """One occasion for each case of a department that was answered or sent back: by the
    window that checked the answer, or after the revisit."""
    back = {
        **{(e.case.number, e.case.holder): (e.case, e.at) for e in _failed(history)},
        **{
            (c.case.number, c.department): (c.case, c.started_at)
            for c in _redos(history)
        },
    }
    answered = {(e.case.number, e.department): (e.case, e.at) for e in answers}
    for key, (case, at) in {**answered, **back}.items():
        yield _occasion(P.SENT_BACK, case, key[1], at, key in back)


def _failed(history: History) -> Iterator[PatternEntry]:
    return (e for e in history.of(K.VERIFIED) if e.payload.get("passed") is False)


def _redos(history: History) -> Iterator[PatternClock]:
    for clock in history.clocks:
        if clock.name is N.REDO and history.holds(clock.started_at):
            yield clock


def _occasion(
    pattern: Pattern,
    case: PatternCase,
    department: str | None,
    at: datetime,
    is_hit: bool,
    entry: PatternEntry | None = None,
    *,
    fault: ProcedureFault | None = None,
) -> Occasion:
    payload = entry.payload if entry else {}
    return Occasion(
        pattern,
        case.number,
        department or "",
        case.matter,
        at,
        is_hit,
        str(payload.get("text") or "") if is_hit else "",
        str(payload.get("reason") or "") if pattern in _GROUNDED else "",
        fault,
    )


_GROUNDED = frozenset({P.SUSPENSION, P.OFF_REGISTER})
