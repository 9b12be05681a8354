"""The tickets that one ticket is linked to, on either side."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import case, or_

from app.domain.terms import LinkKind
from app.store.database import ask
from app.store.reads.lines import TicketLine, line_from, select_lines
from app.store.tables import TicketLinkRow, TicketRow

MOST = 50


@dataclass(frozen=True, slots=True)
class Linked:
    """Another ticket about the same.

    is_later: did the other one come later, and does it name this one?
    """

    line: TicketLine
    kind: LinkKind
    is_later: bool


def list_linked(ticket_id: int) -> list[Linked]:
    """The tickets that this one names and those that name it, newest first."""
    link = TicketLinkRow
    other = case((link.ticket_id == ticket_id, link.other_id), else_=link.ticket_id)
    chosen = (
        select_lines()
        .join(link, other == TicketRow.id)
        .add_columns(link.kind, link.other_id)
        .where(or_(link.ticket_id == ticket_id, link.other_id == ticket_id))
        .order_by(TicketRow.filed_at.desc(), TicketRow.id.desc())
        .limit(MOST)
    )
    return [
        Linked(line_from(row), row[-2], row[-1] == ticket_id)
        for row in ask(chosen).all()
    ]
