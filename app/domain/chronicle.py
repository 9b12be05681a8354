"""A folded history with the place of every act in it: what findings look at.

Which event started a clock and which ended it, who held the ticket at an instant,
when a running clock passed its limit. Source: docs/rules.md, "Timelines" 12, 35, 38.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from typing import TypeAlias

from app.domain.acts import Act
from app.domain.facts import Clock, Suspension, TicketFacts
from app.domain.limits import untouched_day
from app.domain.rule_set import RuleSet
from app.domain.terms import ClockName, EntryKind
from app.domain.working_calendar import WorkingCalendar

ClockKey: TypeAlias = tuple[ClockName, int]

# What ends a ticket ends no lateness: it answers for nothing.
_ENDS = frozenset({EntryKind.CLOSED, EntryKind.WITHDRAWN, EntryKind.MERGED})


@dataclass(frozen=True, slots=True)
class Record:
    """One act of a history.

    position:  0-based index of its event
    before:    the facts that the act before it left
    after:     the facts that it left itself
    """

    position: int
    act: Act
    before: TicketFacts
    after: TicketFacts


@dataclass(frozen=True, slots=True)
class Chronicle:
    """A whole history, judged up to `until`.

    records:  the acts after the filing, in order
    facts:    as time has made them at `until`
    started:  position of the event that started a clock, by its key
    ended:    position of the event that ended what it measures; not there while it
              runs, nor when the ticket itself ended
    """

    records: tuple[Record, ...]
    facts: TicketFacts
    until: datetime
    calendar: WorkingCalendar
    rules: RuleSet
    started: dict[ClockKey, int]
    ended: dict[ClockKey, int]

    def clocks(self, name: ClockName) -> Iterator[Clock]:
        """All clocks of that name, by cycle."""
        return (clock for clock in self.facts.clocks if clock.name is name)

    def of(self, *kinds: EntryKind) -> Iterator[Record]:
        """The acts of these kinds, in order."""
        return (record for record in self.records if record.act.kind in kinds)

    def end(self, clock: Clock) -> datetime:
        """When the clock stopped, or until when it has run."""
        return clock.stopped_at or self.until

    def is_late(self, clock: Clock) -> bool:
        """Has it run past its due instant, that instant itself still in time?"""
        return clock.due_at is not None and self.end(clock) > clock.due_at

    def evidence(self, clock: Clock) -> tuple[int, ...]:
        """The event that started the clock, and the one that ended what it measures."""
        return with_end(self.started[clock.key], self.ended.get(clock.key))

    def holder_at(self, at: datetime) -> str | None:
        """Who held the ticket once the events of that instant had come; None while a
        return was with the arbiter, or before the dispatch."""
        holder = None
        for record in self.records:
            if record.act.at > at:
                break
            after = record.after
            holder = None if after.with_arbiter else after.holder
        return holder

    def spoke(self, department: str, until: datetime) -> bool:
        """Has the department contacted or progressed at or before the instant?"""
        return any(
            record.act.department == department and record.act.at <= until
            for record in self.of(EntryKind.CONTACTED, EntryKind.PROGRESSED)
        )

    def sent_back_after(self, due_at: datetime, start: datetime) -> Record | None:
        """The verification that sent an answer back when the limit had passed in the
        window's hands; the answer itself was in time."""
        answered: datetime | None = None
        for record in self.of(EntryKind.ANSWERED, EntryKind.VERIFIED):
            act = record.act
            if act.kind is EntryKind.ANSWERED:
                answered = act.at
            elif answered is not None and not act.passed and act.at > due_at:
                return record if start <= answered <= due_at else None
        return None

    def frozen_due(self, started_at: datetime, count: int) -> datetime:
        """See the function of that name."""
        return frozen_due(self.calendar, self.facts.suspensions, started_at, count)


def chronicle(
    records: tuple[Record, ...],
    facts: TicketFacts,
    until: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> Chronicle:
    """The history with the starts and ends of its clocks."""
    started: dict[ClockKey, int] = {}
    ended: dict[ClockKey, int] = {}
    for record in records:
        if record.before.clocks is not record.after.clocks:
            _mark(record, started, ended)
    for clock in facts.clocks:
        if clock.name is ClockName.NOTICE_REPLY and clock.ladder is not None:
            started[clock.key] = started[clock.ladder]  # time started it
    return Chronicle(records, facts, until, calendar, rules, started, ended)


def _mark(
    record: Record, started: dict[ClockKey, int], ended: dict[ClockKey, int]
) -> None:
    """Clocks keep their places: each is compared with itself before the act."""
    for old, new in zip_longest(record.before.clocks, record.after.clocks):
        if old is new:
            continue
        if old is None:
            started[new.key] = record.position
        if new.runs:
            ended.pop(new.key, None)
        elif (old is None or old.runs) and record.act.kind not in _ENDS:
            ended[new.key] = record.position


def frozen_due(
    calendar: WorkingCalendar,
    suspensions: Iterable[Suspension],
    started_at: datetime,
    count: int,
) -> datetime:
    """Close of the count-th untouched working day. A suspension that begins later
    does not move it."""
    zero = calendar.day_zero(started_at)
    due = _close(calendar, zero, count, ())
    touched: tuple[tuple[date, date], ...] = ()
    for one in suspensions:
        if one.lawful and one.at <= due:
            touched = (*touched, (one.first_day, one.last_day))
            due = _close(calendar, zero, count, touched)
    return due


def _close(
    calendar: WorkingCalendar,
    zero: date,
    count: int,
    touched: Iterable[tuple[date, date]],
) -> datetime:
    return calendar.closing(untouched_day(calendar, zero, count, touched))


def with_end(start: int, end: int | None) -> tuple[int, ...]:
    """Two events as evidence; the first alone while the other has not come."""
    return (start,) if end is None else (start, end)
