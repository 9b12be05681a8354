"""The messenger to programs: deliveries of the outbox become signed requests.

Several go out side by side, so that a receiver that is slow holds nobody else up. What
fails is tried again later; 410 Gone ends the webhook, as the receiver wishes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from secrets import SystemRandom

from app.config import Settings
from app.domain.webhook_signing import signed_headers, webhook_secret
from app.notify.outbound import NotReached, Sent, post
from app.store import webhook_outbox, webhooks
from app.store.transaction import reading, transaction
from app.store.webhook_outbox import Delivery
from app.store.webhooks import Webhook

log = logging.getLogger(__name__)

ROUND = 16
SIDE_BY_SIDE = 8
GONE = 410
LEAST_SHIFT, MOST_SHIFT = 0.8, 1.2
AGENT = "Bancheng-Webhooks/1"
_random = SystemRandom()


@dataclass(frozen=True, slots=True)
class Parcel:
    """A delivery, ready to be sent."""

    delivery: Delivery
    webhook: Webhook


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a parcel. status: None when there was no answer."""

    parcel: Parcel
    status: int | None
    error: str

    @property
    def is_delivered(self) -> bool:
        """Only 2xx says that the receiver has it."""
        return self.status is not None and 200 <= self.status < 300


def deliver_webhooks(
    settings: Settings, now: datetime, stopping: Callable[[], bool] = lambda: False
) -> int:
    """Send what is due, round after round, each claimed for itself.

    returns: how many arrived
    """
    arrived = 0
    while not stopping():
        with transaction():
            claimed = webhook_outbox.claim_deliveries(now, ROUND)
        if not claimed:
            break
        outcomes = _round(claimed, settings, now)
        _mark(outcomes, now)
        arrived += sum(one.is_delivered for one in outcomes)
    return arrived


def _round(
    claimed: Sequence[Delivery], settings: Settings, now: datetime
) -> list[Outcome]:
    with reading():
        known = webhooks.find_webhooks({one.webhook_id for one in claimed})
    parcels = [Parcel(one, known[one.webhook_id]) for one in claimed]
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        return list(pool.map(lambda one: _send(one, settings, now), parcels))


def _send(parcel: Parcel, settings: Settings, now: datetime) -> Outcome:
    """Send one; touches no database, for it runs beside others."""
    body = parcel.delivery.body.encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": AGENT,
        **_signed(parcel, settings, now, body),
    }
    try:
        sent: Sent = post(parcel.webhook.url, headers, body, settings.webhook_networks)
    except NotReached as why:
        return Outcome(parcel, None, str(why))
    return Outcome(parcel, sent.status, "" if sent.status < 300 else "refused")


def _signed(
    parcel: Parcel, settings: Settings, now: datetime, body: bytes
) -> dict[str, str]:
    hook = parcel.webhook
    secrets = [
        webhook_secret(settings.secret_key, hook.id, hook.salt, generation)
        for generation in hook.generations(now)
    ]
    message_id, at = parcel.delivery.message_id, int(now.timestamp())
    return signed_headers(secrets, message_id, at, body)


def _mark(outcomes: Sequence[Outcome], now: datetime) -> None:
    with transaction():
        for one in outcomes:
            delivery, status = one.parcel.delivery, one.status
            if one.is_delivered and status is not None:
                webhook_outbox.mark_delivered(delivery, status, now)
                continue
            log.warning("delivery %s: %s %s", delivery.id, status, one.error)
            shift = _random.uniform(LEAST_SHIFT, MOST_SHIFT)
            webhook_outbox.mark_failed(delivery, status, one.error, now, shift)
            if status == GONE:
                webhooks.end_webhook(one.parcel.webhook.id, now, "gone")
