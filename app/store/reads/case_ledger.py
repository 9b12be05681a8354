"""What the ledger (台账) is written from: every case filed in a period, whole.

Personal data leave this file masked, in what people said as well, unless they are
asked for in full; whoever asks so has given a reason (casework.ledgers).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from app.domain.entries import ReadEntry
from app.domain.masks import masked_name, masked_phone, masked_words
from app.domain.terms import EntryKind, State, Step, TicketClass
from app.store.database import Chosen, db
from app.store.personal_data import opened
from app.store.tables import (
    ComplainantRow,
    ComplaintRow,
    DepartmentRow,
    EntryRow,
    EscalationRow,
    ServiceCenterRow,
    SupervisionNoticeRow,
    TicketRow,
    UserRow,
)

# Entries of the second block of a timeline and of reviews say nothing that the ledger
# has a column for.
_KINDS = (
    *(EntryKind.DISPATCHED, EntryKind.SIGNED, EntryKind.CONTACTED, EntryKind.EXTENDED),
    *(EntryKind.RETURNED, EntryKind.ANSWERED, EntryKind.VERIFIED, EntryKind.REVISITED),
    *(EntryKind.ASSISTANT_ADDED, EntryKind.ARCHIVED),
)


@dataclass(frozen=True, slots=True)
class LedgerCase:
    """One case as the ledger tells it. person, phone, told: masked unless asked in full

    due_at, stopped_at: of the promise; filed_by: the officer's name, or empty
    notices:            numbers of its supervision notices
    is_yellow:          did the yellow light fall?
    """

    number: str
    filed_at: datetime
    center: str
    counter: str
    filed_by: str
    person: str
    phone: str
    matter: str
    department: str
    told: str
    ticket_class: TicketClass
    state: State
    due_at: datetime | None
    stopped_at: datetime | None
    closed_at: datetime | None
    archive_no: str
    entries: Sequence[ReadEntry]
    notices: Sequence[str]
    is_yellow: bool


def list_ledger(
    district_id: int, start: datetime, until: datetime, *, full: bool = False
) -> list[LedgerCase]:
    """The cases filed from `start` up to, not including, `until`, oldest first.

    full: with whole names, numbers and words
    """
    row = TicketRow
    chosen = select(row.id).where(
        row.district_id == district_id, row.filed_at >= start, row.filed_at < until
    )
    entries, notices, yellow = _entries(chosen), _notices(chosen), _yellow(chosen)
    found = db.session.execute(_cases(chosen)).mappings()
    wear = _whole if full else _masked
    return [
        _case(
            one,
            wear(one, entries.get(one["id"], ())),
            notices.get(one["id"], ()),
            yellow,
        )
        for one in found
    ]


def _cases(chosen: Select[int]) -> Chosen:
    row, person = TicketRow, ComplainantRow
    return (
        select(
            row.id,
            row.number,
            row.filed_at,
            row.counter_label,
            row.matter_name,
            row.ticket_class,
            row.state,
            row.due_at,
            row.stopped_at,
            row.closed_at,
            row.archive_no,
            ServiceCenterRow.short_name.label("center"),
            DepartmentRow.short_name.label("department"),
            UserRow.display_name.label("filed_by"),
            ComplaintRow.told,
            person.name,
            person.phone,
            person.agent_name,
        )
        .join(ServiceCenterRow, ServiceCenterRow.id == row.center_id)
        .outerjoin(DepartmentRow, DepartmentRow.id == row.holder_id)
        .outerjoin(UserRow, UserRow.id == row.filed_by_id)
        .outerjoin(ComplaintRow, ComplaintRow.ticket_id == row.id)
        .outerjoin(person, person.ticket_id == row.id)
        .where(row.id.in_(chosen))
        .order_by(row.filed_at, row.id)
    )


@dataclass(frozen=True, slots=True)
class _Worn:
    """The personal part of a case, as it leaves this file."""

    person: str
    phone: str
    told: str
    entries: Sequence[ReadEntry]


def _whole(one: Any, entries: Sequence[ReadEntry]) -> _Worn:
    ticket = one["id"]
    return _Worn(
        opened(ticket, "name", one["name"] or ""),
        opened(ticket, "phone", one["phone"] or ""),
        one["told"] or "",
        entries,
    )


def _masked(one: Any, entries: Sequence[ReadEntry]) -> _Worn:
    """Names and numbers hidden, also where they stand among the words."""
    whole = _whole(one, entries)
    agent = opened(one["id"], "agent_name", one["agent_name"] or "")
    names = (whole.person, agent)
    return _Worn(
        masked_name(whole.person),
        masked_phone(whole.phone),
        masked_words(whole.told, names),
        [replace(entry, payload=_hidden(entry.payload, names)) for entry in entries],
    )


def _hidden(payload: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {
        key: masked_words(said, names) if isinstance(said, str) else said
        for key, said in payload.items()
    }


def _case(
    one: Any, worn: _Worn, notices: Sequence[str], yellow: frozenset[int]
) -> LedgerCase:
    return LedgerCase(
        one["number"],
        one["filed_at"],
        one["center"],
        one["counter_label"],
        one["filed_by"] or "",
        worn.person,
        worn.phone,
        one["matter_name"],
        one["department"] or "",
        worn.told,
        one["ticket_class"],
        one["state"],
        one["due_at"],
        one["stopped_at"],
        one["closed_at"],
        one["archive_no"] or "",
        worn.entries,
        notices,
        one["id"] in yellow,
    )


def _entries(chosen: Select[int]) -> dict[int, list[ReadEntry]]:
    row = EntryRow
    several = (
        select(row.ticket_id, row.kind, row.at, row.department, row.payload)
        .where(row.ticket_id.in_(chosen), row.kind.in_(_KINDS))
        .order_by(row.ticket_id, row.seq)
    )
    found: dict[int, list[ReadEntry]] = defaultdict(list)
    for ticket, kind, at, department, payload in db.session.execute(several):
        found[ticket].append(ReadEntry(kind, at, department, json.loads(payload)))
    return found


def _notices(chosen: Select[int]) -> dict[int, list[str]]:
    row = SupervisionNoticeRow
    several = (
        select(row.ticket_id, row.number)
        .where(row.ticket_id.in_(chosen))
        .order_by(row.ticket_id, row.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for ticket, number in db.session.execute(several):
        found[ticket].append(number)
    return found


def _yellow(chosen: Select[int]) -> frozenset[int]:
    row = EscalationRow
    several = select(row.ticket_id).where(
        row.ticket_id.in_(chosen), row.step == Step.YELLOW
    )
    return frozenset(db.session.scalars(several))
