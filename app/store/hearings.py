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
from app.store.database import Chosen, db
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
    chosen = _finding(key) if isinstance(key, FindingKey) else _escalation(key)
    of_ticket = TicketRow.district_id == district_id, TicketRow.number == number
    found = db.session.execute(chosen.where(*of_ticket)).one_or_none()
    if found is None:
        raise _unknown(number, key)
    return _known(district_id, key, found)


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


def _escalation(key: EscalationKey) -> Chosen:
    row, (clock, cycle, step) = EscalationRow, key
    return _flags(row, row.due_at).where(
        row.clock == clock,
        row.cycle == cycle,
        row.step == step,
        row.review_status.is_not(None),
    )


def _finding(key: FindingKey) -> Chosen:
    row = FindingRow
    return _flags(row, row.since).where(
        row.code == key.code, row.start_seq == key.start_seq, row.nth == key.nth
    )


def _flags(
    row: type[EscalationRow | FindingRow], at: InstrumentedAttribute[datetime]
) -> Chosen:
    """What a KnownFlag tells after its key, the hearing last. at: the legal moment"""
    return select(
        row.ticket_id,
        row.department_id,
        at,
        row.detected_at,
        row.reviewed_by_id,
        *columns_of(row),
    ).join(TicketRow, TicketRow.id == row.ticket_id)


def _unknown(number: str, key: FlagKey) -> NotFound:
    if isinstance(key, FindingKey):
        return NotFound("finding.unknown", number=number, finding=key.code)
    return NotFound("escalation.unknown", number=number, step=key[2])


def _known(district_id: int, key: FlagKey, row: Any) -> KnownFlag:
    ticket_id, department, at, detected_at, reviewed_by, *told = row
    codes = directory.district(district_id).department_codes
    return KnownFlag(
        ticket_id,
        key,
        Hearing(*told),
        codes[department] if department else None,
        at,
        detected_at,
        reviewed_by,
        key.start_seq if isinstance(key, FindingKey) else None,
    )
