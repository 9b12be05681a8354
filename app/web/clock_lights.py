"""The light of a ticket's clock, from the facts that are kept with the ticket."""

from __future__ import annotations

from datetime import datetime

from app.casework.office import Office
from app.domain.due_soon import soon_from
from app.domain.facts import Clock, Suspension
from app.domain.terms import ClockName
from app.store.register import Held
from app.web.lights import Light, Running, light

# What a lawful suspension stops; sign, contact and replies run on.
_STOPPED = (ClockName.FINISH, ClockName.REDO, ClockName.ASSIST)


def clock_light(held: Held, clock: Clock, office: Office, now: datetime) -> Light:
    """Return what the clock shows at a moment."""
    return light(
        Running(
            clock.due_at,
            soon_from(
                held.facts,
                clock,
                office.calendar_of(held.calendar_hash),
                office.rules_of(held.rules_hash),
            ),
            clock.stopped_at,
            suspended=suspension_of(held, clock) is not None,
        ),
        now,
    )


def suspension_of(held: Held, clock: Clock) -> Suspension | None:
    """Return the suspension that stops this clock now, if one does."""
    one = held.facts.suspension
    if one is None or not one.lawful or clock.name not in _STOPPED:
        return None
    return one


def clock_of(held: Held, name: ClockName, cycle: int) -> Clock:
    """Return one clock of the ticket. raises: LookupError"""
    for clock in held.facts.clocks:
        if clock.key == (name, cycle):
            return clock
    raise LookupError(f"{held.number} has no {name} clock {cycle}")
