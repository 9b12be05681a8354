"""Webhooks: who is told of which events, at which address."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update

from app.domain.errors import NotFound
from app.domain.terms import EntryKind
from app.store.bulk import insert_row
from app.store.database import Chosen, db
from app.store.tables import UserRow, WebhookRow
from app.store.transaction import lock_for_writing


@dataclass(frozen=True, slots=True)
class Webhook:
    """One address that is told of events. owner: the person's name."""

    id: int
    district_id: int
    user_id: int
    name: str
    url: str
    kinds: tuple[EntryKind, ...]
    salt: str
    generation: int
    older_until: datetime | None
    created_at: datetime
    ended_at: datetime | None
    ended_why: str
    owner: str

    def generations(self, now: datetime) -> tuple[int, ...]:
        """Which secrets sign at this moment: the present one, and for a while the last."""
        if self.older_until is not None and now < self.older_until:
            return self.generation, self.generation - 1
        return (self.generation,)


def add_webhook(
    district_id: int,
    user_id: int,
    *,
    name: str,
    url: str,
    kinds: Collection[EntryKind],
    salt: str,
    now: datetime,
) -> int:
    """Keep a webhook; returns its id."""
    lock_for_writing()
    row = {
        "district_id": district_id,
        "user_id": user_id,
        "name": name,
        "url": url,
        "kinds": " ".join(kinds),
        "salt": salt,
        "generation": 1,
        "created_at": now,
    }
    return insert_row(WebhookRow, row)


def get_webhook(user_id: int, webhook_id: int) -> Webhook:
    """A webhook of one person. raises: NotFound webhook.unknown"""
    return _one(WebhookRow.user_id == user_id, WebhookRow.id == webhook_id)


def find_webhooks(ids: Collection[int]) -> dict[int, Webhook]:
    """Webhooks by id."""
    return {one.id: one for one in _several(WebhookRow.id.in_(ids))}


def list_webhooks(user_id: int) -> list[Webhook]:
    """A person's webhooks, the newest first."""
    return _several(WebhookRow.user_id == user_id)


def change_secret(webhook_id: int, older_until: datetime) -> None:
    """Count one secret on; the one before signs too until that moment."""
    _change(webhook_id, generation=WebhookRow.generation + 1, older_until=older_until)


def end_webhook(webhook_id: int, now: datetime, why: str = "") -> None:
    """Tell this address nothing more."""
    _change(webhook_id, ended_at=now, ended_why=why)


def _change(webhook_id: int, **values: Any) -> None:
    lock_for_writing()
    changed = update(WebhookRow).where(WebhookRow.id == webhook_id).values(**values)
    db.session.execute(changed, execution_options={"synchronize_session": False})


def _one(*conditions: ColumnElement[bool]) -> Webhook:
    found = _several(*conditions)
    if not found:
        raise NotFound("webhook.unknown")
    return found[0]


def _several(*conditions: ColumnElement[bool]) -> list[Webhook]:
    newest = _webhooks().where(*conditions).order_by(WebhookRow.id.desc())
    return [_webhook(row) for row in db.session.execute(newest)]


def _webhook(row: Any) -> Webhook:
    values = list(row)
    values[5] = tuple(EntryKind(word) for word in row.kinds.split())
    return Webhook(*values)


def _webhooks() -> Chosen:
    return select(
        WebhookRow.id,
        WebhookRow.district_id,
        WebhookRow.user_id,
        WebhookRow.name,
        WebhookRow.url,
        WebhookRow.kinds,
        WebhookRow.salt,
        WebhookRow.generation,
        WebhookRow.older_until,
        WebhookRow.created_at,
        WebhookRow.ended_at,
        WebhookRow.ended_why,
        UserRow.display_name,
    ).join(UserRow, UserRow.id == WebhookRow.user_id)
