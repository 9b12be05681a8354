"""What is kept, read for proof: batches of tickets with everything derived from them.

Codes are read as they stand, not as the tables' enums: a row that somebody changed by
hand must be told, not stop the proof.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import String, func, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from app.domain.proof.integrity import ChainedEntry
from app.domain.proof.kept import (
    KeptClock,
    KeptEntry,
    KeptEscalation,
    KeptFinding,
    KeptTicket,
)
from app.domain.proof.papers import KeptNotice, KeptPaper, flag_words
from app.domain.proof.retaliation import KeptRetaliation
from app.domain.standards import Named
from app.store import directory
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

BATCH = 500


@dataclass(frozen=True, slots=True)
class KeptUnder:
    """One ticket as it is kept, and whose it is."""

    ticket_id: int
    district_id: int
    kept: KeptTicket


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A ticket whose rows cannot even be read."""

    number: str
    why: str


def kept_tickets() -> Iterator[KeptUnder | Unreadable]:
    """Every ticket of every district in the order of their rows, a batch at a time."""
    last = 0
    while True:
        ids = _ids_after(last)
        if not ids:
            return
        yield from _read(ids)
        last = ids[-1]


def kept_ticket(ticket_id: int) -> KeptTicket:
    """One ticket as it is kept, entries with their hashes."""
    (one,) = _kept([ticket_id])
    return one.kept


def notice_gaps() -> list[tuple[str, int, str]]:
    """District code, year and colour where supervision notice numbers have a gap."""
    row = SupervisionNoticeRow
    counted = select(
        row.district_id,
        row.year,
        _raw(row.colour),
        func.count(),
        func.max(row.sequence),
    ).group_by(row.district_id, row.year, row.colour)
    return [*_gaps(counted)]


def paper_gaps() -> list[tuple[str, int, str]]:
    """District code, year and kind where the numbers of other papers have a gap."""
    row = PaperRow
    counted = (
        select(
            row.district_id,
            row.year,
            _raw(row.kind),
            func.count(),
            func.max(row.sequence),
        )
        .where(row.sequence.is_not(None))
        .group_by(row.district_id, row.year, row.kind)
    )
    return [*_gaps(counted)]


def _gaps(counted: Any) -> Iterator[tuple[str, int, str]]:
    for district_id, year, sort, count, most in db.session.execute(counted):
        if count != most:
            yield directory.district(district_id).code, year, sort


def _ids_after(last: int) -> Sequence[int]:
    chosen = select(TicketRow.id).where(TicketRow.id > last)
    return db.session.scalars(chosen.order_by(TicketRow.id).limit(BATCH)).all()


def _read(ids: Sequence[int]) -> Iterator[KeptUnder | Unreadable]:
    """The tickets with these ids; one that cannot be read does not hide the others."""
    try:
        yield from _kept(ids)
    except (ValueError, TypeError, LookupError) as error:
        if len(ids) == 1:
            yield Unreadable(_number(ids[0]), str(error))
            return
        half = len(ids) // 2
        yield from _read(ids[:half])
        yield from _read(ids[half:])


def _number(ticket_id: int) -> str:
    chosen = select(TicketRow.number).where(TicketRow.id == ticket_id)
    return db.session.execute(chosen).scalar_one()


def _kept(ids: Sequence[int]) -> list[KeptUnder]:
    entries = _grouped(_entry_rows(ids))
    clocks = _grouped(_clock_rows(ids))
    escalations = _grouped(_escalation_rows(ids))
    notices = _grouped(_notice_rows(ids))
    findings = _grouped(_finding_rows(ids))
    papers = _grouped(_paper_rows(ids))
    retaliation = _grouped(_retaliation_rows(ids))
    return [
        _one(
            row,
            entries[row.id],
            clocks[row.id],
            escalations[row.id],
            notices[row.id],
            findings[row.id],
            papers[row.id],
            retaliation[row.id],
        )
        for row in _ticket_rows(ids)
    ]


def _one(
    row: Any,
    entries: list[Any],
    clocks: list[Any],
    steps: list[Any],
    notices: list[Any],
    findings: list[Any],
    papers: list[Any],
    retaliation: list[Any],
) -> KeptUnder:
    codes = directory.district(row.district_id).department_codes
    kept = KeptTicket(
        row.number,
        row.entry_count,
        row.chain_head,
        row.facts,
        Named(row.calendar_hash, row.rules_hash),
        {
            "state": row.state,
            "ticket_class": row.ticket_class,
            "holder": codes.get(row.holder_id),
            "due_at": row.due_at,
            "stopped_at": row.stopped_at,
            "handed_up": row.handed_up,
            "asked_extension": row.asked_extension,
            "redo_cycle": row.redo_cycle,
            "cause": row.cause,
            "exclusion": row.exclusion,
            "archive_no": row.archive_no,
            "retention_until": _day(row.retention_until),
            "watched": row.watched,
            "meeting_called": row.meeting_called,
            "meeting_owed": row.meeting_owed,
            "filed_at": row.filed_at,
            "dispatched_at": row.dispatched_at,
            "closed_at": row.closed_at,
            "next_at": row.next_at,
            "window": row.window_id == _window(row),
        },
        [_entry(row.number, entry) for entry in entries],
        [
            KeptClock(
                c.name,
                c.cycle,
                codes.get(c.department_id),
                c.started_at,
                c.due_at,
                c.stopped_at,
                c.colour,
                Named(c.calendar_hash, c.rules_hash),
            )
            for c in clocks
        ],
        [
            KeptEscalation(
                (e.clock, e.cycle, e.step),
                codes.get(e.department_id),
                e.due_at,
                _hearing(e),
                Named(e.calendar_hash, e.rules_hash),
            )
            for e in steps
        ],
        [
            KeptNotice(
                n.colour,
                n.reply_cycle,
                n.replied_at,
                n.reply_text,
                n.lifted_at,
                n.lift_reasons,
            )
            for n in notices
        ],
        [
            KeptFinding(
                (f.code, f.start_seq, f.nth),
                codes.get(f.department_id),
                f.since,
                _hearing(f),
                Named(f.calendar_hash, f.rules_hash),
            )
            for f in findings
        ],
        row.look_at,
        [
            KeptPaper(
                p.kind,
                flag_words(p.clock, p.cycle, p.step, p.code, p.start_seq, p.nth),
                p.state,
                codes.get(p.department_id),
                p.at,
                p.entry_seq,
                p.evidence,
                p.withdrawn_at,
                p.withdrawn_by,
                f"{p.words}{p.decision}{p.withdrawn_for}",
            )
            for p in papers
        ],
        [
            KeptRetaliation(
                r.report_seq,
                codes.get(r.department_id),
                r.reported_at,
            )
            for r in retaliation
        ],
    )
    return KeptUnder(row.id, row.district_id, kept)


def _entry(number: str, row: Any) -> KeptEntry:
    entry = ChainedEntry(
        number,
        row.seq,
        row.kind,
        row.at,
        row.recorded_at,
        row.actor_name,
        row.role,
        row.department,
        row.payload,
    )
    return KeptEntry(entry, row.previous_hash, row.hash, row.account)


def _window(row: Any) -> int:
    """The center that answers for the ticket, by what its row says otherwise."""
    known = directory.district(row.district_id)
    return known.center_id(known.window) if row.handed_up else row.center_id


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _ticket_rows(ids: Sequence[int]) -> Iterable[Any]:
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
        _raw(row.state).label("state"),
        _raw(row.ticket_class).label("ticket_class"),
        row.holder_id,
        row.center_id,
        row.window_id,
        row.due_at,
        row.stopped_at,
        row.handed_up,
        row.asked_extension,
        row.redo_cycle,
        _raw(row.cause).label("cause"),
        _raw(row.exclusion).label("exclusion"),
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


def _entry_rows(ids: Sequence[int]) -> Iterable[Any]:
    row = EntryRow
    chosen = select(
        row.ticket_id,
        row.seq,
        _raw(row.kind).label("kind"),
        row.at,
        row.recorded_at,
        row.actor_name,
        _raw(row.role).label("role"),
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
        _raw(row.name).label("name"),
        row.cycle,
        row.department_id,
        row.started_at,
        row.due_at,
        row.stopped_at,
        _raw(row.colour).label("colour"),
        row.rules_hash,
        row.calendar_hash,
    )
    return db.session.execute(chosen.where(row.ticket_id.in_(ids)))


def _escalation_rows(ids: Sequence[int]) -> Iterable[Any]:
    row = EscalationRow
    chosen = select(
        row.ticket_id,
        _raw(row.clock).label("clock"),
        row.cycle,
        _raw(row.step).label("step"),
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
        _raw(row.colour).label("colour"),
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
        _raw(row.kind).label("kind"),
        _raw(row.clock).label("clock"),
        row.cycle,
        _raw(row.step).label("step"),
        _raw(row.code).label("code"),
        row.start_seq,
        row.nth,
        _raw(row.state).label("state"),
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
        _raw(row.code).label("code"),
        row.start_seq,
        row.nth,
        row.department_id,
        row.since,
        *_raw_hearing(row),
        row.rules_hash,
        row.calendar_hash,
    )
    return db.session.execute(chosen.where(row.ticket_id.in_(ids)))


def _raw_hearing(row: type[EscalationRow | FindingRow]) -> Iterator[Any]:
    """The columns of a hearing; its codes as they stand."""
    codes = {"review_status", "ruling", "ground"}
    yield from (row.reviewed_by_id, row.decided_by_id)
    for column in columns_of(row):
        yield _raw(column).label(column.key) if column.key in codes else column


def _hearing(row: Any) -> tuple[object, ...]:
    """A hearing as it is kept; an account that ruled on nothing makes it another one."""
    told = tuple(getattr(row, name) for name in COLUMNS)
    ruled = (row.reviewed_by_id, row.reviewed_at), (row.decided_by_id, row.decided_at)
    return told + tuple(who for who, at in ruled if who is not None and at is None)


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.ticket_id].append(row)
    return found


def _raw(column: InstrumentedAttribute[Any]) -> Any:
    return type_coerce(column, String)
