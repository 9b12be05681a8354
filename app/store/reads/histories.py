"""The recorded tickets as histories: what every act said, ticket by ticket."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app.domain.entries import FOLDED_KINDS
from app.domain.history import Recorded, RecordedAct
from app.store import directory
from app.store.database import db
from app.store.tables import EntryRow, TicketRow

BATCH = 500


def count_histories(district_id: int, since: datetime | None) -> int:
    """How many tickets of the district were filed at or after the moment."""
    counted = select(func.count()).select_from(TicketRow)
    return db.session.execute(counted.where(*_chosen(district_id, since))).scalar_one()


def recorded_histories(
    district_id: int, since: datetime | None, newest: int | None = None
) -> Iterator[Recorded]:
    """The tickets filed at or after the moment, in the order of their rows.

    newest: only so many of them, those that were filed last
    """
    last = 0 if newest is None else _before_newest(district_id, since, newest)
    while True:
        part, last = part_of_histories(district_id, last, BATCH, since)
        yield from part
        if len(part) < BATCH:
            return


def part_of_histories(
    district_id: int, last: int, limit: int, since: datetime | None = None
) -> tuple[list[Recorded], int]:
    """So many tickets behind the row `last`, and the row of the last of them."""
    chosen = (
        select(TicketRow.id, TicketRow.number, TicketRow.center_id)
        .where(*_chosen(district_id, since), TicketRow.id > last)
        .order_by(TicketRow.id)
        .limit(limit)
    )
    rows = db.session.execute(chosen).all()
    if not rows:
        return [], last
    acts = _acts(rows[0].id, rows[-1].id)
    centers = directory.district(district_id).center_codes
    part = [
        Recorded(row.number, centers[row.center_id], tuple(acts.get(row.id, ())))
        for row in rows
    ]
    return part, int(rows[-1].id)


def _chosen(district_id: int, since: datetime | None) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = [TicketRow.district_id == district_id]
    if since is not None:
        chosen.append(TicketRow.filed_at >= since)
    return chosen


def _before_newest(district_id: int, since: datetime | None, newest: int) -> int:
    chosen = select(TicketRow.id).where(*_chosen(district_id, since))
    row = chosen.order_by(TicketRow.id.desc()).offset(newest).limit(1)
    return db.session.execute(row).scalar_one_or_none() or 0


def _acts(first: int, last: int) -> dict[int, list[RecordedAct]]:
    row = EntryRow
    chosen = (
        select(row.ticket_id, row.kind, row.at, row.department, row.payload)
        .where(row.ticket_id.between(first, last), row.kind.in_(FOLDED_KINDS))
        .order_by(row.ticket_id, row.seq)
    )
    found: dict[int, list[RecordedAct]] = {}
    for told in db.session.execute(chosen):
        one: Any = told
        act = RecordedAct(one.kind, one.at, one.department, one.payload)
        found.setdefault(one.ticket_id, []).append(act)
    return found
