"""Who held a ticket, and how long: one span after the other, from dispatch on.

A lawful suspension is nobody's holding: the special procedure has it. An unlawful one
stays with the department. Source: docs/rules.md, section 13.2; "Timelines" 8, 24.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.entries import Told
from app.domain.facts import TicketFacts
from app.domain.terms import EntryKind
from app.domain.working_calendar import WorkingCalendar

K = EntryKind


class Hand(StrEnum):
    """In whose hand a ticket lies. Order: of no meaning but reading."""

    DEPARTMENT = "department"
    ARBITER = "arbiter"
    PROCEDURE = "procedure"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Span:
    """One span in one hand.

    department: code; of the holder, also while a procedure or the window has it
    end:        None while it lasts
    """

    hand: Hand
    department: str | None
    start: datetime
    end: datetime | None = None


def custody(facts: TicketFacts, entries: Iterable[Told]) -> tuple[Span, ...]:
    """The spans from dispatch to the end, or to now; empty before dispatch.

    entries: the ticket's timeline, oldest first
    """
    lawful = {one.at for one in facts.suspensions if one.lawful}
    spans: list[Span] = []
    for entry in entries:
        current = spans[-1] if spans else None
        if entry.kind in (K.CLOSED, K.WITHDRAWN, K.MERGED):
            _end(spans, entry.at)
            continue
        passed = _passed_to(entry, current, lawful)
        if passed is not None:
            _end(spans, entry.at)
            spans.append(passed)
    return tuple(spans)


def working_days_in(span: Span, until: datetime, calendar: WorkingCalendar) -> float:
    """How long it lasted, in working days of the length of its first one."""
    day = calendar.working_day_from(calendar.civil_date(span.start))
    whole = calendar.working_time_between(calendar.opening(day), calendar.closing(day))
    end = until if span.end is None else span.end
    if end <= span.start:
        return 0.0
    return calendar.working_time_between(span.start, end) / whole


def _end(spans: list[Span], at: datetime) -> None:
    if spans and spans[-1].end is None:
        last = spans[-1]
        spans[-1] = Span(last.hand, last.department, last.start, at)


def _passed_to(entry: Told, current: Span | None, lawful: set[datetime]) -> Span | None:
    """The span that the entry begins; None when the ticket stays where it is."""
    if entry.kind in (K.DISPATCHED, K.ARBITRATED):
        return Span(Hand.DEPARTMENT, entry.department, entry.at)
    if current is None:
        return None
    holder = current.department
    match entry.kind:
        case K.RETURNED:
            return Span(Hand.ARBITER, holder, entry.at)
        case K.SUSPENDED if entry.at in lawful:
            return Span(Hand.PROCEDURE, holder, entry.at)
        case K.RESUMED | K.AUTO_RESUMED if current.hand is Hand.PROCEDURE:
            return Span(Hand.DEPARTMENT, holder, entry.at)
        case K.ANSWERED if entry.department == holder:
            return Span(Hand.WINDOW, holder, entry.at)
        case K.VERIFIED if entry.payload.get("passed") is False:
            return Span(Hand.DEPARTMENT, holder, entry.at)
        case K.REOPENED:
            return Span(Hand.DEPARTMENT, holder, entry.at)
    return None
