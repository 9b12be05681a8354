"""What time itself does to a ticket: signing, resuming, the steps of the ladder.

`advance` brings everything whose legal moment lies strictly before `until`, in the
order of those moments: an act at the same instant comes first. The sweep calls it
for tickets whose next moment has come; every verb calls it before a person's act,
so that nothing depends on when the sweep last ran.
Source: docs/rules.md, "Timelines" 3, 7, 17, 23-27.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.facts import TicketFacts, copied
from app.domain.ladder import RANK, next_step
from app.domain.life.applying import take_step
from app.domain.life.pausing import end_suspension
from app.domain.rule_set import RuleSet
from app.domain.terms import ClockName, EntryKind, State, Step
from app.domain.working_calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that time, or an act beside its own meaning, brought.

    at:          the legal moment
    department:  who holds the ticket at that moment; None while the arbiter has it
    clock:       (name, cycle) of the clock it belongs to
    step:        for EntryKind.ESCALATED
    """

    kind: EntryKind
    at: datetime
    department: str | None
    clock: tuple[ClockName, int] | None = None
    step: Step | None = None


def next_moment(
    facts: TicketFacts, calendar: WorkingCalendar, rules: RuleSet
) -> datetime | None:
    """The next instant at which time will bring something, or None."""
    coming = _next(facts, calendar, rules)
    return coming.at if coming else None


def advance(
    facts: TicketFacts,
    until: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
    *,
    inclusive: bool = False,
) -> tuple[TicketFacts, list[Happening]]:
    """The facts as time has made them before `until` (or at it, when inclusive)."""
    facts, happenings, _ = advance_and_look_ahead(
        facts, until, calendar, rules, inclusive=inclusive
    )
    return facts, happenings


def advance_and_look_ahead(
    facts: TicketFacts,
    until: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
    *,
    inclusive: bool = False,
) -> tuple[TicketFacts, list[Happening], datetime | None]:
    """As `advance`; also the next instant at which time will bring something."""
    happenings: list[Happening] = []
    while True:
        coming = _next(facts, calendar, rules)
        if coming is None:
            return facts, happenings, None
        if coming.at > until or (coming.at == until and not inclusive):
            return facts, happenings, coming.at
        if not happenings:
            facts = copied(facts)
        _bring(facts, coming, calendar, rules)
        happenings.append(coming)


def bring_next(
    facts: TicketFacts, calendar: WorkingCalendar, rules: RuleSet
) -> tuple[TicketFacts, Happening | None]:
    """The one thing that time brings next, whenever that is, and the facts after it."""
    coming = _next(facts, calendar, rules)
    if coming is None:
        return facts, None
    facts = copied(facts)
    _bring(facts, coming, calendar, rules)
    return facts, coming


def bring_steps(
    facts: TicketFacts,
    steps: tuple[Step, ...],
    key: tuple[ClockName, int],
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> list[Happening]:
    """Take the steps that an act brought, at its instant; changes `facts` in place."""
    brought = []
    for step in sorted(steps, key=RANK.__getitem__):
        holder = None if facts.with_arbiter else facts.holder
        coming = Happening(EntryKind.ESCALATED, facts.last_at, holder, key, step)
        _bring(facts, coming, calendar, rules)
        brought.append(coming)
    return brought


def _next(
    facts: TicketFacts, calendar: WorkingCalendar, rules: RuleSet
) -> Happening | None:
    comings = []
    holder = None if facts.with_arbiter else facts.holder
    suspension = facts.suspension
    if suspension is not None and facts.state is State.SUSPENDED:
        end = Happening(EntryKind.AUTO_RESUMED, suspension.ends_at, holder)
        comings.append(end)
    if not facts.auto_signed:
        sign = facts.running(ClockName.SIGN)
        if sign is not None and sign.due_at is not None:
            auto = Happening(EntryKind.AUTO_SIGNED, sign.due_at, holder, sign.key)
            comings.append(auto)
    due = next_step(facts, calendar, rules)
    if due is not None:
        key = due.clock.key
        step = Happening(EntryKind.ESCALATED, due.at, holder, key, due.step)
        comings.append(step)
    return min(comings, key=lambda coming: coming.at, default=None)


def _bring(
    facts: TicketFacts, coming: Happening, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    if coming.kind is EntryKind.AUTO_RESUMED:
        last = facts.suspensions[-1].last_day
        end_suspension(facts, coming.at, last, calendar, rules)
    elif coming.kind is EntryKind.AUTO_SIGNED:
        facts.auto_signed = True
    elif coming.clock is not None and coming.step is not None:
        take_step(facts, coming.clock, coming.step, coming.at, calendar, rules)
    facts.last_at = coming.at
