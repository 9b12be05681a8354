"""Tokens: made for a program, by the person whose rights it gets or for that person.

A token is shown once and kept as a hash. It holds 256 random bits, so a plain SHA-256
is enough: there is nothing to guess. Its first signs find it and stand in lists.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.casework.desk import Desk
from app.casework.on_record import put_on_record
from app.domain.errors import FieldMissing, NotFound, NotPermitted, RuleBroken
from app.domain.scopes import Scope, tidy_scopes
from app.domain.terms import Role
from app.store import api_tokens
from app.store.access_log import AccessAction
from app.store.api_tokens import NewToken, Token
from app.store.reads.people import Account, find_account_by_id

MARK = "bct"
USED_AGAIN = timedelta(minutes=1)
LONGEST_NAME = 60
MOST_VALID = 20
_SHAPE = re.compile(rf"({MARK}_[0-9a-f]{{12}})_[A-Za-z0-9_-]{{43}}")


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A token with its secret, to be shown once."""

    token: Token
    secret: str


def make_token(
    desk: Desk,
    user_id: int,
    *,
    name: str,
    scopes: Iterable[Scope],
    days: int,
    longest_days: int,
) -> MadeToken:
    """Make a token with a person's rights. The person, or a security administrator.

    days:   until it expires, at least 1 and at most `longest_days`
    raises: NotFound, NotPermitted; FieldMissing, RuleBroken for name, scopes, days
    """
    account = _account(desk, user_id)
    name, chosen = name.strip(), tidy_scopes(scopes)
    _require_good(name, chosen, days, longest_days)
    _require_room(account, desk.now)
    prefix = f"{MARK}_{secrets.token_hex(6)}"
    secret = f"{prefix}_{secrets.token_urlsafe(32)}"
    token_id = api_tokens.add_token(
        NewToken(
            user_id=account.id,
            name=name,
            prefix=prefix,
            hash=_hashed(secret),
            scopes=" ".join(chosen),
            created_by_id=desk.actor.user_id or account.id,
            created_at=desk.now,
            expires_at=desk.now + timedelta(days=days),
        )
    )
    _log(desk, AccessAction.TOKEN_MADE, account, f"{prefix} {' '.join(chosen)}")
    return MadeToken(api_tokens.get_token(account.id, token_id), secret)


def revoke_token(desk: Desk, user_id: int, token_id: int) -> Token:
    """End a token at once. The person, or a security administrator."""
    account = _account(desk, user_id)
    token = api_tokens.get_token(account.id, token_id)
    if token.revoked_at is None:
        api_tokens.revoke_token(token.id, desk.now)
        _log(desk, AccessAction.TOKEN_REVOKED, account, token.prefix)
    return token


def list_tokens(desk: Desk, user_id: int) -> list[Token]:
    """A person's tokens, the newest first. The person, or a security administrator."""
    return api_tokens.list_tokens(_account(desk, user_id).id)


def find_bearer(secret: str, now: datetime) -> tuple[Token, Account] | None:
    """The valid token of these signs and whose it is; None for anything else."""
    shape = _SHAPE.fullmatch(secret)
    token = api_tokens.find_token(shape[1]) if shape else None
    if token is None or not hmac.compare_digest(token.hash, _hashed(secret)):
        return None
    account = find_account_by_id(token.user_id)
    if account is None or not account.is_active or not token.is_valid(now):
        return None
    return token, account


def note_used(token: Token, now: datetime) -> None:
    """Keep when a token was last used, to the minute."""
    before = token.last_used_at
    if before is None or now - before >= USED_AGAIN:
        api_tokens.note_used(token.id, now)


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _require_good(
    name: str, scopes: tuple[Scope, ...], days: int, longest_days: int
) -> None:
    if not name:
        raise FieldMissing("field.missing", field="name")
    if len(name) > LONGEST_NAME:
        raise RuleBroken("field.too_long", field="name", most=LONGEST_NAME)
    if not scopes:
        raise FieldMissing("token.scopes", field="scopes")
    if not 1 <= days <= longest_days:
        raise RuleBroken("token.days", field="days", most=longest_days)


def _require_room(account: Account, now: datetime) -> None:
    valid = [one for one in api_tokens.list_tokens(account.id) if one.is_valid(now)]
    if len(valid) >= MOST_VALID:
        raise RuleBroken("token.too_many", most=MOST_VALID)


def _account(desk: Desk, user_id: int) -> Account:
    """Whose tokens: one's own, or anybody's of the district for its administrator."""
    is_own = desk.actor.user_id == user_id
    if not is_own and desk.actor.role is not Role.SECURITY_ADMINISTRATOR:
        raise NotPermitted("permission", role=desk.actor.role)
    account = find_account_by_id(user_id)
    if account is None or account.district_id != desk.district:
        raise NotFound("user.unknown", user=user_id)
    return account


def _log(desk: Desk, action: AccessAction, account: Account, what: str) -> None:
    put_on_record(
        desk,
        action,
        reason=f"{account.username}: {what}",
    )
