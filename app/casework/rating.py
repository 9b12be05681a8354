"""The complainant's own act: rate the result, send back what is not solved.

The door has proved number and code; the actor is the complainant, without an account.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.casework.corridor import act
from app.casework.desk import Desk
from app.casework.office import Office
from app.domain import rating
from app.domain.permissions import citizen_actor
from app.domain.terms import Command, Unsolved
from app.store import directory, register
from app.store.register import Held


def complainants_desk(district_id: int, office: Office, now: datetime) -> Desk:
    """Where somebody without an account acts on the own case."""
    district = directory.district(district_id)
    return Desk(citizen_actor(district.code), now, district_id, office)


def take_word(
    desk: Desk, number: str, *, solved: bool, level: int | None, why: Sequence[Unsolved]
) -> Held:
    """Keep what the person says, whatever may still be said: of a closed case only that
    it is not solved, else the rating. level: see `rate_result`"""
    held = register.hold_ticket(desk.district, number)
    if not solved and rating.may_object(held.facts):
        return send_back(desk, number, why=why)
    return rate_result(desk, number, solved=solved, level=level, why=why)


def rate_result(
    desk: Desk, number: str, *, solved: bool, level: int | None, why: Sequence[Unsolved]
) -> Held:
    """Keep what the person says of the result; what is not solved goes back at once.

    level: 1 to 5, 5 very satisfied
    """
    held = act(
        desk,
        number,
        Command.REVISIT,
        lambda f, m: rating.rate(f, solved, level, why, m),
    )
    return held if solved else send_back(desk, number, why=why)


def send_back(desk: Desk, number: str, *, why: Sequence[Unsolved]) -> Held:
    """Not solved: let it be done again."""
    return act(desk, number, Command.REOPEN, lambda f, m: rating.send_back(f, why, m))
