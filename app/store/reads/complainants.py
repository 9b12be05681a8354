"""Who complained: the one read that gives a full name and telephone number."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from app.store.database import db
from app.store.personal_data import opened
from app.store.tables import ComplainantRow, TicketRow


@dataclass(frozen=True, slots=True)
class Complainant:
    """Personal data: for the eyes of whoever gave a reason, never for a list.

    confidential: did the person ask that the department does not learn the name?
    """

    name: str
    phone: str
    agent_name: str
    confidential: bool


def get_complainant(ticket_id: int) -> Complainant:
    """The complainant of a ticket, which every ticket has."""
    chosen = (
        select(
            ComplainantRow.name,
            ComplainantRow.phone,
            ComplainantRow.agent_name,
            TicketRow.confidential,
        )
        .join(TicketRow, TicketRow.id == ComplainantRow.ticket_id)
        .where(ComplainantRow.ticket_id == ticket_id)
    )
    row = db.session.execute(chosen).one()
    return Complainant(
        opened(ticket_id, "name", row.name),
        opened(ticket_id, "phone", row.phone),
        opened(ticket_id, "agent_name", row.agent_name),
        row.confidential,
    )


def is_confidential(district_id: int, number: str) -> bool:
    """Are departments not to learn who complained? No, for an unknown number."""
    chosen = select(TicketRow.confidential).where(
        TicketRow.district_id == district_id, TicketRow.number == number
    )
    return bool(db.session.execute(chosen).scalar_one_or_none())
