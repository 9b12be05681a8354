"""Sealed under an older key: counted, and sealed again under the one that seals now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, func, select, union

from app.store import api_answers, data_requests, second_factors, self_filings
from app.store.bulk import table_of, update_rows
from app.store.database import db
from app.store.keyring import MARK
from app.store.personal_data import SEALED, keyring, opened, sealed
from app.store.tables import (
    ApiAnswerRow,
    ComplainantRow,
    DataRequestRow,
    DocumentRow,
    PaperRow,
    SecondFactorRow,
    SelfFilingRow,
)
from app.store.transaction import lock_for_writing


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows that were looked at. last: where the next batch begins; None at the end."""

    last: int | None
    changed: int


def seal_again(after: int, limit: int) -> Batch:
    """Seal the next complainants again that an older key sealed, with their indexes.

    A row that the current key sealed stays as it is, so that a second run, or one
    after a crash, only does what is left.
    raises: CannotOpen, when a key is missing; nothing of the batch is changed
    """
    lock_for_writing()
    if after <= 0:  # the small tables go whole, with the first batch
        for table_again in _SMALL:
            table_again()
    table = table_of(ComplainantRow)
    chosen = select(table).where(table.c.ticket_id > after).order_by(table.c.ticket_id)
    rows = db.session.execute(chosen.limit(limit).with_for_update()).mappings().all()
    older = [row for row in rows if not _is_current(row)]
    update_rows(ComplainantRow, [_again(row) for row in older])
    return Batch(rows[-1]["ticket_id"] if len(rows) == limit else None, len(older))


def count_by_key() -> dict[str, int]:
    """How many rows each key of this machine seals, in all tables; "" for those of no
    key that is known. Whose data are gone is counted nowhere."""
    counted = {
        name: sum(
            _count(column.startswith(name + MARK, autoescape=True))
            for column in _SEALED_COLUMNS
        )
        for name in keyring().names
    }
    everything = sum(_count(column != "") for column in _SEALED_COLUMNS)
    unknown = everything - sum(counted.values())
    return {**counted, **({"": unknown} if unknown else {})}


def known_contents(after: str, limit: int) -> list[str]:
    """The next contents of documents, and of evidence of papers on figures, by their
    SHA-256, each once."""
    evidence = select(PaperRow.evidence).where(PaperRow.ticket_id.is_(None))
    every = union(select(DocumentRow.sha256.label("name")), evidence).subquery()
    chosen = select(every.c.name).where(every.c.name > after)
    return list(db.session.scalars(chosen.order_by(every.c.name).limit(limit)))


def _is_current(row: RowMapping) -> bool:
    return all(keyring().is_current(row[column]) for column in SEALED)


def _again(row: RowMapping) -> dict[str, Any]:
    ticket_id = row["ticket_id"]
    person = {name: opened(ticket_id, name, row[name]) for name in SEALED}
    return {"old_ticket_id": ticket_id, **sealed(ticket_id, row["district_id"], person)}


# One column tells of its row: a row is sealed under one key.
_SEALED_COLUMNS = (
    ComplainantRow.name,
    DataRequestRow.said,
    SelfFilingRow.name,
    SecondFactorRow.sealed,
    ApiAnswerRow.body,
)
_SMALL = (
    api_answers.seal_again,
    data_requests.seal_again,
    second_factors.seal_again,
    self_filings.seal_again,
)


def _count(condition: ColumnElement[bool]) -> int:
    chosen = select(func.count()).where(condition)
    return db.session.execute(chosen).scalar_one()
