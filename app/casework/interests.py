"""Conflict of interest: declared by everybody for themselves, asked at every ruling.

Whoever moves out of a department keeps its membership on record without having to say so.
A case is handed to somebody else by saying that one stands too near: its rulings are then
closed to that person, and stand in the queue of all others.
"""

from __future__ import annotations

from datetime import date, datetime

from app.casework.desk import Desk
from app.casework.on_record import put_on_record
from app.domain.errors import (
    NotFound,
    NotPermitted,
    Refusal,
    RuleBroken,
)
from app.domain.interests import RULINGS, InterestKind, judged, require_unbiased
from app.domain.permissions import may, relations
from app.domain.statements import LONGEST_REASON, bounded
from app.domain.terms import Command, Relation, Role
from app.store import directory, interests, register
from app.store.access_log import AccessAction
from app.store.interests import Declared
from app.store.reads.people import Account, find_account, find_account_by_id
from app.store.register import Held

# Who rules on departments, and may therefore stand too near to one.
JUDGES = frozenset({Role.DISPATCHER, Role.INSPECTOR})


def require_no_interest(
    desk: Desk, held: Held, command: Command, *further: str
) -> None:
    """Raise NotPermitted when the desk's officer stands too near to rule.

    further: codes of departments that it is about, beside those that held the case
    """
    if command not in RULINGS or desk.actor.user_id is None:
        return
    calendar = desk.office.moment(held, desk.now).calendar
    require_unbiased(
        interests.interests_of_person(desk.actor.user_id, held.ticket_id),
        judged(held.facts) | {*further},
        calendar.civil_date(held.facts.filed_at),
        calendar.civil_date(desk.now),
    )


def interest_against(desk: Desk, held: Held) -> Refusal | None:
    """Why the desk's officer may not rule on this case; None when nothing speaks so."""
    if desk.actor.role not in JUDGES:
        return None
    try:
        require_no_interest(desk, held, Command.CONFIRM_ESCALATION)
    except Refusal as refusal:
        return refusal
    return None


def declare(
    desk: Desk,
    department: str,
    kind: InterestKind,
    *,
    since: date,
    until: date | None,
    reason: str,
) -> None:
    """Say what one has to do with a department.

    raises: FieldMissing, NotFound department.unknown, RuleBroken interest.period
    """
    known = directory.district(desk.district).department_ids
    if department not in known:
        raise NotFound("department.unknown", field="department")
    if until is not None and until < since:
        raise RuleBroken("interest.period", field="until")
    account = _own(desk)
    interests.add_interest(
        account.id,
        kind,
        since=since,
        until=until,
        reason=bounded(reason, "reason", LONGEST_REASON),
        declared_by=desk.actor.name,
        now=desk.now,
        department_id=known[department],
    )
    _log(desk, f"{account.username}: {department}")


def end(desk: Desk, interest_id: int, last: date) -> None:
    """Say that an own interest has ended. raises: NotFound interest.unknown"""
    account = _own(desk)
    if not interests.end_interest(account.id, interest_id, last):
        raise NotFound("interest.unknown")
    _log(desk, f"{account.username}: - {last.isoformat()}")


def own_interests(desk: Desk) -> list[Declared]:
    """What whoever sits at the desk has declared, newest first."""
    return interests.list_declared(user_id=_own(desk).id)


def withdraw_from(desk: Desk, number: str, username: str, reason: str) -> None:
    """Close the rulings of one case to an officer who stands too near to it.

    username: of who is complained about or related; empty for oneself, who hands the
              case to the others by this
    raises:   NotFound, NotPermitted, FieldMissing, RuleBroken interest.no_judge
    """
    held = _held(desk, number)
    account = _own(desk) if not username.strip() else find_account(username.strip())
    if account is None or account.district_id != desk.district:
        raise NotFound("user.unknown", field="username", user=username)
    if account.role not in JUDGES:
        raise RuleBroken("interest.no_judge", field="username")
    reason, today = bounded(reason, "reason", LONGEST_REASON), _today(desk, held)
    interests.add_interest(
        account.id,
        InterestKind.OTHER,
        since=today,
        until=None,
        reason=reason,
        declared_by=desk.actor.name,
        now=desk.now,
        ticket_id=held.ticket_id,
    )
    _log(desk, f"{account.username}: {reason}", held.ticket_id)


def withdrawn_from(held: Held) -> list[Declared]:
    """Who stands too near to this case, newest first; the door has shown the case."""
    return interests.list_declared(ticket_id=held.ticket_id)


def remember_membership(account: Account, today: date, now: datetime, by: str) -> None:
    """Whoever leaves a department goes on counting as one of its people."""
    department = account.department
    if department is None:
        return
    interests.add_interest(
        account.id,
        InterestKind.MEMBER,
        since=account.created_at.date(),
        until=today,
        reason="",
        declared_by=by,
        now=now,
        department_id=directory.district(account.district_id).department_id(department),
    )


def _held(desk: Desk, number: str) -> Held:
    """The case, for window officers of its center and those who rule on it."""
    held = register.hold_ticket(desk.district, number)
    how = relations(
        desk.actor, held.district, held.center, held.facts.handed_up, held.facts
    )
    if not may(desk.actor, how, Command.VIEW):
        raise NotFound("ticket.unknown", number=number)
    if desk.actor.role not in JUDGES and Relation.OWN_CENTER not in how:
        raise NotPermitted("permission", role=desk.actor.role)
    return held


def _today(desk: Desk, held: Held) -> date:
    return desk.office.moment(held, desk.now).calendar.civil_date(desk.now)


def _own(desk: Desk) -> Account:
    user_id = desk.actor.user_id
    account = find_account_by_id(user_id) if user_id is not None else None
    if account is None:
        raise NotPermitted("permission", role=desk.actor.role)
    return account


def _log(desk: Desk, told: str, ticket_id: int | None = None) -> None:
    put_on_record(
        desk,
        AccessAction.INTEREST,
        ticket_id=ticket_id,
        reason=told,
    )
