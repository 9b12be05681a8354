"""Proposals from a complaint's text: what officers chose, and what past cases teach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from app.domain.wayfinding.routing_tally import Lesson
from app.store import directory
from app.store.bulk import table_of
from app.store.database import db, is_postgresql
from app.store.tables import (
    ComplaintRow,
    DepartmentRow,
    RoutingChoiceRow,
    TicketRow,
)
from app.store.transaction import lock_for_writing


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a department was proposed, and how often another was chosen."""

    department: str
    proposed: int
    corrected: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A proposal that an officer put right. why: the officer's words"""

    number: str
    matter_name: str
    proposed: str
    chosen: str
    why: str
    chosen_at: datetime


def remember_choice(
    district_id: int,
    ticket_id: int,
    proposed: str,
    chosen: str,
    why: str,
    now: datetime,
) -> None:
    """Keep what was proposed for a ticket and what was chosen first. Codes of departments.

    raises: NotFound department.unknown
    """
    known = directory.district(district_id)
    lock_for_writing()
    row = {
        "ticket_id": ticket_id,
        "district_id": district_id,
        "proposed_id": known.department_id(proposed),
        "chosen_id": known.department_id(chosen),
        "why": why,
        "chosen_at": now,
    }
    dialect = postgresql if is_postgresql() else sqlite
    new = dialect.insert(table_of(RoutingChoiceRow)).values(row)
    db.session.execute(new.on_conflict_do_nothing())


def list_tallies(district_id: int) -> list[Tally]:
    """By proposed department, those corrected most often first."""
    wrong = RoutingChoiceRow.proposed_id != RoutingChoiceRow.chosen_id
    corrected = func.count().filter(wrong)
    several = (
        select(DepartmentRow.code, func.count(), corrected)
        .join(DepartmentRow, DepartmentRow.id == RoutingChoiceRow.proposed_id)
        .where(RoutingChoiceRow.district_id == district_id)
        .group_by(DepartmentRow.code)
        .order_by(corrected.desc(), func.count().desc(), DepartmentRow.code)
    )
    return [Tally(*row) for row in db.session.execute(several)]


def list_corrections(district_id: int, limit: int) -> list[Correction]:
    """The latest proposals that officers put right."""
    codes = directory.district(district_id).department_codes
    several = (
        select(
            TicketRow.number,
            TicketRow.matter_name,
            RoutingChoiceRow.proposed_id,
            RoutingChoiceRow.chosen_id,
            RoutingChoiceRow.why,
            RoutingChoiceRow.chosen_at,
        )
        .join(TicketRow, TicketRow.id == RoutingChoiceRow.ticket_id)
        .where(
            RoutingChoiceRow.district_id == district_id,
            RoutingChoiceRow.proposed_id != RoutingChoiceRow.chosen_id,
        )
        .order_by(RoutingChoiceRow.ticket_id.desc())
        .limit(limit)
    )
    return [
        Correction(number, matter, codes[proposed], codes[chosen], why, at)
        for number, matter, proposed, chosen, why, at in db.session.execute(several)
    ]


def lessons(district_id: int, most: int) -> Iterator[Lesson]:
    """The latest cases that have a department: what was told, and who has it now."""
    codes = directory.district(district_id).department_codes
    corrected = RoutingChoiceRow.proposed_id != RoutingChoiceRow.chosen_id
    several = (
        select(ComplaintRow.told, TicketRow.holder_id, func.coalesce(corrected, False))
        .join(ComplaintRow, ComplaintRow.ticket_id == TicketRow.id)
        .outerjoin(RoutingChoiceRow, RoutingChoiceRow.ticket_id == TicketRow.id)
        .where(TicketRow.district_id == district_id, TicketRow.holder_id.is_not(None))
        .order_by(TicketRow.filed_at.desc(), TicketRow.id.desc())
        .limit(most)
    )
    for told, holder, was_corrected in db.session.execute(several):
        if holder is not None:
            yield Lesson(told, codes[holder], bool(was_corrected))


def newest_ticket(district_id: int) -> int:
    """Id of the ticket that was filed last; 0 for none."""
    last = (
        select(TicketRow.id)
        .where(TicketRow.district_id == district_id)
        .order_by(TicketRow.filed_at.desc(), TicketRow.id.desc())
        .limit(1)
    )
    return db.session.execute(last).scalar_one_or_none() or 0
