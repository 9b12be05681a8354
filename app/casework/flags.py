"""A flag taken in hand: by the department that it names, or by whoever rules on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from app.casework.corridor import act
from app.casework.desk import Desk
from app.casework.handling import own_department
from app.casework.interests import require_no_interest
from app.domain.deciding import Moment
from app.domain.decision import Decision
from app.domain.discretion import is_reported, sees_flag, to_be_heard
from app.domain.errors import NotFound, NotPermitted
from app.domain.facts import TicketFacts
from app.domain.finding import FindingKey
from app.domain.hearing import FlagInHand, FlagKey
from app.domain.objections import require_took_no_part
from app.domain.retaliation import require_discloses_nothing
from app.domain.terms import Command
from app.store import register
from app.store.interests import accounts_of_person
from app.store.reads.complainants import get_complainant
from app.store.reads.retaliation import list_retaliation_of
from app.store.register import Held, KnownFlag

# A step of a flag's procedure: what the rule makes of the ticket and of the flag.
FlagStep: TypeAlias = Callable[[TicketFacts, FlagInHand, Moment], Decision]


def speak_on(
    desk: Desk,
    number: str,
    key: FlagKey,
    command: Command,
    step: FlagStep,
    seen: int | None,
) -> Held:
    """Let the department that a flag names take a step of its procedure.

    raises: as own_flag
    """
    own = own_department(desk)

    def rule(facts: TicketFacts, moment: Moment) -> Decision:
        hearing = own_flag(desk, number, key).hearing
        return step(facts, FlagInHand(key, hearing, own), moment)

    return act(desk, number, command, rule, seen)


def rule_on(
    desk: Desk,
    number: str,
    key: FlagKey,
    command: Command,
    words: tuple[str, str],
    step: FlagStep,
    seen: int | None,
) -> Held:
    """Let the inspection office take a step of a flag's procedure.

    words:  what the department will read, and the field where it was typed
    raises: as judged_flag
    """

    def rule(facts: TicketFacts, moment: Moment) -> Decision:
        flag = judged_flag(desk, number, key, command, *words)
        heard = to_be_heard(flag.key, flag.department)
        return step(facts, FlagInHand(flag.key, flag.hearing, heard), moment)

    return act(desk, number, command, rule, seen)


def own_flag(desk: Desk, number: str, key: FlagKey) -> KnownFlag:
    """A flag that names the own department, for what it says on it.

    Asked while the ticket is in hand: of two at once, the second finds the first.

    raises: NotPermitted statement.not_named for another department's flag; NotFound,
            also for one that the department is not to know of
    """
    flag = register.get_flag(desk.district, number, key)
    if not sees_flag(desk.actor, flag):
        is_finding = isinstance(key, FindingKey)
        raise NotFound("finding.unknown" if is_finding else "escalation.unknown")
    if flag.department != own_department(desk):
        raise NotPermitted("statement.not_named")
    return flag


def judged_flag(
    desk: Desk, number: str, key: FlagKey, command: Command, words: str, field: str
) -> KnownFlag:
    """A flag for whoever tells the department of it, or rules on it.

    words:  what the department will read; field: where they were typed
    raises: NotFound escalation.unknown, finding.unknown; NotPermitted interest.*, where
            the officer stands too near to the department that it names, or raised it;
            RuleBroken retaliation.quotes, retaliation.names
    """
    flag = register.get_flag(desk.district, number, key)
    held = register.hold_ticket(desk.district, number)
    if flag.department is not None:
        require_no_interest(desk, held, command, flag.department)
    if command is not Command.REQUEST_STATEMENT:
        require_took_no_part(register.raised_by(flag), own_accounts(desk))
    if is_reported(key):
        _require_discreet(flag, words, field)
    return flag


def _require_discreet(flag: KnownFlag, words: str, field: str) -> None:
    who = get_complainant(flag.ticket_id)
    require_discloses_nothing(
        words,
        (one.told for one in list_retaliation_of(flag.ticket_id)),
        (who.name, who.phone, who.agent_name),
        field,
    )


def own_accounts(desk: Desk) -> frozenset[int]:
    """Every account of the person at the desk, the one signed in included."""
    user_id = desk.actor.user_id
    return frozenset() if user_id is None else accounts_of_person(user_id)
