"""What is kept, read for proof: batches of tickets with everything derived from them.

The rows themselves are read by kept_rows, as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import func, select

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
from app.store import directory, kept_rows
from app.store.database import db
from app.store.kept_rows import Beside, as_it_stands, kept_hearing
from app.store.tables import PaperRow, SupervisionNoticeRow, TicketRow

BATCH = 500

# Id -> code of the departments of a district.
Codes: TypeAlias = Mapping[int, str]


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
        as_it_stands(row.colour),
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
            as_it_stands(row.kind),
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
    of_ticket = kept_rows.beside(ids)
    return [_one(row, of_ticket[row.id]) for row in kept_rows.ticket_rows(ids)]


def _one(row: Any, beside: Beside) -> KeptUnder:
    codes = directory.district(row.district_id).department_codes
    kept = KeptTicket(
        row.number,
        row.entry_count,
        row.chain_head,
        row.facts,
        Named(row.calendar_hash, row.rules_hash),
        _columns(row, codes),
        entries=[_entry(row.number, one) for one in beside["entries"]],
        clocks=[_clock(one, codes) for one in beside["clocks"]],
        escalations=[_escalation(one, codes) for one in beside["escalations"]],
        notices=[_notice(one) for one in beside["notices"]],
        findings=[_finding(one, codes) for one in beside["findings"]],
        look_at=row.look_at,
        papers=[_paper(one, codes) for one in beside["papers"]],
        retaliation=[_report(one, codes) for one in beside["retaliation"]],
    )
    return KeptUnder(row.id, row.district_id, kept)


def _columns(row: Any, codes: Codes) -> dict[str, object]:
    """What the ticket's row repeats of the facts, for whoever searches by it."""
    return {
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
    }


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


def _clock(row: Any, codes: Codes) -> KeptClock:
    return KeptClock(
        row.name,
        row.cycle,
        codes.get(row.department_id),
        row.started_at,
        row.due_at,
        row.stopped_at,
        row.colour,
        Named(row.calendar_hash, row.rules_hash),
    )


def _escalation(row: Any, codes: Codes) -> KeptEscalation:
    return KeptEscalation(
        (row.clock, row.cycle, row.step),
        codes.get(row.department_id),
        row.due_at,
        kept_hearing(row),
        Named(row.calendar_hash, row.rules_hash),
    )


def _notice(row: Any) -> KeptNotice:
    return KeptNotice(
        row.colour,
        row.reply_cycle,
        row.replied_at,
        row.reply_text,
        row.lifted_at,
        row.lift_reasons,
    )


def _finding(row: Any, codes: Codes) -> KeptFinding:
    return KeptFinding(
        (row.code, row.start_seq, row.nth),
        codes.get(row.department_id),
        row.since,
        kept_hearing(row),
        Named(row.calendar_hash, row.rules_hash),
    )


def _paper(row: Any, codes: Codes) -> KeptPaper:
    return KeptPaper(
        row.kind,
        flag_words(row.clock, row.cycle, row.step, row.code, row.start_seq, row.nth),
        row.state,
        codes.get(row.department_id),
        row.at,
        row.entry_seq,
        row.evidence,
        row.withdrawn_at,
        row.withdrawn_by,
        f"{row.words}{row.decision}{row.withdrawn_for}",
    )


def _report(row: Any, codes: Codes) -> KeptRetaliation:
    department = codes.get(row.department_id)
    return KeptRetaliation(row.report_seq, department, row.reported_at)


def _window(row: Any) -> int:
    """The center that answers for the ticket, by what its row says otherwise."""
    known = directory.district(row.district_id)
    return known.center_id(known.window) if row.handed_up else row.center_id


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None
