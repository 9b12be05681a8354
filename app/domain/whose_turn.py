"""Who must act on a ticket now, on what, and until when.

Read from the running clocks and the state; what is allowed beside it is `offers`'.
Source: docs/rules.md, sections 13.2, 13.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from app.domain.facts import Clock, TicketFacts
from app.domain.terms import ClockName, Command, State
from app.domain.working_calendar import WorkingCalendar

C, N, S = Command, ClockName, State

_LAST = datetime.max.replace(tzinfo=UTC)


class Side(StrEnum):
    """Who has to act. Order: the way of a ticket."""

    WINDOW = "window"
    DEPARTMENT = "department"
    ARBITER = "arbiter"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to be done now.

    department: code, for Side.DEPARTMENT
    due_at:     the last moment in time; None where there is no limit
    clock:      the clock that asks for it, if one does
    """

    command: Command
    side: Side
    department: str | None = None
    due_at: datetime | None = None
    clock: Clock | None = None


_BY_CLOCK: Mapping[ClockName, tuple[Command, Side]] = {
    N.SIGN: (C.SIGN, Side.DEPARTMENT),
    N.CONTACT: (C.CONTACT, Side.DEPARTMENT),
    N.ARBITRATION: (C.ARBITRATE, Side.ARBITER),
    N.FINISH: (C.ANSWER, Side.DEPARTMENT),
    N.ASSIST: (C.ANSWER, Side.DEPARTMENT),
    N.VERIFY: (C.VERIFY, Side.WINDOW),
    N.REVISIT: (C.REVISIT, Side.WINDOW),
    N.REDO: (C.ANSWER, Side.DEPARTMENT),
    N.NOTICE_REPLY: (C.REPLY_NOTICE, Side.DEPARTMENT),
    N.RATING_CONTACT: (C.CONTACT, Side.DEPARTMENT),
}
_PROMISES = (N.FINISH, N.REDO)


def tasks(facts: TicketFacts) -> tuple[Task, ...]:
    """Everything that waits for somebody now, due first; what has no limit last."""
    found = [*_of_clocks(facts), *_of_state(facts)]
    return tuple(sorted(found, key=lambda task: task.due_at or _LAST))


def most_pressing(
    facts: TicketFacts, now: datetime, calendar: WorkingCalendar
) -> tuple[Task, ...]:
    """The tasks of whoever must act first, the most pressing first."""
    return next(iter(by_whom(facts, now, calendar)), ())


def by_whom(
    facts: TicketFacts, now: datetime, calendar: WorkingCalendar
) -> tuple[tuple[Task, ...], ...]:
    """The tasks of everybody who must act, one after the other: whose is most pressing
    first, and of each the most pressing first.

    What is due by the end of the next working day comes first, then what is overdue,
    then what has more time.
    """
    found: dict[tuple[Side, str | None], list[Task]] = {}
    for task in sorted(tasks(facts), key=lambda one: _pressing(one, now, calendar)):
        found.setdefault((task.side, task.department), []).append(task)
    return tuple(map(tuple, found.values()))


def _pressing(task: Task, now: datetime, calendar: WorkingCalendar) -> int:
    if task.due_at is None:
        return 3
    if task.due_at < now:
        return 1
    today, due = calendar.civil_date(now), calendar.civil_date(task.due_at)
    return 0 if calendar.working_days_between(today, due) <= 1 else 2


def _of_clocks(facts: TicketFacts) -> Iterator[Task]:
    for clock in facts.clocks:
        if clock.name in _BY_CLOCK and _asks(clock, facts):
            command, side = _BY_CLOCK[clock.name]
            yield Task(command, side, _who(clock, facts), clock.due_at, clock)


def _asks(clock: Clock, facts: TicketFacts) -> bool:
    """A running clock asks, unless time has signed, a procedure or the arbiter has the
    ticket."""
    if not clock.runs:
        return False
    if clock.name is N.SIGN:
        return not facts.auto_signed
    if clock.name in _PROMISES:
        return facts.state is S.HELD
    return True


def _who(clock: Clock, facts: TicketFacts) -> str | None:
    return facts.holder if clock.name is N.FINISH else clock.department


def _of_state(facts: TicketFacts) -> Iterator[Task]:
    """What no clock asks for."""
    if facts.state is S.FILED:
        yield Task(C.DISPATCH, Side.WINDOW)
    if facts.suspension is not None and facts.state is S.SUSPENDED:
        ends_at = facts.suspension.ends_at
        yield Task(C.RESUME, Side.DEPARTMENT, facts.holder, ends_at)
    if facts.asked_days:
        promise = facts.promise
        due_at = promise.due_at if promise else None
        yield Task(C.GRANT_EXTENSION, Side.ARBITER, None, due_at)
    if facts.state is S.VERIFIED and facts.running(N.REVISIT) is None:
        yield Task(C.REVISIT, Side.WINDOW)
    if facts.state is S.REVISITED and facts.running(N.RATING_CONTACT) is None:
        bad = facts.reached and facts.bad_revisit
        yield Task(C.REOPEN if bad else C.CLOSE, Side.WINDOW)
