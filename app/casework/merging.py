"""Verbs for tickets about the same: merge a duplicate, link a repeat.

Both tickets get an entry, in one transaction; both are taken in hand in the order of
their numbers, so that two officers who merge crosswise never wait for each other.
"""

from __future__ import annotations

from app.casework.corridor import act, let_time_pass, require_may, standing
from app.casework.desk import Desk
from app.casework.direct import require_for_departments
from app.domain import merging
from app.domain.errors import NotFound
from app.domain.permissions import may
from app.domain.terms import Command, LinkKind
from app.store import register
from app.store.links import link_tickets
from app.store.register import Held


def merge_ticket(
    desk: Desk, number: str, *, into: str, reason: str, seen: int | None = None
) -> Held:
    """End a duplicate; its trouble goes on in `into`, which tells its person as well.

    raises: NotFound for a main ticket that the officer may not see;
            RuleBroken merge.itself, merge.main_ended
    """
    main = _other(desk, number, _tidy(into), Command.MERGE)
    merging.require_main(main.facts)
    held = act(
        desk,
        number,
        Command.MERGE,
        lambda f, m: merging.merge(f, main.number, reason, m),
        seen,
    )
    main = let_time_pass(desk, main)
    moment = desk.office.moment(main, desk.now)
    taken = merging.take_in(main.facts, number, reason, moment)
    register.write_decision(main, taken, desk.actor, desk.now)
    link_tickets(held, main, LinkKind.DUPLICATE, desk.now)
    return held


def link_ticket(
    desk: Desk, number: str, *, into: str, reason: str = "", seen: int | None = None
) -> Held:
    """Name an earlier ticket of the same person and matter; both go their own way.

    into: number of the earlier one
    """
    earlier = _other(desk, number, _tidy(into), Command.LINK)
    held = act(
        desk,
        number,
        Command.LINK,
        lambda f, m: merging.link(f, earlier.number, reason, m),
        seen,
    )
    link_tickets(held, earlier, LinkKind.REPEAT, desk.now)
    return held


def _tidy(number: str) -> str:
    """A number as people type it."""
    return number.strip().upper()


def _other(desk: Desk, number: str, other: str, command: Command) -> Held:
    """The other ticket, for whoever may do this to the first and see the second.

    raises: NotFound, NotPermitted; RuleBroken merge.itself
    """
    merging.require_another(number, other)
    held = {one: _find(desk, one) for one in sorted((number, other))}
    own, found = held[number], held[other]
    if own is None:
        raise NotFound("ticket.unknown", number=number)
    require_may(desk, own, command)
    if found is None or not may(desk.actor, standing(desk, found), Command.VIEW):
        raise NotFound("ticket.unknown", field="into", number=other)
    require_for_departments(desk, number, other)
    return found


def _find(desk: Desk, number: str) -> Held | None:
    try:
        return register.hold_ticket(desk.district, number)
    except NotFound:
        return None
