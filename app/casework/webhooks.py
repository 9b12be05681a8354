"""Webhooks: somebody has events of tickets sent to an address of their program.

A webhook sees what its person sees. Its secret is shown when it is made or changed;
after a change the old one signs too for a day, so that the receiver can follow.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import SplitResult, urlsplit

from app.casework.desk import Desk
from app.domain.errors import FieldMissing, NotPermitted, NotPossible, RuleBroken
from app.domain.permissions import PERMITTED
from app.domain.reachable import Network, is_allowed, literal, may_reach
from app.domain.terms import Command, EntryKind
from app.domain.webhook_signing import webhook_secret
from app.store import webhook_events, webhook_outbox, webhooks
from app.store.webhook_outbox import DeliveryLine
from app.store.webhooks import Webhook

LONGEST_NAME, LONGEST_URL = 60, 500
MOST_OPEN = 10
BOTH_SIGN_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WithSecret:
    """A webhook with its secret, to be shown once."""

    webhook: Webhook
    secret: str


def make_webhook(
    desk: Desk,
    *,
    name: str,
    url: str,
    kinds: Iterable[EntryKind],
    secret_key: str,
    networks: Collection[Network],
) -> WithSecret:
    """Have events of what one may look at sent to an address. Whoever sees tickets.

    networks: that may be reached although they are not public
    raises:   NotPermitted; FieldMissing, RuleBroken for name, url, kinds
    """
    user_id = _require_looker(desk)
    name, url = name.strip(), url.strip()
    wanted = [kind for kind in EntryKind if kind in set(kinds)]
    for value, field in ((name, "name"), (url, "url"), (wanted, "kinds")):
        if not value:
            raise FieldMissing("field.missing", field=field)
    if len(name) > LONGEST_NAME:
        raise RuleBroken("field.too_long", field="name", most=LONGEST_NAME)
    _require_address(url, networks)
    still_open = [one for one in webhooks.list_webhooks(user_id) if not one.ended_at]
    if len(still_open) >= MOST_OPEN:
        raise RuleBroken("webhook.too_many", most=MOST_OPEN)
    webhook_id = webhooks.add_webhook(
        desk.district,
        user_id,
        name=name,
        url=url,
        kinds=wanted,
        salt=secrets.token_hex(8),
        now=desk.now,
    )
    return _with_secret(webhooks.get_webhook(user_id, webhook_id), secret_key)


def list_webhooks(desk: Desk) -> list[Webhook]:
    """One's own webhooks, the newest first."""
    return webhooks.list_webhooks(desk.user_id)


def get_webhook(desk: Desk, webhook_id: int) -> Webhook:
    """One of one's own webhooks. raises: NotFound webhook.unknown"""
    return webhooks.get_webhook(desk.user_id, webhook_id)


def change_secret(desk: Desk, webhook_id: int, secret_key: str) -> WithSecret:
    """Give a webhook another secret; for a day both sign.

    raises: NotPossible, while the last change is less than that day old
    """
    known = _open(desk, webhook_id)
    if known.older_until is not None and desk.now < known.older_until:
        raise NotPossible("webhook.two_secrets", until=known.older_until)
    webhooks.change_secret(webhook_id, desk.now + BOTH_SIGN_FOR)
    return _with_secret(get_webhook(desk, webhook_id), secret_key)


def end_webhook(desk: Desk, webhook_id: int) -> Webhook:
    """Send nothing more; its log stays."""
    known = get_webhook(desk, webhook_id)
    if known.ended_at is None:
        webhooks.end_webhook(webhook_id, desk.now)
    return known


def try_webhook(desk: Desk, webhook_id: int) -> Webhook:
    """Send an event that says nothing, to see whether it arrives."""
    known = _open(desk, webhook_id)
    webhook_events.write_trial(webhook_id, desk.now)
    return known


def list_deliveries(
    desk: Desk, webhook_id: int, *, before: int | None = None, limit: int = 50
) -> list[DeliveryLine]:
    """What was sent, or is to be, the newest first; older than the id `before`."""
    known = get_webhook(desk, webhook_id)
    return webhook_outbox.list_deliveries(known.id, before=before, limit=limit)


def send_again(desk: Desk, webhook_id: int, delivery_id: int) -> None:
    """Send one event once more, under its old id. raises: NotFound delivery.unknown"""
    known = _open(desk, webhook_id)
    webhook_outbox.send_again(known.id, delivery_id, desk.now)


def _with_secret(webhook: Webhook, secret_key: str) -> WithSecret:
    generation = webhook.generation
    secret = webhook_secret(secret_key, webhook.id, webhook.salt, generation)
    return WithSecret(webhook, secret)


def _require_looker(desk: Desk) -> int:
    may_look = any(
        role is desk.actor.role and Command.VIEW in commands
        for (role, _), commands in PERMITTED.items()
    )
    if not may_look:
        raise NotPermitted("permission", role=desk.actor.role, command=Command.VIEW)
    return desk.user_id


def _open(desk: Desk, webhook_id: int) -> Webhook:
    known = get_webhook(desk, webhook_id)
    if known.ended_at is not None:
        raise NotPossible("webhook.ended")
    return known


def _require_address(url: str, networks: Collection[Network]) -> None:
    """An https address without a password in it; an address in numbers must be one
    that may be reached. Names are looked up when something is sent, each time."""
    parts = _split(url)
    if parts is None or len(url) > LONGEST_URL:
        raise RuleBroken("webhook.url", field="url")
    address = literal(parts.hostname or "")
    if address is not None and not may_reach(address, networks):
        raise RuleBroken("webhook.private", field="url")
    is_inside = networks and (address is None or is_allowed(address, networks))
    if parts.scheme == "http" and not is_inside:
        raise RuleBroken("webhook.https", field="url")


def _split(url: str) -> SplitResult | None:
    """The parts of a web address; None for what is none, or holds a name and password."""
    if not url.isascii() or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        return None
    is_whole = parts.scheme in ("http", "https") and bool(parts.hostname) and has_port
    return (
        parts if is_whole and not parts.fragment and "@" not in parts.netloc else None
    )
