"""Requests of people about their own data: written down, listed, answered."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select, update

from app.domain.terms import DataRequestKind, DataRequestOutcome
from app.store.bulk import insert_rows
from app.store.database import db
from app.store.personal_data import keyring
from app.store.tables import DataRequestRow, TicketRow
from app.store.transaction import lock_for_writing


@dataclass(frozen=True, slots=True)
class DataRequest:
    """One request as its page shows it; said and answer are opened."""

    id: int
    ticket_id: int
    number: str
    kind: DataRequestKind
    said: str
    asked_at: datetime
    due_on: date
    outcome: DataRequestOutcome | None
    answer: str
    answered_at: datetime | None


def add_request(
    district_id: int,
    ticket_id: int,
    kind: DataRequestKind,
    said: str,
    asked_at: datetime,
    due_on: date,
    recorded_by_id: int | None,
) -> None:
    """Write a request down."""
    lock_for_writing()
    reference = secrets.token_hex(16)
    row = {
        "district_id": district_id,
        "ticket_id": ticket_id,
        "reference": reference,
        "kind": kind,
        "said": keyring().seal(said, _place(reference, "said")),
        "asked_at": asked_at,
        "due_on": due_on,
        "recorded_by_id": recorded_by_id,
        "outcome": None,
        "answer": "",
        "answered_at": None,
        "answered_by_id": None,
    }
    insert_rows(DataRequestRow, [row])


def list_requests(district_id: int, center_id: int, limit: int) -> list[DataRequest]:
    """The requests about cases of a center, the newest first."""
    chosen = _select(district_id, center_id).order_by(DataRequestRow.id.desc())
    return [_opened(row) for row in db.session.execute(chosen.limit(limit))]


def find_request(
    district_id: int, center_id: int, request_id: int
) -> DataRequest | None:
    """A request about a case of this center, or None."""
    chosen = _select(district_id, center_id).where(DataRequestRow.id == request_id)
    row = db.session.execute(chosen).one_or_none()
    return None if row is None else _opened(row)


def set_answer(
    request_id: int,
    outcome: DataRequestOutcome,
    answer: str,
    at: datetime,
    by_id: int | None,
) -> bool:
    """Keep the answer. returns: False when somebody answered before"""
    lock_for_writing()
    row = DataRequestRow
    chosen = select(row.reference).where(row.id == request_id, row.outcome.is_(None))
    reference = db.session.execute(chosen.with_for_update()).scalar_one_or_none()
    if reference is None:
        return False
    db.session.execute(
        update(row)
        .where(row.id == request_id)
        .values(
            outcome=outcome,
            answer=keyring().seal(answer, _place(reference, "answer")),
            answered_at=at,
            answered_by_id=by_id,
        ),
        execution_options={"synchronize_session": False},
    )
    return True


def seal_again() -> None:
    """Seal under the current key what an older one sealed. raises: CannotOpen"""
    row, keys = DataRequestRow, keyring()
    chosen = select(row.id, row.reference, row.said, row.answer)
    for one in db.session.execute(chosen).all():
        anew = {
            name: keys.seal(keys.open(text, place), place)
            for name, text in (("said", one.said), ("answer", one.answer))
            for place in (_place(one.reference, name),)
            if not keys.is_current(text)
        }
        if anew:
            db.session.execute(
                update(row).where(row.id == one.id).values(**anew),
                execution_options={"synchronize_session": False},
            )


def _select(district_id: int, center_id: int) -> Any:
    row = DataRequestRow
    is_ours = or_(TicketRow.center_id == center_id, TicketRow.window_id == center_id)
    return (
        select(
            row.id,
            row.ticket_id,
            TicketRow.number,
            row.kind,
            row.said,
            row.asked_at,
            row.due_on,
            row.outcome,
            row.answer,
            row.answered_at,
            row.reference,
        )
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .where(row.district_id == district_id, is_ours)
    )


def _opened(row: Any) -> DataRequest:
    keys = keyring()
    return DataRequest(
        row.id,
        row.ticket_id,
        row.number,
        row.kind,
        keys.open(row.said, _place(row.reference, "said")),
        row.asked_at,
        row.due_on,
        row.outcome,
        keys.open(row.answer, _place(row.reference, "answer")),
        row.answered_at,
    )


def _place(reference: str, column: str) -> str:
    return f"data_requests.{column}/{reference}"
