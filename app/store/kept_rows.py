"""The rows of a ticket as they stand: what its proof is read from.

Codes are read as they are written, not as the tables' enums: a row that somebody
changed by hand must be told, not stop the proof.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from app.store.database import db
from app.store.hearings import COLUMNS, columns_of
from app.store.tables import (
    ClockRow,
    EntryRow,
    EscalationRow,
    FindingRow,
    PaperRow,
    RetaliationRow,
    SupervisionNoticeRow,
    TicketRow,
    UserRow,
)

# What else is kept of one ticket: sort -> rows.
Beside: TypeAlias = Mapping[str, Sequence[Any]]


def ticket_rows(ids: Sequence[int]) -> Iterable[Any]:
    """The tickets' own rows, in the order of their ids."""
    row = TicketRow
    chosen = select(
        row.id,
        row.district_id,
        row.number,
        row.entry_count,
        row.chain_head,
        row.facts,
        row.rules_hash,
        row.calendar_hash,
        as_it_stands(row.state).label("state"),
        as_it_stands(row.ticket_class).label("ticket_class"),
        row.holder_id,
        row.center_id,
        row.window_id,
        row.due_at,
        row.stopped_at,
        row.handed_up,
        row.asked_extension,
        row.redo_cycle,
        as_it_stands(row.cause).label("cause"),
        as_it_stands(row.exclusion).label("exclusion"),
        row.archive_no,
        row.retention_until,
        row.watched,
        row.meeting_called,
        row.meeting_owed,
        row.filed_at,
        row.dispatched_at,
        row.closed_at,
        row.next_at,
        row.look_at,
    )
    return db.session.execute(chosen.where(row.id.in_(ids)).order_by(row.id)).all()


def beside(ids: Sequence[int]) -> Mapping[int, Beside]:
    """Everything else that is kept of these tickets, by id; entries in their order."""
    found = {sort: _grouped(read(ids)) for sort, read in _READ.items()}
    return {one: {sort: rows[one] for sort, rows in found.items()} for one in ids}


def kept_hearing(row: Any) -> tuple[object, ...]:
    """A hearing as it is kept; an account that ruled on nothing makes it another one."""
    told = tuple(getattr(row, name) for name in COLUMNS)
    ruled = (row.reviewed_by_id, row.reviewed_at), (row.decided_by_id, row.decided_at)
    return told + tuple(who for who, at in ruled if who is not None and at is None)


def as_it_stands(column: InstrumentedAttribute[Any]) -> Any:
    """A code as its text, whether or not it is one of ours."""
    return type_coerce(column, String)


def _entry_rows(ids: Sequence[int]) -> Iterable[Any]:
    row = EntryRow
    chosen = select(
        row.ticket_id,
        row.seq,
        as_it_stands(row.kind).label("kind"),
        row.at,
        row.recorded_at,
        row.actor_name,
        as_it_stands(row.role).label("role"),
        row.department,
        row.payload,
        row.previous_hash,
        row.hash,
        UserRow.username.label("account"),
    ).outerjoin(UserRow, UserRow.id == row.actor_id)
    return db.session.execute(
        chosen.where(row.ticket_id.in_(ids)).order_by(row.ticket_id, row.seq)
    )


def _clock_rows(ids: Sequence[int]) -> Iterable[Any]:
    row = ClockRow
    chosen = select(
        row.ticket_id,
        as_it_stands(row.name).label("name"),
        row.cycle,
        row.department_id,
        row.started_at,
        row.due_at,
        row.stopped_at,
        as_it_stands(row.colour).label("colour"),
        row.rules_hash,
        row.calendar_hash,
    )
    return db.session.execute(chosen.where(row.ticket_id.in_(ids)))


def _escalation_rows(ids: Sequence[int]) -> Iterable[Any]:
    row = EscalationRow
    chosen = select(
        row.ticket_id,
        as_it_stands(row.clock).label("clock"),
        row.cycle,
        as_it_stands(row.step).label("step"),
        row.department_id,
        row.due_at,
        *_raw_hearing(row),
        row.rules_hash,
        row.calendar_hash,
    )
    return db.session.execute(chosen.where(row.ticket_id.in_(ids)))


def _notice_rows(ids: Sequence[int]) -> Iterable[Any]:
    row = SupervisionNoticeRow
    chosen = select(
        row.ticket_id,
        as_it_stands(row.colour).label("colour"),
        row.reply_cycle,
        row.replied_at,
        row.reply_text,
        row.lifted_at,
        row.lift_reasons,
    )
    return db.session.execute(chosen.where(row.ticket_id.in_(ids)))


def _paper_rows(ids: Sequence[int]) -> Iterable[Any]:
    row = PaperRow
    chosen = select(
        row.ticket_id,
        as_it_stands(row.kind).label("kind"),
        as_it_stands(row.clock).label("clock"),
        row.cycle,
        as_it_stands(row.step).label("step"),
        as_it_stands(row.code).label("code"),
        row.start_seq,
        row.nth,
        as_it_stands(row.state).label("state"),
        row.department_id,
        row.at,
        row.entry_seq,
        row.evidence,
        row.withdrawn_at,
        row.withdrawn_by,
        row.words,
        row.decision,
        row.withdrawn_for,
    )
    return db.session.execute(chosen.where(row.ticket_id.in_(ids)))


def _retaliation_rows(ids: Sequence[int]) -> Iterable[Any]:
    row = RetaliationRow
    chosen = select(
        row.ticket_id,
        row.report_seq,
        row.department_id,
        row.reported_at,
    )
    return db.session.execute(chosen.where(row.ticket_id.in_(ids)))


def _finding_rows(ids: Sequence[int]) -> Iterable[Any]:
    row = FindingRow
    chosen = select(
        row.ticket_id,
        as_it_stands(row.code).label("code"),
        row.start_seq,
        row.nth,
        row.department_id,
        row.since,
        *_raw_hearing(row),
        row.rules_hash,
        row.calendar_hash,
    )
    return db.session.execute(chosen.where(row.ticket_id.in_(ids)))


_READ: Mapping[str, Callable[[Sequence[int]], Iterable[Any]]] = {
    "entries": _entry_rows,
    "clocks": _clock_rows,
    "escalations": _escalation_rows,
    "notices": _notice_rows,
    "findings": _finding_rows,
    "papers": _paper_rows,
    "retaliation": _retaliation_rows,
}


def _raw_hearing(row: type[EscalationRow | FindingRow]) -> Iterator[Any]:
    """The columns of a hearing; its codes as they stand."""
    codes = {"review_status", "ruling", "ground"}
    yield from (row.reviewed_by_id, row.decided_by_id)
    for column in columns_of(row):
        yield as_it_stands(column).label(column.key) if column.key in codes else column


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.ticket_id].append(row)
    return found
