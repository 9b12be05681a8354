"""Verbs of the security administrator: accounts, roles, passwords.

One person has one account, known by the staff number, and one role: the three
administrators (三员分立) are never one person. Nobody changes the own account here.
Accounts are disabled, never deleted: the timeline names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.casework import passwords
from app.casework.demo.people import DemoPerson
from app.casework.desk import Desk
from app.casework.interests import remember_membership
from app.casework.on_record import put_on_record
from app.casework.signing_in import LONGEST_NAME, tidy_name
from app.domain.errors import FieldMissing, NotFound, NotPermitted, RuleBroken
from app.domain.permissions import CITIZEN_NAME, SYSTEM_NAME, WITHOUT_ACCOUNT
from app.domain.separation import require_apart
from app.domain.terms import Role
from app.store import directory, people, sessions
from app.store.access_log import AccessAction, log_access
from app.store.people import NewUser
from app.store.reads.people import (
    Access,
    Account,
    count_real_accounts,
    find_account,
    find_account_by_id,
    list_access,
    list_accounts,
    roles_of_person,
)
from app.store.sessions import Ending

LONGEST_LINE = 100
CENTER_ROLES = frozenset({Role.FRONT_DESK, Role.CENTER_LEADER})
DEPARTMENT_ROLES = frozenset(
    {Role.CHIEF_REPRESENTATIVE, Role.HANDLER, Role.DEPUTY_LEADER}
)
_EMAIL = re.compile(r"[!-?A-~]{1,64}@[0-9A-Za-z.-]{1,100}")
HELD_BY_PEOPLE = tuple(role for role in Role if role not in WITHOUT_ACCOUNT)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Who is to get an account.

    unit:          code of the center or department, or empty
    person_number: staff number of the person, where the account is a second one and
                   called otherwise; empty for the sign-in name
    """

    username: str
    display_name: str
    role: Role
    unit: str = ""
    email: str = ""
    person_number: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """An account with the password to be shown once; it is kept nowhere."""

    account: Account
    password: str


def create_user(desk: Desk, person: NewPerson) -> Made:
    """Make an account with a generated password, to be changed at first sign-in.

    raises: RuleBroken user.taken, when the staff number has an account already;
            separation.two_powers, when the person may not hold this role as well
    """
    _require_security_administrator(desk)
    username, name = tidy_name(person.username), person.display_name.strip()
    _require_name(username, name)
    email = _tidy_email(person.email)
    center_id, department_id = _place(desk.district, person.role, person.unit)
    whose = tidy_name(person.person_number) or username
    if find_account(username) is not None:
        raise RuleBroken("user.taken", field="username")
    _require_apart(desk, whose, person.role)
    password = passwords.made_up()
    user_id = people.add_user(
        NewUser(
            district_id=desk.district,
            username=username,
            display_name=name,
            role=person.role,
            password_hash=passwords.hashed(password),
            center_id=center_id,
            department_id=department_id,
            email=email,
            person_number=whose,
        ),
        desk.now,
    )
    account = _account(desk, user_id)
    told = _standing(account)
    if whose != username:
        told = f"{told} = {whose}"
    _log(desk, AccessAction.USER_CREATED, account, told)
    return Made(account, password)


def set_role(desk: Desk, user_id: int, role: Role, unit: str = "") -> Account:
    """Give a person another role, or another center or department."""
    before = _somebody_else(desk, user_id)
    center_id, department_id = _place(desk.district, role, unit)
    _require_apart(desk, before.person_number, role, but=user_id)
    if before.department != (unit if department_id else None):
        remember_membership(before, desk.now.date(), desk.now, desk.actor.name)
    people.set_place(user_id, role, center_id, department_id)
    after = _account(desk, user_id)
    change = f"{_standing(before)} > {_standing(after)}"
    _log(desk, AccessAction.ROLE_CHANGED, after, change)
    return after


def reset_password(desk: Desk, user_id: int) -> Made:
    """Give a person a generated password; the old one and its sessions end."""
    account = _somebody_else(desk, user_id)
    password = passwords.made_up()
    kept = passwords.hashed(password)
    people.set_password(user_id, kept, desk.now, must_change=True)
    sessions.end_all(user_id, desk.now, Ending.PASSWORD)
    _log(desk, AccessAction.PASSWORD_RESET, account)
    return Made(account, password)


def unlock(desk: Desk, user_id: int) -> None:
    """Let somebody who is locked out sign in again at once."""
    account = _somebody_else(desk, user_id)
    people.unlock(user_id)
    _log(desk, AccessAction.UNLOCKED, account)


def disable(desk: Desk, user_id: int) -> None:
    """End all signing in of a person, open sessions included."""
    account = _somebody_else(desk, user_id)
    people.set_active(user_id, False)
    sessions.end_all(user_id, desk.now, Ending.DISABLED)
    _log(desk, AccessAction.ACCOUNT_DISABLED, account)


def enable(desk: Desk, user_id: int) -> None:
    """Let a disabled person sign in again."""
    account = _somebody_else(desk, user_id)
    _require_apart(desk, account.person_number, account.role, but=user_id)
    people.set_active(user_id, True)
    _log(desk, AccessAction.ACCOUNT_ENABLED, account)


def get_person(desk: Desk, user_id: int) -> Account:
    """One account of the district. raises: NotFound user.unknown"""
    _require_security_administrator(desk)
    return _account(desk, user_id)


def list_people(
    desk: Desk,
    *,
    role: Role | None = None,
    unit: str = "",
    state: str = "",
    words: str = "",
    after: str = "",
    limit: int = 25,
) -> list[Account]:
    """Accounts of the district by staff number.

    unit:  code of a center or department; state: `locked`, `disabled`, `new`, or empty
    """
    _require_security_administrator(desk)
    return list_accounts(
        desk.district,
        role=role,
        unit=unit,
        state=state,
        now=desk.now,
        words=words,
        after=after,
        limit=limit,
    )


def read_access_log(
    desk: Desk,
    *,
    actions: Iterable[str] = (),
    username: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    before: int | None = None,
    limit: int = 25,
) -> list[Access]:
    """The log of sign-ins, reveals and changed rights, newest first.

    Security and audit administrators, each of their own district.
    """
    if desk.actor.role not in (
        Role.SECURITY_ADMINISTRATOR,
        Role.AUDIT_ADMINISTRATOR,
    ):
        raise NotPermitted("permission", role=desk.actor.role)
    return list_access(
        desk.district,
        actions=tuple(actions),
        username=username,
        since=since,
        until=until,
        before=before,
        limit=limit,
    )


def note_export(desk: Desk, what: str) -> None:
    """Put on record that the log was taken out of the system. Audit administrator."""
    if desk.actor.role is not Role.AUDIT_ADMINISTRATOR:
        raise NotPermitted("permission", role=desk.actor.role)
    put_on_record(
        desk,
        AccessAction.LOG_EXPORTED,
        reason=what,
    )


def create_first_administrator(district_id: int, username: str, now: datetime) -> str:
    """Make the district's first security administrator; returns the password.

    Only for an empty district: whoever may run commands sets it up once.
    raises: RuleBroken people.exist
    """
    if list_accounts(district_id, limit=1):
        raise RuleBroken("people.exist")
    name = tidy_name(username)
    _require_name(name, name)
    password = passwords.made_up()
    new = NewUser(
        district_id=district_id,
        username=name,
        display_name=name,
        role=Role.SECURITY_ADMINISTRATOR,
        password_hash=passwords.hashed(password),
    )
    user_id = people.add_user(new, now)
    log_access(
        AccessAction.USER_CREATED,
        now,
        SYSTEM_NAME,
        district_id=district_id,
        user_id=user_id,
        reason=f"{name}: {Role.SECURITY_ADMINISTRATOR}",
    )
    return password


def create_demo_people(
    district_id: int, several: Iterable[DemoPerson], password: str, now: datetime
) -> dict[str, tuple[DemoPerson, int]]:
    """Make the invented people of the demo, all with one password that is no secret.

    returns: each with the id of the account, by sign-in name
    """
    known, kept = directory.district(district_id), passwords.hashed(password)
    return {
        person.username: (
            person,
            people.add_user(
                NewUser(
                    district_id=district_id,
                    username=person.username,
                    display_name=person.name,
                    role=person.role,
                    password_hash=kept,
                    center_id=known.center_id(person.center) if person.center else None,
                    department_id=known.department_id(person.department),
                    must_change_password=False,
                    is_demo=True,
                ),
                now,
            ),
        )
        for person in several
    }


def has_real_people(district_id: int) -> bool:
    """Has the district an account that is not of the demo?"""
    return count_real_accounts(district_id) > 0


def _require_apart(
    desk: Desk, person_number: str, role: Role, but: int | None = None
) -> None:
    """Raise RuleBroken when the person's other open accounts speak against a role."""
    held = roles_of_person(desk.district, person_number)
    require_apart((role for user, role in held.items() if user != but), role)


def _require_security_administrator(desk: Desk) -> None:
    if desk.actor.role is not Role.SECURITY_ADMINISTRATOR:
        raise NotPermitted("permission", role=desk.actor.role)


def _somebody_else(desk: Desk, user_id: int) -> Account:
    """The account, which is in the district and not the administrator's own."""
    _require_security_administrator(desk)
    account = _account(desk, user_id)
    if account.id == desk.actor.user_id:
        raise NotPermitted("user.own_account")
    return account


def _account(desk: Desk, user_id: int) -> Account:
    account = find_account_by_id(user_id)
    if account is None or account.district_id != desk.district:
        raise NotFound("user.unknown", user=user_id)
    return account


def _require_name(username: str, display_name: str) -> None:
    for value, field in ((username, "username"), (display_name, "display_name")):
        if not value:
            raise FieldMissing("field.missing", field=field)
    if len(display_name) > LONGEST_LINE:
        raise RuleBroken("field.too_long", field="display_name", most=LONGEST_LINE)
    if username in (SYSTEM_NAME, CITIZEN_NAME) or not _is_plain(username):
        raise RuleBroken("user.name", field="username", most=LONGEST_NAME)


def _tidy_email(email: str) -> str:
    email = email.strip()
    if email and not _EMAIL.fullmatch(email):
        raise RuleBroken("user.email", field="email")
    return email


def _is_plain(username: str) -> bool:
    """Letters, digits, and . - _ between them: it is typed, printed and filtered by."""
    return username.isprintable() and all(
        sign.isalnum() or sign in ".-_" for sign in username
    )


def _place(district_id: int, role: Role, unit: str) -> tuple[int | None, int | None]:
    """The ids of center and department that go with a role, at most one of them.

    raises: FieldMissing, NotFound, RuleBroken, all for the field `unit`
    """
    if role in WITHOUT_ACCOUNT:
        raise RuleBroken("user.system_role", field="role")
    known = directory.district(district_id)
    if role in CENTER_ROLES:
        _require_unit(unit, known.center_ids, "user.needs_center")
        return known.center_ids[unit], None
    if role in DEPARTMENT_ROLES:
        _require_unit(unit, known.department_ids, "user.needs_department")
        return None, known.department_ids[unit]
    if unit:
        raise RuleBroken("user.no_unit", field="unit", role=role)
    return None, None


def _require_unit(unit: str, known: Iterable[str], code: str) -> None:
    if unit not in known:
        raise FieldMissing(code, field="unit")


def _standing(account: Account) -> str:
    unit = account.center or account.department
    return f"{account.role}@{unit}" if unit else str(account.role)


def _log(desk: Desk, action: AccessAction, account: Account, what: str = "") -> None:
    """Log under the administrator's name whose account was changed, and to what."""
    put_on_record(
        desk,
        action,
        reason=f"{account.username}: {what}" if what else account.username,
    )
