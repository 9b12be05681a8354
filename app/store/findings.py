"""The register of findings: histories read, what they suggest written once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.domain.entries import ReadEntry
from app.domain.errors import Stale
from app.domain.finding import FindingKey
from app.domain.findings.live import Suspicion
from app.domain.terms import ReviewStatus
from app.store import directory
from app.store.bulk import insert_rows, update_rows
from app.store.database import db
from app.store.holding import Held
from app.store.tables import EntryRow, FindingRow, TicketRow
from app.store.transaction import lock_for_writing


@dataclass(frozen=True, slots=True)
class Looked:
    """One ticket that was looked at.

    found:   everything that its history suggests, known already or not
    look_at: when to look again; None when never
    """

    held: Held
    found: Sequence[Suspicion]
    look_at: datetime | None


def timelines_of(ticket_ids: Iterable[int]) -> dict[int, list[ReadEntry]]:
    """The whole timelines of these tickets, oldest entry first."""
    row = EntryRow
    chosen = (
        select(row.ticket_id, row.kind, row.at, row.department, row.payload)
        .where(row.ticket_id.in_(list(ticket_ids)))
        .order_by(row.ticket_id, row.seq)
    )
    found: dict[int, list[ReadEntry]] = {}
    for told in db.session.execute(chosen):
        one: Any = told
        entry = ReadEntry(one.kind, one.at, one.department, json.loads(one.payload))
        found.setdefault(one.ticket_id, []).append(entry)
    return found


def write_looks(looks: Sequence[Looked], detected_at: datetime) -> int:
    """Keep what is new, and when to look again; a known finding is left as it is.

    returns: how many findings are new
    raises:  Stale, when somebody acted on one of the tickets after it was read
    """
    lock_for_writing()
    known = _known([one.held.ticket_id for one in looks if one.found])
    new = [
        _row(one.held, suspicion, detected_at)
        for one in looks
        for suspicion in one.found
        if (one.held.ticket_id, suspicion.key) not in known
    ]
    try:
        insert_rows(FindingRow, new)
    except IntegrityError as error:  # another timer looked at the same time
        raise Stale("ticket.changed") from error
    rows = [
        {
            "old_id": one.held.ticket_id,
            "old_version": one.held.version,
            "look_at": one.look_at,
        }
        for one in looks
    ]
    if update_rows(TicketRow, rows) != len(rows):
        raise Stale("ticket.changed")
    return len(new)


def _known(ticket_ids: Sequence[int]) -> set[tuple[int, FindingKey]]:
    if not ticket_ids:
        return set()
    row = FindingRow
    chosen = select(row.ticket_id, row.code, row.start_seq, row.nth)
    rows = db.session.execute(chosen.where(row.ticket_id.in_(ticket_ids)))
    return {(one[0], FindingKey(*one[1:])) for one in rows}


def _row(held: Held, one: Suspicion, detected_at: datetime) -> dict[str, object]:
    district = directory.district(held.district_id)
    return {
        "district_id": held.district_id,
        "ticket_id": held.ticket_id,
        "code": one.key.code,
        "start_seq": one.key.start_seq,
        "nth": one.key.nth,
        "department_id": district.department_id(one.department),
        "since": one.since,
        "detected_at": detected_at,
        "rules_hash": one.judged_by.rules,
        "calendar_hash": one.judged_by.calendar,
        "review_status": ReviewStatus.PENDING,
    }
