"""Whose data have been kept long enough, and what is left when they are gone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, select, update

from app.domain.terms import State
from app.store.database import db
from app.store.personal_data import SEALED
from app.store.tables import (
    ComplainantRow,
    ComplaintRow,
    DocumentRow,
    RetaliationRow,
    TicketRow,
)
from app.store.transaction import lock_for_writing

_QUIETLY = {"synchronize_session": False}


def count_expired(closed_before: datetime) -> int:
    """How many archived cases are to lose the data of who complained."""
    chosen = select(func.count()).select_from(TicketRow).join(*_ITS_PERSON)
    return db.session.execute(chosen.where(_is_expired(closed_before))).scalar_one()


def list_expired(closed_before: datetime, limit: int) -> list[tuple[int, int, str]]:
    """The next of them: id, district, number."""
    chosen = (
        select(TicketRow.id, TicketRow.district_id, TicketRow.number)
        .join(*_ITS_PERSON)
        .where(_is_expired(closed_before))
        .order_by(TicketRow.id)
        .limit(limit)
    )
    return [(*row,) for row in db.session.execute(chosen)]


def forget_person(ticket_id: int, at: datetime) -> int:
    """Take away who complained, the words, and the documents of a case.

    The ticket, its timeline with the chain, clocks and figures stay. The contents of
    documents are removed as orphans, when no other case has them.
    returns: how many documents it had
    """
    lock_for_writing()
    gone = dict.fromkeys((*SEALED, "name_index", "phone_index"), "")
    person = update(ComplainantRow).where(ComplainantRow.ticket_id == ticket_id)
    words = update(ComplaintRow).where(ComplaintRow.ticket_id == ticket_id)
    reports = update(RetaliationRow).where(RetaliationRow.ticket_id == ticket_id)
    documents = delete(DocumentRow).where(DocumentRow.ticket_id == ticket_id)
    had = select(func.count()).where(DocumentRow.ticket_id == ticket_id)
    count = db.session.execute(had).scalar_one()
    for statement in (
        person.values(**gone, forgotten_at=at),
        words.values(told="", wanted=""),
        reports.values(told=""),
        documents,
    ):
        db.session.execute(statement, execution_options=_QUIETLY)
    return count


_ITS_PERSON = (ComplainantRow, ComplainantRow.ticket_id == TicketRow.id)


def _is_expired(closed_before: datetime) -> ColumnElement[bool]:
    return and_(
        TicketRow.state == State.ARCHIVED,
        TicketRow.closed_at < closed_before,
        ComplainantRow.forgotten_at.is_(None),
    )
