"""The register of findings across cases: each written once, further cases named in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from app.domain.findings.across import Across
from app.store import directory
from app.store.bulk import insert_row, insert_rows
from app.store.database import db
from app.store.tables import AcrossCaseRow, AcrossFindingRow, TicketRow
from app.store.transaction import lock_for_writing


def add_finding(district_id: int, found: Across, rules_hash: str, now: datetime) -> int:
    """Keep a finding without its cases. returns: its id

    raises: IntegrityError of the database, when another timer found it meanwhile
    """
    lock_for_writing()
    known = directory.district(district_id)
    row = {
        "district_id": district_id,
        **found.key._asdict(),
        "department_id": known.department_id(found.department)
        if found.department
        else None,
        "matter": found.matter,
        "cause": found.cause,
        "rules_hash": rules_hash,
        "found_at": now,
    }
    return insert_row(AcrossFindingRow, row)


def add_cases(district_id: int, finding_id: int, cases: Mapping[str, bool]) -> None:
    """Name the cases that were not named before. cases: by number, was it a hit?"""
    lock_for_writing()
    row, ticket = AcrossCaseRow, TicketRow
    named = select(row.ticket_id).where(row.finding_id == finding_id)
    chosen = select(ticket.id, ticket.number).where(
        ticket.district_id == district_id,
        ticket.number.in_(list(cases)),
        ticket.id.not_in(named),
    )
    rows = [
        {"finding_id": finding_id, "ticket_id": one, "is_hit": cases[number]}
        for one, number in db.session.execute(chosen)
    ]
    insert_rows(row, rows)
