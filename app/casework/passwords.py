"""Passwords: what a good one is, how one is kept, how one is made for somebody.

Kept as Argon2id with the parameters of RFC 9106 (low memory). Hashing takes a good
part of a tenth of a second on purpose, so what anybody may cause (signing in) hashes
outside the transaction.
Source: docs/rules.md, "Network security" (length, kinds of characters).
"""

from __future__ import annotations

import secrets
import unicodedata
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.casework.guessed_passwords import is_common
from app.domain.errors import RuleBroken

SHORTEST, LONGEST = 10, 1024
KINDS = 3
# Read aloud and typed from paper: nothing that looks like something else.
LOWER, UPPER, DIGITS = "abcdefghjkmnpqrstuvwxyz", "ABCDEFGHJKMNPQRSTUVWXYZ", "23456789"
MADE_LENGTH = 14

_hasher = PasswordHasher()


def hashed(password: str) -> str:
    """The password as it is kept, salted anew each time."""
    return _hasher.hash(_normal(password))


def fits(kept: str | None, password: str) -> bool:
    """Is this the password that is kept? None (nobody there) takes the same time."""
    try:
        _hasher.verify(kept or _nobodys(), _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Was it kept under weaker parameters than today's?"""
    return _hasher.check_needs_rehash(kept)


def is_too_old(changed_at: datetime, now: datetime, days: int) -> bool:
    """Has a password been kept for more than so many days? 0: it never grows old."""
    return days > 0 and now - changed_at > timedelta(days=days)


def require_good(password: str, username: str, *, field: str) -> None:
    """Raise RuleBroken unless long enough, of three kinds, and not soon guessed.

    Soon guessed: the sign-in name, or one of the words everybody tries, whatever digits
    and signs are put around it.
    """
    if len(password) < SHORTEST:
        raise RuleBroken("password.short", field=field, least=SHORTEST)
    if len(password) > LONGEST:
        raise RuleBroken("field.too_long", field=field, most=LONGEST)
    if len({_kind(sign) for sign in password}) < KINDS:
        raise RuleBroken("password.kinds", field=field, least=KINDS)
    if password.casefold() == username.casefold():
        raise RuleBroken("password.is_name", field=field)
    if is_common(password):
        raise RuleBroken("password.common", field=field)


def made_up() -> str:
    """A password for somebody else's first sign-in, to be changed there."""
    while True:
        signs = [secrets.choice(LOWER + UPPER + DIGITS) for _ in range(MADE_LENGTH)]
        if len({_kind(sign) for sign in signs}) >= KINDS:
            return "".join(signs)


def _kind(sign: str) -> str:
    if sign.isdecimal():
        return "digit"
    if sign.islower():
        return "lower"
    return "upper" if sign.isupper() else "other"


def _normal(password: str) -> str:
    """The same password typed on another keyboard is the same."""
    return unicodedata.normalize("NFKC", password)


@cache
def _nobodys() -> str:
    return _hasher.hash(secrets.token_urlsafe())
