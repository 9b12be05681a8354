"""The timeline of a ticket, as pages show it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select

from app.domain.terms import EntryKind, Role
from app.store.database import Chosen, ask
from app.store.tables import EntryRow, UserRow


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One timeline entry. actor: sign-in name; actor_name: the person's, if known."""

    seq: int
    kind: EntryKind
    at: datetime
    recorded_at: datetime
    actor: str
    actor_name: str
    role: Role
    department: str | None
    payload: Mapping[str, Any]
    hash: str


def list_entries(ticket_id: int) -> tuple[EntryLine, ...]:
    """The timeline of a ticket, oldest first."""
    return tuple(_line(row) for row in ask(_of_ticket(), {"ticket": ticket_id}).all())


def _line(row: Any) -> EntryLine:
    *told, payload, mark = row
    return EntryLine(*[*told, json.loads(payload), mark])


@cache
def _of_ticket() -> Chosen:
    """Every column of an EntryLine, in its order."""
    row = EntryRow
    return (
        select(
            row.seq,
            row.kind,
            row.at,
            row.recorded_at,
            row.actor_name,
            func.coalesce(UserRow.display_name, ""),
            row.role,
            row.department,
            row.payload,
            row.hash,
        )
        .outerjoin(UserRow, UserRow.id == row.actor_id)
        .where(row.ticket_id == bindparam("ticket"))
        .order_by(row.seq)
    )
