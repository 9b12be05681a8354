"""Explaining the limits of a ticket: how each date came about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from app.casework.desk import Desk
from app.casework.looking import look
from app.casework.office import Office
from app.domain.account_data import Data, account_data
from app.domain.deciding import Moment, pass_time
from app.domain.entries import Told
from app.domain.errors import NotFound
from app.domain.facts import Clock, TicketFacts
from app.domain.terms import ClockName
from app.store.reads.tickets import get_ticket


def explain(
    desk: Desk, number: str, name: ClockName | None = None, cycle: int | None = None
) -> list[Data]:
    """The account of each clock of a ticket, or of those asked for, in their order.

    The shape of one is `account_data`'s.
    raises: NotFound ticket.unknown for whoever may not look; NotFound clock.unknown
    """
    shown = look(desk, number)
    return _told(shown.facts, shown.page.entries, shown.moment, name, cycle)


def explain_to_system(
    office: Office,
    district_id: int,
    number: str,
    now: datetime,
    name: ClockName | None = None,
    cycle: int | None = None,
) -> list[Data]:
    """The same for a command on the machine itself, where nobody is signed in."""
    page = get_ticket(district_id, number)
    moment = office.moment(page.held, now)
    passed = pass_time(page.held.facts, moment)
    facts = passed.facts if passed else page.held.facts
    return _told(facts, page.entries, moment, name, cycle)


def _told(
    facts: TicketFacts,
    entries: Sequence[Told],
    moment: Moment,
    name: ClockName | None,
    cycle: int | None,
) -> list[Data]:
    chosen = [one for one in facts.clocks if _is_asked(one, name, cycle)]
    if not chosen:
        raise NotFound("clock.unknown")
    return [account_data(_held(one, facts), facts, entries, moment) for one in chosen]


def _is_asked(clock: Clock, name: ClockName | None, cycle: int | None) -> bool:
    return name in (None, clock.name) and cycle in (None, clock.cycle)


def _held(clock: Clock, facts: TicketFacts) -> Clock:
    """The finish clock is told under whoever holds the ticket. Timelines 38."""
    if clock.name is ClockName.FINISH:
        return replace(clock, department=facts.holder)
    return clock
