"""How tickets stand: their facts as the rules need them, several or one at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from app.domain.errors import NotFound
from app.store.database import ask
from app.store.holding import HELD, Held, held_from
from app.store.reads.lines import LINE, TicketLine, line_from, select_lines
from app.store.tables import TicketRow


@dataclass(frozen=True, slots=True)
class Standing:
    """One ticket as a list shows it, and as a verb would take it in hand."""

    line: TicketLine
    held: Held


def list_standing(ticket_ids: Iterable[int]) -> dict[int, Held]:
    """The tickets by id, as a verb would take them in hand, but not in hand.

    For lights and offers beside the rows of a list; ids that nobody knows are left out.
    """
    ids = list(ticket_ids)
    if not ids:
        return {}
    rows = ask(select(*HELD).where(TicketRow.id.in_(ids)))
    return {row.id: held_from(row) for row in rows}


def get_standing(district_id: int, number: str) -> Standing:
    """One ticket, not in hand. raises: NotFound ticket.unknown"""
    known = set(LINE)
    further = (column for column in HELD if column not in known)
    chosen = (
        select_lines()
        .add_columns(*further)
        .where(TicketRow.district_id == district_id, TicketRow.number == number)
    )
    row = ask(chosen).one_or_none()
    if row is None:
        raise NotFound("ticket.unknown", number=number)
    return Standing(line_from(row), held_from(row))
