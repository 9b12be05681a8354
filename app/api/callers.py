"""Who calls: a token carries one person's rights, narrowed by its scopes.

Sessions do not open the API, and tokens do not open pages: the cookie is not looked
at here, the header is not looked at there. So no form token is needed either.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from flask import g, request
from werkzeug.wrappers import Response

from app import clock
from app.api.operations import Access
from app.api.problems import Problem
from app.casework import api_tokens
from app.casework.desk import Desk
from app.domain.scopes import Scope
from app.process import cabinet_here, offices_here, settings_here
from app.store.api_counts import count_requests
from app.store.api_tokens import Token
from app.store.reads.people import Account
from app.store.transaction import transaction

REALM = 'Bearer realm="bancheng"'
WINDOW_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Quota:
    """How much may be asked. left: below 0 when too much was; seconds: to its end."""

    name: str
    most: int
    left: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Caller:
    """The person behind a token."""

    token: Token
    account: Account


def admit(access: Access) -> None:
    """Let a request in: counted, its token valid, its scope wide enough.

    raises: Problem 401, 403, 429
    """
    now = clock.now()
    g.now, g.api_caller, g.api_quotas = now, None, ()
    known = _bearer()
    caller = Caller(*known) if known else None
    g.api_quotas = _counted(caller, now)
    for quota in g.api_quotas:
        if quota.left < 0:
            headers = {"Retry-After": str(quota.seconds)}
            raise Problem(429, "rate.too_many", headers=headers)
    if access.is_public:
        return
    if caller is None:
        raise _unknown()
    g.api_caller = caller
    if access.scope is not None and access.scope not in caller.token.scopes:
        raise _narrow(access.scope)


def caller_here() -> Caller:
    """Who calls now; only where a token is asked for."""
    found = g.api_caller
    assert isinstance(found, Caller)  # noqa: S101 - `admit` lets nobody else in
    return found


def now_here() -> datetime:
    """The moment of this request, read once."""
    now: datetime = g.now
    return now


def desk_here() -> Desk:
    """The desk of whoever calls, at the moment of this request."""
    account = caller_here().account
    office = offices_here().of(account.district_id)
    cabinet = cabinet_here()
    return Desk(account.actor(), now_here(), account.district_id, office, cabinet)


def secret_here() -> bytes:
    """A key of the API's own, out of the machine's secret key."""
    secret = settings_here().secret_key.encode()
    return hmac.digest(secret, b"bancheng: api, 1", hashlib.sha256)


def tell_quotas(response: Response) -> Response:
    """Say on every answer how much may still be asked."""
    quotas: tuple[Quota, ...] = g.get("api_quotas", ())
    for quota in quotas:
        told = f'"{quota.name}";q={quota.most};w={WINDOW_SECONDS}'
        response.headers.add("RateLimit-Policy", told)
        left = f'"{quota.name}";r={max(0, quota.left)};t={quota.seconds}'
        response.headers.add("RateLimit", left)
    return response


def _bearer() -> tuple[Token, Account] | None:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer":
        return None
    found = api_tokens.find_bearer(secret.strip(), g.now)
    if found is None or (found[1].is_demo and not settings_here().demo):
        return None
    return found


def _counted(caller: Caller | None, now: datetime) -> tuple[Quota, ...]:
    """Count this request by address and, where there is one, by token."""
    minute, second = divmod(int(now.timestamp()), WINDOW_SECONDS)
    settings, address = settings_here(), _address()
    names = {address: ("address", settings.api_requests_per_address)}
    if caller is not None:
        mark = f"token:{caller.token.id}"
        names[mark] = ("token", settings.api_requests_per_token)
    with transaction():
        counted = count_requests(list(names), minute)
        if caller is not None:
            api_tokens.note_used(caller.token, now)
    return tuple(
        Quota(name, most, most - counted[mark], WINDOW_SECONDS - second)
        for mark, (name, most) in names.items()
    )


def _address() -> str:
    """The caller's address as it is counted: nobody can read it out of the register."""
    remote = (request.remote_addr or "").encode()
    return f"address:{hmac.digest(secret_here(), remote, hashlib.sha256).hex()[:32]}"


def _unknown() -> Problem:
    if "Authorization" not in request.headers:
        return Problem(401, "token.missing", headers={"WWW-Authenticate": REALM})
    told = f'{REALM}, error="invalid_token"'
    return Problem(401, "token.refused", headers={"WWW-Authenticate": told})


def _narrow(scope: Scope) -> Problem:
    told = f'{REALM}, error="insufficient_scope", scope="{scope}"'
    facts, headers = {"scope": str(scope)}, {"WWW-Authenticate": told}
    return Problem(403, "token.scope", facts, headers)
