"""How often it was tried to reach the complainants of some tickets, and when last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.domain.facts_text import load_facts
from app.domain.terms import EntryKind
from app.store.database import db
from app.store.tables import EntryRow, TicketRow


@dataclass(frozen=True, slots=True)
class Attempts:
    """Revisits tried since the last verification. last_at: None before the first."""

    count: int
    last_at: datetime | None


def attempts_at(ticket_ids: Sequence[int]) -> dict[int, Attempts]:
    """The attempts of these tickets by id, in one query."""
    if not ticket_ids:
        return {}
    last = (
        select(func.max(EntryRow.at))
        .where(
            EntryRow.ticket_id == TicketRow.id,
            EntryRow.kind == EntryKind.REVISITED,
        )
        .scalar_subquery()
    )
    chosen = select(TicketRow.id, TicketRow.facts, last.label("last_at")).where(
        TicketRow.id.in_(ticket_ids)
    )
    return {row.id: _one(row.facts, row.last_at) for row in db.session.execute(chosen)}


def _one(facts: str, last_at: datetime | None) -> Attempts:
    count = load_facts(facts).attempts
    return Attempts(count, last_at if count else None)
