"""A case as its citizen may see it: no name, no word of the complaint, no officer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.domain.facts import TicketFacts
from app.domain.facts_text import load_facts
from app.domain.terms import EntryKind, ExclusionCode
from app.store.database import db
from app.store.tables import (
    AccessLogRow,
    DepartmentRow,
    DistrictRow,
    EntryRow,
    MatterRow,
    ServiceCenterRow,
    TicketRow,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A center or department as people know it. phone: empty where none is listed."""

    name: str
    english_name: str
    phone: str


@dataclass(frozen=True, slots=True)
class PublicCase:
    """One case. matter: official name; empty where the desk wrote its own words.

    center: where it was filed; window: the center that answers for it now
    """

    ticket_id: int
    district_id: int
    number: str
    matter: str
    exclusion: ExclusionCode | None
    provisional: bool
    closed_at: datetime | None
    calendar_hash: str
    rules_hash: str
    facts: TicketFacts
    center: Unit
    window: Unit
    department: Unit | None


def find_public_cases(number: str) -> list[PublicCase]:
    """The cases of that number; districts count each for itself, so it may be several."""
    window = aliased(ServiceCenterRow)
    chosen = (
        select(
            TicketRow.id,
            TicketRow.district_id,
            TicketRow.number,
            func.coalesce(MatterRow.name, "").label("matter"),
            TicketRow.exclusion,
            TicketRow.provisional,
            TicketRow.closed_at,
            TicketRow.calendar_hash,
            TicketRow.rules_hash,
            TicketRow.facts,
            ServiceCenterRow.name.label("center"),
            ServiceCenterRow.english_name.label("center_english"),
            ServiceCenterRow.phone.label("center_phone"),
            window.name.label("window"),
            window.english_name.label("window_english"),
            window.phone.label("window_phone"),
            DepartmentRow.short_name.label("department"),
            DepartmentRow.english_name.label("department_english"),
            DepartmentRow.phone.label("department_phone"),
        )
        .join(ServiceCenterRow, ServiceCenterRow.id == TicketRow.center_id)
        .join(window, window.id == TicketRow.window_id)
        .outerjoin(MatterRow, MatterRow.id == TicketRow.matter_id)
        .outerjoin(DepartmentRow, DepartmentRow.id == TicketRow.holder_id)
        # Naming the districts lets the index on (district, number) be used.
        .where(TicketRow.district_id.in_(select(DistrictRow.id)))
        .where(TicketRow.number == number)
        .order_by(TicketRow.district_id)
    )
    return [
        PublicCase(
            row.id,
            row.district_id,
            row.number,
            row.matter,
            row.exclusion,
            row.provisional,
            row.closed_at,
            row.calendar_hash,
            row.rules_hash,
            load_facts(row.facts),
            Unit(row.center, row.center_english, row.center_phone),
            Unit(row.window, row.window_english, row.window_phone),
            Unit(row.department, row.department_english, row.department_phone)
            if row.department
            else None,
        )
        for row in db.session.execute(chosen)
    ]


def list_moments(ticket_id: int) -> list[tuple[EntryKind, datetime]]:
    """What happened when, in order; neither who nor what was written."""
    told = (
        select(EntryRow.kind, EntryRow.at)
        .where(EntryRow.ticket_id == ticket_id)
        .order_by(EntryRow.seq)
    )
    return [(row.kind, row.at) for row in db.session.execute(told)]


def count_tries(number: str, action: str, since: datetime) -> int:
    """How many rows of this action the access log has for a number since a moment."""
    counted = select(func.count()).where(
        AccessLogRow.username == number,
        AccessLogRow.action == action,
        AccessLogRow.at > since,
    )
    return db.session.execute(counted).scalar_one()
