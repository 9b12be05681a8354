"""The corridor every act on a ticket goes through, whoever does it.

Hold the ticket, ask permission, let time pass first, let the rule decide, write, and
look for findings where a look is owed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from app.casework.desk import Desk
from app.casework.findings import look_after
from app.casework.interests import require_no_interest
from app.domain.deciding import Moment, change_calendar, change_rules, pass_time
from app.domain.decision import Decision
from app.domain.discretion import sees
from app.domain.errors import NotFound, Stale
from app.domain.facts import TicketFacts
from app.domain.permissions import (
    SYSTEM_NAME,
    may,
    relations,
    require,
    system_actor,
)
from app.domain.standards import Standard
from app.domain.terms import Command, Relation
from app.store import register, versions
from app.store.register import Held

# What begins a course of its own: the first dispatch, and each redo.
COURSES_BEGIN = frozenset({Command.DISPATCH, Command.REOPEN})

Rule: TypeAlias = Callable[[TicketFacts, Moment], Decision]


def act(
    desk: Desk, number: str, command: Command, rule: Rule, seen: int | None = None
) -> Held:
    """Do one command to one ticket.

    seen:   how many timeline entries the officer's page showed; None when the door
            showed none
    raises: NotFound, NotPermitted, Stale, and whatever the rule refuses
    """
    held = register.hold_ticket(desk.district, number)
    require_may(desk, held, command)
    require_no_interest(desk, held, command)
    _require_fresh(desk, held, seen)
    held = let_time_pass(desk, held)
    if command in COURSES_BEGIN:
        held = take_present_rules(desk, held)
    if command is Command.REOPEN:
        held = take_present_calendar(desk, held)
    decision = rule(held.facts, desk.office.moment(held, desk.now))
    held = register.write_decision(held, decision, desk.actor, desk.now)
    look_after(desk, held)
    return held


def let_time_pass(desk: Desk, held: Held) -> Held:
    """Write what time brought before now, as the sweep would have."""
    passed = pass_time(held.facts, desk.office.moment(held, desk.now))
    if passed is None:
        return held
    system = system_actor(desk.actor.district)
    return register.write_decision(held, passed, system, desk.now)


def take_present_rules(desk: Desk, held: Held) -> Held:
    """Put a ticket of which a new course begins under the rules in force.

    Clocks that still run keep what they have.
    """
    office = desk.office
    if office.rules.version == held.rules_hash:
        return held
    rules, center = office.rules, held.center
    calendar = office.calendar_under(center, rules.version)
    versions.remember_rules(rules.version, rules.title, office.rules_text, desk.now)
    text = office.calendar_text_under(center, rules.version)
    versions.remember_calendar(calendar.version, text, desk.now)
    moment = office.moment(held, desk.now)
    standard = Standard(calendar, rules)
    decision = change_rules(held.facts, standard, moment, recomputes=False)
    system = system_actor(desk.actor.district)
    return register.write_decision(held, decision, system, desk.now)


def take_present_calendar(desk: Desk, held: Held) -> Held:
    """Put a ticket that rested while the calendar changed under the one in force."""
    office = desk.office
    present = office.calendar_under(held.center, held.rules_hash)
    if present.version == held.calendar_hash:
        return held
    text = office.calendar_text_under(held.center, held.rules_hash)
    versions.remember_calendar(present.version, text, desk.now)
    decision = change_calendar(held.facts, present, office.moment(held, desk.now))
    system = system_actor(desk.actor.district)
    return register.write_decision(held, decision, system, desk.now)


def standing(desk: Desk, held: Held) -> frozenset[Relation]:
    """How the desk's officer stands to the ticket."""
    return relations(
        desk.actor, held.district, held.center, held.facts.handed_up, held.facts
    )


def require_may(desk: Desk, held: Held, command: Command) -> None:
    """Raise NotFound to whom may not even look, NotPermitted to whom may not act."""
    how = standing(desk, held)
    if not may(desk.actor, how, Command.VIEW):
        how |= _named(desk, held)
        if not may(desk.actor, how, command):
            raise NotFound("ticket.unknown", number=held.number)
    require(desk.actor, how, command)


def _named(desk: Desk, held: Held) -> frozenset[Relation]:
    """A department that is told of reported retaliation speaks on a ticket that it may
    not look at."""
    own = desk.actor.department
    if own is None or not register.is_told_of(held.ticket_id, own):
        return frozenset()
    return frozenset({Relation.NAMED})


def _require_fresh(desk: Desk, held: Held, seen: int | None) -> None:
    """What time did since does not count, nor what this officer is not to know of: only
    a person's act makes a page stale."""
    if seen is None or seen >= held.entry_count:
        return
    since = [
        entry
        for entry in register.entries_after(held, seen)
        if entry.actor != SYSTEM_NAME
        and sees(desk.actor, entry.kind, entry.department, entry.payload)
    ]
    if since:
        last = since[-1]
        raise Stale("ticket.stale", kind=last.kind, actor=last.actor, at=last.at)
