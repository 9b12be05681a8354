"""What a rule may know of a ticket: its state, its clocks, its suspensions.

`TicketFacts` is the fold of the ticket's acts and of what time brought since. It is
kept with the ticket so that nobody has to fold again, and it is proved against the
timeline by `replay`. Rules copy it before they change anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import TypeAlias

from app.domain.terms import (
    CauseCode,
    ClockName,
    Colour,
    State,
    Step,
    SuspensionReason,
    TicketClass,
)

Days: TypeAlias = tuple[date, date]

ENDED = frozenset({State.CLOSED, State.WITHDRAWN, State.ARCHIVED})


@dataclass(frozen=True, slots=True)
class Clock:
    """One limit running, or having run, on a ticket.

    department:  code, None for the window's, the arbiter's, the inspection office's
    due_at:      the last instant that is still on time; None when there is no limit
    stopped_at:  None while it runs
    limit_days:  working days, extension included; 0 when the limit is not in days
    day_zero:    the day from which `limit_days` counts (that day itself is not)
    touched:     suspended days, both ends included, that moved `due_at`
    colour:      of the supervision notice whose reply this clock awaits
    ladder:      the (name, cycle) of the clock on whose ladder that notice stood
    fallen:      the steps of the ladder taken on this clock
    """

    name: ClockName
    cycle: int
    department: str | None
    started_at: datetime
    due_at: datetime | None
    stopped_at: datetime | None = None
    limit_days: int = 0
    day_zero: date | None = None
    touched: tuple[Days, ...] = ()
    colour: Colour | None = None
    ladder: tuple[ClockName, int] | None = None
    fallen: tuple[Step, ...] = ()

    @property
    def runs(self) -> bool:
        """Does it still run? One that is past its limit runs on."""
        return self.stopped_at is None

    @property
    def key(self) -> tuple[ClockName, int]:
        """What makes it the same one within its ticket."""
        return self.name, self.cycle


@dataclass(frozen=True, slots=True)
class Suspension:
    """One wait for a special procedure.

    first_day, last_day: suspended days, both included; last_day is the planned one
                         until the suspension ends earlier
    ends_at:             when it ends by itself
    lawful:              does it stop the clocks that a suspension may stop?
    """

    reason: SuspensionReason
    department: str
    at: datetime
    first_day: date
    last_day: date
    ends_at: datetime
    lawful: bool
    ended_at: datetime | None = None


@dataclass(slots=True)
class TicketFacts:
    """Everything the rules need to judge the next act or moment of one ticket.

    holder:          department that holds the ticket, or held it last
    with_arbiter:    is a return waiting for a ruling?
    holding_since:   start of the current holding
    signed:          has the holder signed in this holding, itself?
    auto_signed:     did the sign limit pass, so that it counts as signed?
    designated:      was the holder named by the arbiter? (it may not return again)
    window_spans:    spans in which the answer lay with the window; the last is open
                     (None) while it does
    attempts:        revisits tried since the last verification
    reached:         did one of them reach the person?
    bad_revisit:     was the last revisit that reached the person a bad one?
    redo_cycle:      how often the ticket was reopened
    extensions:      how many extensions were recorded
    asked_days:      working days asked for in an extension not yet ruled on
    returned_by:     departments that returned the ticket, in order
    handed_up:       has the district window taken over from the town window?
    watched:         is it on the policy watch-list? (also after it was closed)
    meeting_called:  is a joint meeting called that has not taken place yet?
    meetings:        how many joint meetings took place
    merged:          did it end by going on in the ticket that it repeats?
    steps_from:      since when the present rules and calendar hold, where they changed:
                     no step that they bring falls before
    """

    ticket_class: TicketClass
    state: State
    last_at: datetime
    filed_at: datetime
    dispatched_at: datetime | None = None
    holder: str | None = None
    with_arbiter: bool = False
    holding_since: datetime | None = None
    signed: bool = False
    auto_signed: bool = False
    designated: bool = False
    assistants: tuple[str, ...] = ()
    clocks: tuple[Clock, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    window_spans: tuple[tuple[datetime, datetime | None], ...] = ()
    answered_once: bool = False
    last_cause: CauseCode | None = None
    attempts: int = 0
    reached: bool = False
    bad_revisit: bool = False
    redo_cycle: int = 0
    extensions: int = 0
    asked_days: int = 0
    returned_by: tuple[str, ...] = ()
    handed_up: bool = False
    watched: bool = False
    meeting_called: bool = False
    meetings: int = 0
    merged: bool = False
    steps_from: datetime | None = None

    @property
    def suspension(self) -> Suspension | None:
        """The suspension under way, lawful or not."""
        if self.suspensions and self.suspensions[-1].ended_at is None:
            return self.suspensions[-1]
        return None

    @property
    def ladder_clock(self) -> Clock | None:
        """The clock on which steps of the ladder may fall: finish or redo, running."""
        for clock in reversed(self.clocks):
            if clock.name in (ClockName.FINISH, ClockName.REDO):
                return clock if clock.runs else None
        return None

    @property
    def promise(self) -> Clock | None:
        """The clock that carries the promise to the citizen: the last of finish, redo."""
        for clock in reversed(self.clocks):
            if clock.name in (ClockName.FINISH, ClockName.REDO):
                return clock
        return None

    @property
    def meeting_owed(self) -> bool:
        """Was it raised a level more often than joint meetings were called for it?"""
        if self.state in ENDED:
            return False
        raised = sum(Step.RAISED in clock.fallen for clock in self.clocks)
        return raised > self.meetings + self.meeting_called

    def running(self, name: ClockName, department: str | None = None) -> Clock | None:
        """The running clock of that name (and department), the latest if several."""
        for clock in reversed(self.clocks):
            if clock.name is not name or not clock.runs:
                continue
            if department in (None, clock.department):
                return clock
        return None

    def lawful_days(self) -> tuple[Days, ...]:
        """Days touched by lawful suspensions, both ends included."""
        return tuple((s.first_day, s.last_day) for s in self.suspensions if s.lawful)


_every_field = attrgetter(*TicketFacts.__slots__)


def copied(facts: TicketFacts) -> TicketFacts:
    """A copy to be changed; what it holds is immutable."""
    return TicketFacts(*_every_field(facts))


def stopped(clock: Clock, at: datetime | None) -> Clock:
    """The clock stopped at an instant, or running again (None)."""
    return Clock(
        clock.name,
        clock.cycle,
        clock.department,
        clock.started_at,
        clock.due_at,
        at,
        clock.limit_days,
        clock.day_zero,
        clock.touched,
        clock.colour,
        clock.ladder,
        clock.fallen,
    )


def changed_clocks(before: TicketFacts | None, after: TicketFacts) -> list[Clock]:
    """The clocks that `after` starts, moves or stops; ladder marks do not count."""
    old = before.clocks if before else ()
    new = enumerate(after.clocks)  # clocks are only ever added, at the end
    return [
        clock for n, clock in new if _moved(old[n] if n < len(old) else None, clock)
    ]


def _moved(old: Clock | None, new: Clock) -> bool:
    if old is None:
        return True
    if old is new:
        return False
    return (old.due_at, old.stopped_at, old.department) != (
        new.due_at,
        new.stopped_at,
        new.department,
    )
