"""Accounts, whom an audience reaches, and the access log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased

from app.domain.permissions import Actor
from app.domain.preferences import Preference, Weight, comes_by_mail, usual
from app.domain.terms import Role
from app.store.database import db
from app.store.directory import DISTRICT_LEVEL
from app.store.tables import (
    AccessLogRow,
    DepartmentRow,
    DistrictRow,
    PreferenceRow,
    ServiceCenterRow,
    TicketRow,
    UserRow,
)


@dataclass(frozen=True, slots=True)
class Account:
    """One person's account. district, center, department: codes.

    place: short name of the center or department, empty for neither
    person_number: whose account it is; the sign-in name, unless it is a second one
    """

    id: int
    district_id: int
    district: str
    username: str
    display_name: str
    role: Role
    center: str | None
    center_level: str | None
    department: str | None
    place: str
    email: str
    password_hash: str
    must_change_password: bool
    failed_sign_ins: int
    locked_until: datetime | None
    is_active: bool
    is_demo: bool
    created_at: datetime
    password_changed_at: datetime
    last_signed_in_at: datetime | None
    person_number: str

    def is_locked(self, now: datetime) -> bool:
        """Is the person locked out at this moment?"""
        return self.locked_until is not None and now < self.locked_until

    def actor(self) -> Actor:
        """The person as the rules know one."""
        return Actor(
            self.username,
            self.role,
            self.district,
            self.id,
            self.center,
            self.department,
            self.center_level == DISTRICT_LEVEL,
        )


@dataclass(frozen=True, slots=True)
class Access:
    """One row of the access log. number: of the ticket, empty for none."""

    id: int
    at: datetime
    username: str
    action: str
    number: str
    reason: str
    remote: str
    agent: str


def find_account(username: str) -> Account | None:
    """The account of that sign-in name, or None."""
    return _one(_accounts().where(UserRow.username == username))


def person_of(username: str) -> str:
    """Whose account it is: one person may have several. The name itself, if nobody's."""
    account = find_account(username)
    return account.person_number if account else username


def display_name_of(username: str) -> str:
    """What somebody is called; the sign-in name, when nobody has it any more."""
    account = find_account(username)
    return account.display_name if account else username


def find_account_by_id(user_id: int) -> Account | None:
    """The account of that id, or None."""
    return _one(_accounts().where(UserRow.id == user_id))


def roles_of_person(district_id: int, person_number: str) -> dict[int, Role]:
    """The roles of a person's open accounts, by the account's id."""
    rows = db.session.execute(
        select(UserRow.id, UserRow.role).where(
            UserRow.district_id == district_id,
            UserRow.person_number == person_number,
            UserRow.is_active,
        )
    )
    return {row.id: row.role for row in rows}


def list_accounts(
    district_id: int,
    *,
    role: Role | None = None,
    unit: str = "",
    state: str = "",
    now: datetime | None = None,
    words: str = "",
    after: str = "",
    limit: int = 50,
) -> list[Account]:
    """Accounts of a district by sign-in name, those after the name `after`.

    unit:  code of a center or department
    state: `locked` at the moment `now`, `disabled`, `new` (never signed in), or empty
    words: part of the sign-in name or of the person's name
    """
    chosen = _accounts().where(
        UserRow.district_id == district_id, UserRow.username > after
    )
    if role is not None:
        chosen = chosen.where(UserRow.role == role)
    if unit:
        code = func.coalesce(DepartmentRow.code, ServiceCenterRow.code)
        chosen = chosen.where(code == unit)
    if state:
        chosen = chosen.where(_in_state(state, now))
    if words:
        chosen = chosen.where(
            UserRow.username.contains(words, autoescape=True)
            | UserRow.display_name.contains(words, autoescape=True)
        )
    rows = db.session.execute(chosen.order_by(UserRow.username).limit(limit))
    return [Account(*row) for row in rows]


def count_real_accounts(district_id: int) -> int:
    """How many accounts of the district are not the demo's."""
    counted = select(func.count()).where(
        UserRow.district_id == district_id, ~UserRow.is_demo
    )
    return db.session.execute(counted).scalar_one()


def mail_addresses(
    district_id: int, audience: str, weight: Weight = Weight.ALWAYS
) -> list[str]:
    """The addresses behind an audience (`inspector`, `handler@SJ`), without doubles.

    Only people who may sign in are written to, and who wants mail of that weight.
    """
    role, _, unit = audience.partition("@")
    mail, digest = aliased(PreferenceRow), aliased(PreferenceRow)
    chosen = (
        select(UserRow.email, _set_to(mail), _set_to(digest))
        .outerjoin(DepartmentRow, DepartmentRow.id == UserRow.department_id)
        .outerjoin(ServiceCenterRow, ServiceCenterRow.id == UserRow.center_id)
        .outerjoin(mail, _is_of_person(mail, Preference.MAIL))
        .outerjoin(digest, _is_of_person(digest, Preference.DIGEST))
        .where(
            UserRow.district_id == district_id,
            UserRow.role == role,
            UserRow.is_active,
            UserRow.email != "",
        )
        .order_by(UserRow.id)
    )
    if unit:
        chosen = chosen.where(
            func.coalesce(DepartmentRow.code, ServiceCenterRow.code) == unit
        )
    return list(
        dict.fromkeys(
            email
            for email, wish, digested in db.session.execute(chosen)
            if comes_by_mail(
                weight,
                wish or usual(Preference.MAIL),
                digested or usual(Preference.DIGEST),
            )
        )
    )


def _set_to(preference: Any) -> ColumnElement[str]:
    return func.coalesce(preference.value, "")


def _is_of_person(preference: Any, name: Preference) -> ColumnElement[bool]:
    return and_(preference.user_id == UserRow.id, preference.name == name)


def list_access(
    district_id: int,
    *,
    actions: Sequence[str] = (),
    username: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[Access]:
    """The access log of a district, newest first, older than the row `before`.

    since: first moment, until: the first moment that does not count any more
    """
    chosen = (
        select(
            AccessLogRow.id,
            AccessLogRow.at,
            AccessLogRow.username,
            AccessLogRow.action,
            func.coalesce(TicketRow.number, ""),
            AccessLogRow.reason,
            AccessLogRow.remote,
            AccessLogRow.agent,
        )
        .outerjoin(TicketRow, TicketRow.id == AccessLogRow.ticket_id)
        .where(AccessLogRow.district_id == district_id)
    )
    if actions:
        chosen = chosen.where(AccessLogRow.action.in_(actions))
    if username:
        chosen = chosen.where(AccessLogRow.username == username)
    if since is not None:
        chosen = chosen.where(AccessLogRow.at >= since)
    if until is not None:
        chosen = chosen.where(AccessLogRow.at < until)
    if before is not None:
        chosen = chosen.where(AccessLogRow.id < before)
    rows = db.session.execute(chosen.order_by(AccessLogRow.id.desc()).limit(limit))
    return [Access(*row) for row in rows]


def _in_state(state: str, now: datetime | None) -> ColumnElement[bool]:
    match state:
        case "locked":
            return and_(UserRow.is_active, UserRow.locked_until > now)
        case "disabled":
            return ~UserRow.is_active
        case "new":
            return and_(UserRow.is_active, UserRow.last_signed_in_at.is_(None))
    raise ValueError(f"accounts have no state {state!r}")


def _one(chosen: Select[Any]) -> Account | None:
    row = db.session.execute(chosen).one_or_none()
    return None if row is None else Account(*row)


def account_columns() -> tuple[Any, ...]:
    """What an `Account` is made of, in its order."""
    return (
        UserRow.id,
        UserRow.district_id,
        DistrictRow.code,
        UserRow.username,
        UserRow.display_name,
        UserRow.role,
        ServiceCenterRow.code,
        ServiceCenterRow.level,
        DepartmentRow.code,
        func.coalesce(DepartmentRow.short_name, ServiceCenterRow.short_name, ""),
        UserRow.email,
        UserRow.password_hash,
        UserRow.must_change_password,
        UserRow.failed_sign_ins,
        UserRow.locked_until,
        UserRow.is_active,
        UserRow.is_demo,
        UserRow.created_at,
        UserRow.password_changed_at,
        UserRow.last_signed_in_at,
        UserRow.person_number,
    )


def with_places(chosen: Select[Any]) -> Select[Any]:
    """The selection of users, joined with their district, center and department."""
    return (
        chosen.join(DistrictRow, DistrictRow.id == UserRow.district_id)
        .outerjoin(ServiceCenterRow, ServiceCenterRow.id == UserRow.center_id)
        .outerjoin(DepartmentRow, DepartmentRow.id == UserRow.department_id)
    )


def _accounts() -> Select[Any]:
    return with_places(select(*account_columns()).select_from(UserRow))
