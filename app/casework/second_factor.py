"""The second factor: a code from the person's own device, new every half minute.

TOTP as RFC 6238 has it (six digits, thirty seconds, SHA-1), which every code app knows.
The half minute before and after count too, for clocks that differ; none is taken twice.
Ten recovery codes, each good for once, are shown when the first code was right.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

import pyotp

from app.casework.desk import Desk
from app.casework.on_record import put_on_record
from app.domain.errors import NotFound, NotPermitted, NotPossible, RuleBroken
from app.domain.terms import Role
from app.store import second_factors, sessions
from app.store.access_log import AccessAction
from app.store.reads.people import find_account_by_id
from app.store.second_factors import find_second_factor
from app.store.sessions import Ending

STEP_SECONDS = 30
ISSUER = "办成"
RECOVERY_CODES, RECOVERY_SIGNS = 10, 24
LETTERS = "abcdefghjkmnpqrstuvwxyz"
_AROUND = (-1, 0, 1)  # half minutes before and after


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What a device is taught: the secret to type, the same as an address to scan."""

    secret: str
    address: str


def is_on(user_id: int | None) -> bool:
    """Does a sign-in of this person ask for a code?"""
    found = find_second_factor(user_id) if user_id is not None else None
    return found is not None and found.is_confirmed


def codes_left(user_id: int) -> int:
    """How many recovery codes the person has left."""
    return second_factors.count_recovery_codes(user_id)


def begin(desk: Desk) -> None:
    """Make a secret for one's own device; it asks for nothing before its first code.

    raises: NotPossible second_factor.is_on
    """
    user_id = desk.user_id
    if is_on(user_id):
        raise NotPossible("second_factor.is_on")
    second_factors.begin(user_id, pyotp.random_base32())


def enrolment(desk: Desk) -> Enrolment | None:
    """What the own device is to be taught; None unless a first code is awaited."""
    user_id = desk.user_id
    found = find_second_factor(user_id)
    if found is None or found.is_confirmed:
        return None
    if found.secret is None:
        return None
    address = pyotp.TOTP(found.secret).provisioning_uri(
        name=desk.actor.name, issuer_name=ISSUER
    )
    return Enrolment(found.secret, address)


def confirm(desk: Desk, code: str) -> list[str]:
    """Turn the second factor on with the device's first code.

    returns: the recovery codes, to be shown once; the register keeps their SHA-256
    raises:  RuleBroken second_factor.code
    """
    user_id = desk.user_id
    if is_on(user_id):
        raise NotPossible("second_factor.is_on")
    if not fits_device(user_id, code, desk.now):
        raise RuleBroken("second_factor.code", field="code")
    codes = [_made_up() for _ in range(RECOVERY_CODES)]
    second_factors.confirm(user_id, desk.now, [_mark(user_id, one) for one in codes])
    _log(desk, AccessAction.SECOND_FACTOR_ON, desk.actor.name)
    return codes


def turn_off(desk: Desk) -> None:
    """Ask for no code any more; the door has checked the person's password."""
    second_factors.remove(desk.user_id)
    _log(desk, AccessAction.SECOND_FACTOR_OFF, desk.actor.name)


def reset(desk: Desk, user_id: int) -> None:
    """Forget the device somebody lost; open sessions end. Security administrator.

    raises: NotPermitted, NotFound user.unknown
    """
    if desk.actor.role is not Role.SECURITY_ADMINISTRATOR:
        raise NotPermitted("permission", role=desk.actor.role)
    account = find_account_by_id(user_id)
    if account is None or account.district_id != desk.district:
        raise NotFound("user.unknown", user=user_id)
    if account.id == desk.actor.user_id:
        raise NotPermitted("user.own_account")
    second_factors.remove(user_id)
    sessions.end_all(user_id, desk.now, Ending.SECOND_FACTOR)
    _log(desk, AccessAction.SECOND_FACTOR_RESET, account.username)


def fits(user_id: int, code: str, now: datetime) -> bool:
    """Is this the code of the device, or a recovery code? It is used up by asking."""
    typed = "".join(code.split()).casefold()
    if typed.isascii() and typed.isdigit():
        return fits_device(user_id, typed, now)
    return second_factors.use_recovery_code(user_id, _mark(user_id, typed), now)


def fits_device(user_id: int, code: str, now: datetime) -> bool:
    """Is this the device's code of about now, never used before?"""
    found = find_second_factor(user_id)
    if found is None or found.secret is None:
        return False
    step, totp = int(now.timestamp()) // STEP_SECONDS, pyotp.TOTP(found.secret)
    typed = "".join(code.split()).encode("utf-8", "replace")
    right = [
        step + around
        for around in _AROUND
        if hmac.compare_digest(totp.generate_otp(step + around).encode(), typed)
    ]
    return bool(right) and second_factors.use_step(user_id, right[-1])


def _made_up() -> str:
    """A recovery code; it begins with a letter, so that it is no device's code."""
    rest = [secrets.choice(LETTERS + "23456789") for _ in range(RECOVERY_SIGNS - 1)]
    code = "".join([secrets.choice(LETTERS), *rest])
    return "-".join(code[at : at + 4] for at in range(0, RECOVERY_SIGNS, 4))


def _mark(user_id: int, code: str) -> str:
    plain = code.replace("-", "")
    return hashlib.sha256(f"{user_id}:{plain}".encode("utf-8", "replace")).hexdigest()


def _log(desk: Desk, action: AccessAction, whose: str) -> None:
    put_on_record(
        desk,
        action,
        reason=whose,
    )
