"""Second factors: kept, asked, used, removed.

The secret that device and register share is sealed under the keys of personal data and
bound to its person; sealed anew under the current key whenever a code is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from app.store.bulk import insert_rows, table_of
from app.store.database import db
from app.store.keyring import CannotOpen
from app.store.personal_data import keyring
from app.store.tables import RecoveryCodeRow, SecondFactorRow
from app.store.transaction import lock_for_writing


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """A person's device.

    secret:       None when it opens under no key of this machine
    is_confirmed: does a sign-in ask for its code?
    """

    secret: str | None
    is_confirmed: bool
    last_step: int


def find_second_factor(user_id: int) -> SecondFactor | None:
    """The second factor of a person, confirmed or not; None for none."""
    row = db.session.execute(
        select(
            SecondFactorRow.sealed,
            SecondFactorRow.confirmed_at.is_not(None),
            SecondFactorRow.last_step,
        ).where(SecondFactorRow.user_id == user_id)
    ).one_or_none()
    if row is None:
        return None
    return SecondFactor(_opened(user_id, row[0]), bool(row[1]), row[2])


def begin(user_id: int, secret: str) -> None:
    """Keep a secret that awaits its first code, instead of what was there."""
    remove(user_id)
    sealed = keyring().seal(secret, _place(user_id))
    values = {"user_id": user_id, "sealed": sealed, "confirmed_at": None}
    into = insert(table_of(SecondFactorRow))
    db.session.execute(into.values(**values, last_step=0))


def confirm(user_id: int, now: datetime, marks: Iterable[str]) -> None:
    """From now on a sign-in asks for the code; these are the recovery codes."""
    lock_for_writing()
    whose = update(SecondFactorRow).where(SecondFactorRow.user_id == user_id)
    db.session.execute(whose.values(confirmed_at=now))
    rows = [{"user_id": user_id, "mark": mark, "used_at": None} for mark in marks]
    insert_rows(RecoveryCodeRow, rows)


def use_step(user_id: int, step: int) -> bool:
    """Use the code of a half minute; False when it or a later one was used before."""
    lock_for_writing()
    used = (
        update(SecondFactorRow)
        .where(SecondFactorRow.user_id == user_id, SecondFactorRow.last_step < step)
        .values(last_step=step)
        .returning(SecondFactorRow.sealed)
    )
    sealed = db.session.execute(used).scalar_one_or_none()
    if sealed is not None:
        _seal_anew(user_id, sealed)
    return sealed is not None


def use_recovery_code(user_id: int, mark: str, now: datetime) -> bool:
    """Use a recovery code; False when there is none such, or it was used before."""
    lock_for_writing()
    used = (
        update(RecoveryCodeRow)
        .where(
            RecoveryCodeRow.user_id == user_id,
            RecoveryCodeRow.mark == mark,
            RecoveryCodeRow.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(RecoveryCodeRow.id)
    )
    return db.session.execute(used).first() is not None


def count_recovery_codes(user_id: int) -> int:
    """How many recovery codes are left."""
    left = select(func.count()).where(
        RecoveryCodeRow.user_id == user_id, RecoveryCodeRow.used_at.is_(None)
    )
    return db.session.execute(left).scalar_one()


def remove(user_id: int) -> None:
    """Ask the person for no code any more; device and recovery codes are forgotten."""
    lock_for_writing()
    for row in (SecondFactorRow, RecoveryCodeRow):
        db.session.execute(delete(row).where(row.user_id == user_id))


def seal_again() -> None:
    """Seal under the current key what an older one sealed; what does not open stays."""
    row = SecondFactorRow
    for user_id, sealed in db.session.execute(select(row.user_id, row.sealed)).all():
        _seal_anew(user_id, sealed)


def _place(user_id: int) -> str:
    return f"second_factors.sealed.{user_id}"


def _opened(user_id: int, sealed: str) -> str | None:
    try:
        return keyring().open(sealed, _place(user_id))
    except CannotOpen:
        return None


def _seal_anew(user_id: int, sealed: str) -> None:
    """After a change of keys: seal under the current one while the old one opens."""
    secret = _opened(user_id, sealed)
    if secret is not None and not keyring().is_current(sealed):
        whose = update(SecondFactorRow).where(SecondFactorRow.user_id == user_id)
        again = keyring().seal(secret, _place(user_id))
        db.session.execute(whose.values(sealed=again))
