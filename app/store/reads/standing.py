"""How several tickets stand: their facts as the rules need them, in one question."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from app.store.database import db
from app.store.holding import HELD, Held, held_from
from app.store.tables import TicketRow


def list_standing(ticket_ids: Iterable[int]) -> dict[int, Held]:
    """The tickets by id, as a verb would take them in hand, but not in hand.

    For lights and offers beside the rows of a list; ids that nobody knows are left out.
    """
    ids = list(ticket_ids)
    if not ids:
        return {}
    rows = db.session.execute(select(*HELD).where(TicketRow.id.in_(ids)))
    return {row.id: held_from(row) for row in rows}
