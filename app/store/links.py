"""Tickets that belong together: written with the entries that say so."""

from __future__ import annotations

from datetime import datetime

from app.domain.terms import LinkKind
from app.store.bulk import upsert_rows
from app.store.holding import Held
from app.store.tables import TicketLinkRow


def link_tickets(held: Held, other: Held, kind: LinkKind, at: datetime) -> None:
    """Keep that a ticket names another one. Linked again, the later kind counts."""
    _keep(held.ticket_id, other.ticket_id, kind, at)


def link_repeat(ticket_id: int, earlier_id: int, at: datetime) -> None:
    """Keep that a ticket comes back to an earlier one of the same person and matter."""
    _keep(ticket_id, earlier_id, LinkKind.REPEAT, at)


def _keep(ticket_id: int, other_id: int, kind: LinkKind, at: datetime) -> None:
    row = {"ticket_id": ticket_id, "other_id": other_id, "kind": kind, "linked_at": at}
    upsert_rows(TicketLinkRow, [row], ("kind", "linked_at"))
