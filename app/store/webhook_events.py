"""Events for webhooks, written with the decision that they tell of.

Each webhook sees with one person's eyes: it is told of tickets that this person may
look at, as they stand after the decision. What is told holds no personal data: what
happened to which ticket, where it stands, by when. More is read over the API.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select

from app.domain.discretion import sees
from app.domain.permissions import Actor, may, relations
from app.domain.terms import Command
from app.store import directory
from app.store.bulk import insert_rows
from app.store.database import Chosen, ask
from app.store.directory import DISTRICT_LEVEL, District
from app.store.holding import Held
from app.store.tables import (
    DepartmentRow,
    ServiceCenterRow,
    UserRow,
    WebhookDeliveryRow,
    WebhookRow,
)

Row = Mapping[str, Any]
TRIAL = "trial"


@dataclass(frozen=True, slots=True)
class Listener:
    """A webhook as events look for it: what it wants, and with whose eyes it sees."""

    webhook_id: int
    district_id: int
    kinds: frozenset[str]
    eyes: Actor


def write_events(told: Sequence[tuple[Held, Sequence[Row]]]) -> None:
    """Write a delivery for each new entry and each webhook that is to hear of it.

    told: tickets as they now stand, each with the rows of its new entries
    """
    heard = [one for one in told if one[0].is_heard]
    if not heard:
        return
    listeners = _listeners(directory.districts(held.district_id for held, _ in heard))
    rows = [
        row
        for held, entries in heard
        for listener in listeners
        for row in _deliveries(listener, held, entries)
    ]
    insert_rows(WebhookDeliveryRow, rows)


def write_trial(webhook_id: int, now: datetime) -> None:
    """Write an event that says nothing, to try an address."""
    said = {"type": TRIAL, "timestamp": _told(now), "data": {}}
    insert_rows(WebhookDeliveryRow, [_row(webhook_id, None, TRIAL, said, now)])


def _deliveries(
    listener: Listener, held: Held, entries: Sequence[Row]
) -> Iterable[Row]:
    wanted = [
        entry
        for entry in entries
        if str(entry["kind"]) in listener.kinds and _sees(listener.eyes, entry)
    ]
    if not wanted or listener.district_id != held.district_id:
        return
    how = relations(
        listener.eyes, held.district, held.center, held.handed_up, held.facts
    )
    if not may(listener.eyes, how, Command.VIEW):
        return
    for entry in wanted:
        kind = f"ticket.{entry['kind']}"
        said = {
            "type": kind,
            "timestamp": _told(entry["at"]),
            "data": _data(held, entry),
        }
        now = entry["recorded_at"]
        yield _row(listener.webhook_id, held.ticket_id, kind, said, now)


def _sees(eyes: Actor, entry: Row) -> bool:
    payload = json.loads(entry["payload"])
    return sees(eyes, entry["kind"], entry["department"], payload)


def _data(held: Held, entry: Row) -> Row:
    promise = held.facts.promise
    due_at = promise.due_at if promise else None
    return {
        "number": held.number,
        "entry": entry["seq"],
        "kind": str(entry["kind"]),
        "at": _told(entry["at"]),
        "state": str(held.facts.state),
        "department": held.facts.holder,
        "due_at": _told(due_at) if due_at else None,
    }


def _told(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _row(
    webhook_id: int, ticket_id: int | None, kind: str, said: Row, now: datetime
) -> Row:
    return {
        "webhook_id": webhook_id,
        "ticket_id": ticket_id,
        "message_id": f"msg_{secrets.token_hex(16)}",
        "kind": kind,
        "body": json.dumps(said, ensure_ascii=False, separators=(",", ":")),
        "created_at": now,
        "next_attempt_at": now,
    }


def _listeners(known: Mapping[int, District]) -> list[Listener]:
    """The webhooks of these districts that are open, of people who still may sign in."""
    found = ask(_open_webhooks(), {"districts": list(known)})
    return [
        Listener(
            row.id, row.district_id, frozenset(row.kinds.split()), _eyes(row, known)
        )
        for row in found
    ]


@cache  # most acts ask it; building it takes longer than asking
def _open_webhooks() -> Chosen:
    return (
        select(
            WebhookRow.id,
            WebhookRow.district_id,
            WebhookRow.kinds,
            UserRow.username,
            UserRow.role,
            UserRow.id.label("user_id"),
            ServiceCenterRow.code.label("center"),
            ServiceCenterRow.level,
            DepartmentRow.code.label("department"),
        )
        .join(UserRow, UserRow.id == WebhookRow.user_id)
        .outerjoin(ServiceCenterRow, ServiceCenterRow.id == UserRow.center_id)
        .outerjoin(DepartmentRow, DepartmentRow.id == UserRow.department_id)
        .where(
            WebhookRow.district_id.in_(bindparam("districts", expanding=True)),
            WebhookRow.ended_at.is_(None),
            UserRow.is_active,
        )
    )


def _eyes(row: Any, known: Mapping[int, District]) -> Actor:
    return Actor(
        row.username,
        row.role,
        known[row.district_id].code,
        row.user_id,
        row.center,
        row.department,
        row.level == DISTRICT_LEVEL,
    )
