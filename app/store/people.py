"""The people who sign in, written: accounts, passwords, sign-in counters.

Passwords come here hashed; how they are checked is casework's.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from app.domain.errors import NotFound, RuleBroken
from app.domain.terms import Role
from app.store.bulk import insert_row, table_of
from app.store.database import db
from app.store.tables import NoticeRow, UserRow
from app.store.transaction import lock_for_writing


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUser:
    """An account to be made. At most one of center and department is set, by id.

    person_number: whose it is; empty for the sign-in name
    """

    district_id: int
    username: str
    display_name: str
    role: Role
    password_hash: str
    center_id: int | None = None
    department_id: int | None = None
    email: str = ""
    person_number: str = ""
    must_change_password: bool = True
    is_demo: bool = False


def add_user(new: NewUser, now: datetime) -> int:
    """Make an account; returns its id. Messages from before its time count as read.

    raises: RuleBroken user.taken, separation.two_powers
    """
    lock_for_writing()
    row = {
        **asdict(new),
        "person_number": new.person_number or new.username,
        "failed_sign_ins": 0,
        "is_active": True,
        "created_at": now,
        "password_changed_at": now,
        "read_up_to": select(
            func.coalesce(func.max(NoticeRow.id), 0)
        ).scalar_subquery(),
    }
    try:
        return insert_row(UserRow, row)
    except IntegrityError as error:
        if _is_two_powers(error):
            raise RuleBroken("separation.two_powers", field="role") from error
        if "username" in str(error.orig):
            raise RuleBroken("user.taken", field="username") from error
        raise


def set_password(
    user_id: int, password_hash: str, now: datetime, *, must_change: bool
) -> None:
    """Keep a new password. must_change: was it chosen by somebody else?"""
    _change(
        user_id,
        password_hash=password_hash,
        password_changed_at=now,
        must_change_password=must_change,
        failed_sign_ins=0,
        locked_until=None,
    )


def keep_rehashed(user_id: int, password_hash: str) -> None:
    """Keep the same password under newer parameters; it counts as unchanged."""
    _change(user_id, password_hash=password_hash)


def note_signed_in(user_id: int, now: datetime) -> None:
    """A sign-in that succeeded: failures before it are forgiven."""
    _change(user_id, failed_sign_ins=0, locked_until=None, last_signed_in_at=now)


def note_failed_sign_in(user_id: int, lock_at: int, locked_until: datetime) -> int:
    """A sign-in that failed; the `lock_at`-th in a row locks until that moment.

    returns: how many failed in a row
    """
    lock_for_writing()
    one_more = (
        update(UserRow)
        .where(UserRow.id == user_id)
        .values(failed_sign_ins=UserRow.failed_sign_ins + 1)
        .returning(UserRow.failed_sign_ins)
    )
    failed = db.session.execute(one_more).scalar_one()
    if failed >= lock_at:
        _change(user_id, failed_sign_ins=0, locked_until=locked_until)
    return failed


def unlock(user_id: int) -> None:
    """Let somebody who is locked out sign in again at once."""
    _change(user_id, failed_sign_ins=0, locked_until=None)


def set_active(user_id: int, is_active: bool) -> None:
    """Allow or end all signing in of a person. Accounts are never deleted.

    raises: RuleBroken separation.two_powers
    """
    _change(user_id, is_active=is_active)


def set_place(
    user_id: int, role: Role, center_id: int | None, department_id: int | None
) -> None:
    """Give a person another role or unit. raises: RuleBroken separation.two_powers"""
    _change(user_id, role=role, center_id=center_id, department_id=department_id)


def _change(user_id: int, **values: Any) -> None:
    lock_for_writing()
    changed = update(table_of(UserRow)).where(UserRow.id == user_id)
    try:
        done = db.session.connection().execute(changed.values(**values))
    except IntegrityError as error:
        if _is_two_powers(error):
            raise RuleBroken("separation.two_powers", field="role") from error
        raise
    if done.rowcount != 1:
        raise NotFound("user.unknown", user=user_id)


def _is_two_powers(error: IntegrityError) -> bool:
    """Did the database refuse a second administrator in one person?

    PostgreSQL names the index, SQLite its columns.
    """
    told = str(error.orig)
    return "uq_users_one_power" in told or "users.person_number" in told
