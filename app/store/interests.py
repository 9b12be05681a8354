"""Interests of officers: declared, ended, asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select, update
from sqlalchemy.orm import aliased

from app.domain.interests import Interest, InterestKind
from app.store.bulk import insert_rows
from app.store.database import db
from app.store.tables import DepartmentRow, InterestRow, UserRow
from app.store.transaction import lock_for_writing


@dataclass(frozen=True, slots=True)
class Declared:
    """One interest as it was declared. department: its short name; who: staff number"""

    id: int
    user_id: int
    who: str
    department: str
    kind: str
    since: date
    until: date | None
    reason: str
    declared_by: str
    declared_at: datetime


def add_interest(
    user_id: int,
    kind: InterestKind,
    *,
    since: date,
    until: date | None,
    reason: str,
    declared_by: str,
    now: datetime,
    department_id: int | None = None,
    ticket_id: int | None = None,
) -> None:
    """Keep one interest, in a department or in a case."""
    lock_for_writing()
    row = {
        "user_id": user_id,
        "department_id": department_id,
        "ticket_id": ticket_id,
        "kind": str(kind),
        "since_on": since,
        "until_on": until,
        "reason": reason,
        "declared_by": declared_by,
        "declared_at": now,
    }
    insert_rows(InterestRow, [row])


def end_interest(user_id: int, interest_id: int, last: date) -> bool:
    """Say on which day an interest of this person ended; False when there is none."""
    lock_for_writing()
    ended = (
        update(InterestRow)
        .where(
            InterestRow.id == interest_id,
            InterestRow.user_id == user_id,
            InterestRow.department_id.is_not(None),
            InterestRow.until_on.is_(None),
        )
        .values(until_on=last)
        .returning(InterestRow.id)
    )
    return db.session.execute(ended).first() is not None


def interests_of_person(user_id: int, ticket_id: int) -> list[Interest]:
    """What a person, under whatever account, has to do with departments and this case.

    user_id: of any account of the person
    """
    other = aliased(UserRow)
    rows = db.session.execute(
        select(
            func.coalesce(DepartmentRow.code, ""),
            func.coalesce(DepartmentRow.short_name, ""),
            InterestRow.kind,
            InterestRow.since_on,
            InterestRow.until_on,
            InterestRow.ticket_id.is_not(None),
        )
        .join(UserRow, UserRow.id == InterestRow.user_id)
        .join(
            other,
            (other.person_number == UserRow.person_number)
            & (other.district_id == UserRow.district_id),
        )
        .outerjoin(DepartmentRow, DepartmentRow.id == InterestRow.department_id)
        .where(
            other.id == user_id,
            or_(InterestRow.ticket_id.is_(None), InterestRow.ticket_id == ticket_id),
        )
    )
    return [
        Interest(code, name, InterestKind(kind), since, until, bool(of_case))
        for code, name, kind, since, until, of_case in rows
    ]


def accounts_of_person(user_id: int) -> frozenset[int]:
    """The ids of all accounts of the person behind this one."""
    other = aliased(UserRow)
    rows = db.session.scalars(
        select(UserRow.id)
        .join(
            other,
            (other.person_number == UserRow.person_number)
            & (other.district_id == UserRow.district_id),
        )
        .where(other.id == user_id)
    )
    return frozenset(rows) | {user_id}


def list_declared(
    *, user_id: int | None = None, ticket_id: int | None = None
) -> list[Declared]:
    """Interests of a person in departments, or of anybody in a case; newest first."""
    columns: tuple[Any, ...] = (
        InterestRow.id,
        InterestRow.user_id,
        UserRow.username,
        func.coalesce(DepartmentRow.short_name, ""),
        InterestRow.kind,
        InterestRow.since_on,
        InterestRow.until_on,
        InterestRow.reason,
        InterestRow.declared_by,
        InterestRow.declared_at,
    )
    chosen: Select[Any] = select(*columns).select_from(InterestRow)
    chosen = (
        chosen.join(UserRow, UserRow.id == InterestRow.user_id)
        .outerjoin(DepartmentRow, DepartmentRow.id == InterestRow.department_id)
        .order_by(InterestRow.id.desc())
    )
    if user_id is not None:
        chosen = chosen.where(
            InterestRow.user_id == user_id, InterestRow.ticket_id.is_(None)
        )
    if ticket_id is not None:
        chosen = chosen.where(InterestRow.ticket_id == ticket_id)
    return [Declared(*row) for row in db.session.execute(chosen)]
