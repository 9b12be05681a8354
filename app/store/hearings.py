"""A hearing as columns, and a flag taken in hand by whoever rules on it."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import InstrumentedAttribute

from app.domain.decision import EscalationKey
from app.domain.errors import NotFound
from app.domain.finding import FindingKey
from app.domain.hearing import FlagKey, Hearing
from app.domain.terms import EntryKind, FindingCode, Step
from app.store import directory
from app.store.database import db
from app.store.tables import (
    DepartmentRow,
    EntryRow,
    EscalationRow,
    FindingRow,
    TicketRow,
)

# The columns of a hearing, in the order of its fields.
COLUMNS = (
    "review_status",
    "told_at",
    "statement_due_at",
    "stated_at",
    "ruling_due_at",
    "ruling",
    "ground",
    "reviewed_at",
    "objection_due_at",
    "objected_at",
    "decision_due_at",
    "decided_at",
)


@dataclass(frozen=True, slots=True)
class KnownFlag:
    """A flag as its procedure finds it.

    department:  code, None for the window's or the arbiter's
    at:          the legal moment; detected_at: when the register wrote it
    reviewed_by: id of the account that ruled first
    start_seq:   the entry that it rests on; None for a step of the ladder
    """

    ticket_id: int
    key: FlagKey
    hearing: Hearing
    department: str | None
    at: datetime
    detected_at: datetime
    reviewed_by: int | None
    start_seq: int | None


def columns_of(
    row: type[EscalationRow | FindingRow],
) -> tuple[InstrumentedAttribute[Any], ...]:
    """What to select for a hearing, in the order of COLUMNS."""
    return tuple(getattr(row, name) for name in COLUMNS)


def hearing_row(hearing: Hearing) -> dict[str, Any]:
    """A hearing by its columns."""
    return dict(zip(COLUMNS, astuple(hearing), strict=True))


def get_flag(district_id: int, number: str, key: FlagKey) -> KnownFlag:
    """How far the procedure on a flag is; a yellow light has none.

    raises: NotFound escalation.unknown, finding.unknown
    """
    if isinstance(key, FindingKey):
        return _finding(district_id, number, key)
    return _escalation(district_id, number, key)


def is_told_of(ticket_id: int, department: str) -> bool:
    """Was this department told of a report of retaliation on the ticket?"""
    row = FindingRow
    found = exists().where(
        row.ticket_id == ticket_id,
        row.code == FindingCode.V1,
        row.told_at.is_not(None),
        row.department_id == DepartmentRow.id,
        DepartmentRow.code == department,
    )
    return bool(db.session.execute(select(found)).scalar_one())


def raised_by(flag: KnownFlag) -> frozenset[int]:
    """The accounts behind the entries by which people raised the flag: whoever raised
    the level by hand, or did the act that a finding rests on."""
    row = EntryRow
    chosen = select(row.actor_id).where(
        row.ticket_id == flag.ticket_id, row.actor_id.is_not(None)
    )
    if flag.start_seq is not None:
        chosen = chosen.where(row.seq == flag.start_seq)
    elif flag.key[2] is Step.RAISED:
        chosen = chosen.where(row.kind == EntryKind.LEVEL_RAISED)
    else:
        return frozenset()
    return frozenset(one for one in db.session.scalars(chosen) if one is not None)


def _escalation(district_id: int, number: str, key: EscalationKey) -> KnownFlag:
    row, (clock, cycle, step) = EscalationRow, key
    chosen = (
        select(
            row.ticket_id,
            row.department_id,
            row.due_at,
            row.detected_at,
            row.reviewed_by_id,
            *columns_of(row),
        )
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .where(
            TicketRow.district_id == district_id,
            TicketRow.number == number,
            row.clock == clock,
            row.cycle == cycle,
            row.step == step,
            row.review_status.is_not(None),
        )
    )
    found = db.session.execute(chosen).one_or_none()
    if found is None:
        raise NotFound("escalation.unknown", number=number, step=step)
    return _known(district_id, key, found, None)


def _finding(district_id: int, number: str, key: FindingKey) -> KnownFlag:
    row = FindingRow
    chosen = (
        select(
            row.ticket_id,
            row.department_id,
            row.since,
            row.detected_at,
            row.reviewed_by_id,
            *columns_of(row),
        )
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .where(
            TicketRow.district_id == district_id,
            TicketRow.number == number,
            row.code == key.code,
            row.start_seq == key.start_seq,
            row.nth == key.nth,
        )
    )
    found = db.session.execute(chosen).one_or_none()
    if found is None:
        raise NotFound("finding.unknown", number=number, finding=key.code)
    return _known(district_id, key, found, key.start_seq)


def _known(
    district_id: int, key: FlagKey, row: Any, start_seq: int | None
) -> KnownFlag:
    ticket_id, department, at, detected_at, reviewed_by, *told = row
    codes = directory.district(district_id).department_codes
    code = codes[department] if department else None
    return KnownFlag(
        ticket_id, key, Hearing(*told), code, at, detected_at, reviewed_by, start_seq
    )
