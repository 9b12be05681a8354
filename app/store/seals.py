"""Daily seals written and read, with the hashes of the entries they cover.

After the entries a seal covers rows of other tables, see store.sealed_rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, or_, select

from app.domain.proof.seals import Seal
from app.store import directory
from app.store.bulk import insert_row, insert_rows
from app.store.database import db, is_postgresql
from app.store.sealed_rows import Leaf, add_rows
from app.store.tables import DistrictRow, EntryRow, SealRow, SealSpanRow, TicketRow
from app.store.transaction import lock_for_writing


@dataclass(frozen=True, slots=True)
class Unsealed:
    """An entry as a seal knows it. number: of its ticket."""

    ticket_id: int
    number: str
    seq: int
    hash: str


def hold_seals(district_id: int) -> None:
    """Let nobody else seal this district until the transaction ends."""
    lock_for_writing()
    if is_postgresql():
        row = select(DistrictRow.id).where(DistrictRow.id == district_id)
        db.session.execute(row.with_for_update(key_share=True))


def last_seal(district_id: int) -> Seal | None:
    """The last seal of a district; None before the first."""
    newest = _of(district_id).order_by(SealRow.sequence.desc()).limit(1)
    found = [_seal(row) for row in db.session.execute(newest)]
    return found[0] if found else None


def list_seals(district_id: int, after: int = 0) -> list[Seal]:
    """The seals of a district in their order. after: leave out up to this sequence"""
    chosen = _of(district_id).where(SealRow.sequence > after)
    rows = db.session.execute(chosen.order_by(SealRow.sequence))
    return [_seal(row) for row in rows]


def unsealed_entries(district_id: int, most: int) -> list[Unsealed]:
    """Entries that no seal covers, as one statement sees them, ticket by ticket.

    Asked by what is sealed of each ticket, not by row ids: of two writers the one with
    the lower ids may commit later.
    """
    sealed = (
        select(SealSpanRow.ticket_id, func.max(SealSpanRow.last_seq).label("seq"))
        .group_by(SealSpanRow.ticket_id)
        .subquery()
    )
    chosen = (
        select(EntryRow.ticket_id, TicketRow.number, EntryRow.seq, EntryRow.hash)
        .join(TicketRow, TicketRow.id == EntryRow.ticket_id)
        .outerjoin(sealed, sealed.c.ticket_id == EntryRow.ticket_id)
        .where(
            TicketRow.district_id == district_id,
            or_(sealed.c.seq.is_(None), EntryRow.seq > sealed.c.seq),
        )
        .order_by(EntryRow.ticket_id, EntryRow.seq)
        .limit(most)
    )
    return [Unsealed(*row) for row in db.session.execute(chosen)]


def add_seal(
    district_id: int, seal: Seal, covered: Iterable[Unsealed], rows: Iterable[Leaf]
) -> None:
    """Write a seal and what it covers."""
    row = {**seal.as_mapping(), "sealed_at": seal.sealed_at, "district_id": district_id}
    del row["district"]
    seal_id = insert_row(SealRow, row)
    insert_rows(SealSpanRow, _spans(seal_id, covered))
    add_rows(seal_id, rows)


def sealed_entries(district_id: int, sequence: int) -> list[Unsealed]:
    """The entries that a seal covers, as they stand now, by ticket number and seq."""
    span = SealSpanRow
    chosen = (
        select(EntryRow.ticket_id, TicketRow.number, EntryRow.seq, EntryRow.hash)
        .join(TicketRow, TicketRow.id == EntryRow.ticket_id)
        .join(
            span,
            and_(
                span.ticket_id == EntryRow.ticket_id,
                EntryRow.seq.between(span.first_seq, span.last_seq),
            ),
        )
        .join(SealRow, SealRow.id == span.seal_id)
        .where(SealRow.district_id == district_id, SealRow.sequence == sequence)
    )
    return in_order(Unsealed(*row) for row in db.session.execute(chosen))


def seals_of_ticket(ticket_id: int) -> list[int]:
    """The sequences of the seals that cover entries of a ticket, in their order."""
    chosen = (
        select(SealRow.sequence)
        .join(SealSpanRow, SealSpanRow.seal_id == SealRow.id)
        .where(SealSpanRow.ticket_id == ticket_id)
        .order_by(SealRow.sequence)
    )
    return list(db.session.scalars(chosen))


def gaps(district_id: int) -> list[str]:
    """Numbers of tickets of which entries were left out, sealed twice, or sealed before
    there were any."""
    span = SealSpanRow
    covered = func.sum(span.last_seq - span.first_seq + 1)
    chosen = (
        select(TicketRow.number)
        .join(span, span.ticket_id == TicketRow.id)
        .where(TicketRow.district_id == district_id)
        .group_by(TicketRow.id, TicketRow.number, TicketRow.entry_count)
        .having(
            or_(
                func.min(span.first_seq) != 1,
                covered != func.max(span.last_seq),
                covered > TicketRow.entry_count,
            )
        )
        .order_by(TicketRow.number)
    )
    return list(db.session.scalars(chosen))


def in_order(entries: Iterable[Unsealed]) -> list[Unsealed]:
    """In the order in which a seal covers them, whatever the database sorts by."""
    return sorted(entries, key=lambda one: (one.number, one.seq))


def _spans(seal_id: int, covered: Iterable[Unsealed]) -> Sequence[dict[str, Any]]:
    seqs: dict[int, list[int]] = {}
    for one in covered:
        seqs.setdefault(one.ticket_id, []).append(one.seq)
    return [
        {
            "seal_id": seal_id,
            "ticket_id": ticket_id,
            "first_seq": min(found),
            "last_seq": max(found),
        }
        for ticket_id, found in seqs.items()
    ]


def _of(district_id: int) -> Any:
    return select(SealRow).where(SealRow.district_id == district_id)


def _seal(row: Any) -> Seal:
    kept = row.SealRow
    code = directory.district(kept.district_id).code
    return Seal(
        code,
        kept.sequence,
        kept.sealed_at,
        kept.entries,
        kept.root,
        kept.previous_hash,
        kept.hash,
    )
