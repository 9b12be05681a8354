"""The register of improvement items: proposed once for a class, moved on, never deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import select, update

from app.domain.errors import Stale
from app.domain.improvements import Class
from app.domain.terms import (
    ImprovementOutcome,
    ImprovementState,
    ImprovementStep,
    Role,
)
from app.store.bulk import insert_row, insert_rows
from app.store.database import db
from app.store.tables import ImprovementCaseRow, ImprovementItemRow, ImprovementStepRow
from app.store.transaction import lock_for_writing


def add_item(
    district_id: int,
    of: Class,
    nth: int,
    period: str,
    department_id: int | None,
    proposed_at: datetime,
) -> int:
    """Keep a proposed item. returns: its id

    raises: IntegrityError of the database, when another timer proposed it meanwhile
    """
    lock_for_writing()
    row = {
        "district_id": district_id,
        "matter": of.matter,
        "cause": of.cause,
        "nth": nth,
        "period": period,
        "state": ImprovementState.PROPOSED,
        "department_id": department_id,
        "owner": "",
        "proposed_at": proposed_at,
        "due_on": None,
        "outcome": None,
        "ended_at": None,
    }
    return insert_row(ImprovementItemRow, row)


def add_cases(item_id: int, ticket_ids: Iterable[int]) -> int:
    """Name further cases of the class. returns: how many were not named before"""
    lock_for_writing()
    row = ImprovementCaseRow
    known = set(
        db.session.execute(
            select(row.ticket_id).where(row.item_id == item_id)
        ).scalars()
    )
    new = [one for one in dict.fromkeys(ticket_ids) if one not in known]
    insert_rows(row, [{"item_id": item_id, "ticket_id": one} for one in new])
    return len(new)


def add_step(
    item_id: int,
    kind: ImprovementStep,
    at: datetime,
    role: Role,
    actor_name: str,
    text: str,
) -> None:
    """Keep what happened to an item, and in whose words."""
    lock_for_writing()
    row = {
        "item_id": item_id,
        "kind": kind,
        "at": at,
        "role": role,
        "actor_name": actor_name,
        "text": text,
    }
    insert_rows(ImprovementStepRow, [row])


def start_item(
    item_id: int, department_id: int | None, owner: str, due_on: date
) -> None:
    """Give a proposed item its owner and its date. raises: Stale"""
    _move(
        item_id,
        ImprovementState.PROPOSED,
        {
            "state": ImprovementState.TAKEN_UP,
            "department_id": department_id,
            "owner": owner,
            "due_on": due_on,
        },
    )


def end_item(
    item_id: int,
    before: ImprovementState,
    after: ImprovementState,
    ended_at: datetime,
    outcome: ImprovementOutcome | None = None,
) -> None:
    """End an item that stands as `before`. raises: Stale, when somebody was faster"""
    _move(item_id, before, {"state": after, "ended_at": ended_at, "outcome": outcome})


def _move(
    item_id: int, before: ImprovementState, changed: Mapping[str, object]
) -> None:
    lock_for_writing()
    row = ImprovementItemRow
    moved = (
        update(row)
        .where(row.id == item_id, row.state == before)
        .values(changed)
        .returning(row.id)
    )
    found = db.session.execute(moved, execution_options={"synchronize_session": False})
    if found.first() is None:
        raise Stale("improvement.changed")
