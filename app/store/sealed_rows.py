"""Rows under the daily seals: those that none covers yet, and those that changed since.

A row that goes with the personal data of its case is no fault once these were taken
away: that they were is a row of the access log, and sealed itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, func, literal, select, true
from sqlalchemy import type_coerce as as_kept
from sqlalchemy.orm import InstrumentedAttribute

from app.domain.proof.row_hashes import plain, row_hash
from app.domain.terms import ReviewStatus
from app.store.access_log import AccessAction
from app.store.base import Code
from app.store.bulk import insert_rows
from app.store.database import db
from app.store.reads.discretion import is_open_to_all
from app.store.sealed_kinds import KINDS, RETIRED, SealedKind
from app.store.tables import (
    AccessLogRow,
    DistrictRow,
    EscalationRow,
    FindingRow,
    SealedRow,
    SealRow,
    TicketRow,
)

FETCHED = 1_000  # rows in memory at a time
_UNREADABLE = (ValueError, TypeError, LookupError)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A row as a seal covers it. key: its key's parts, "12/34"."""

    kind: str
    key: str
    hash: str


def unsealed_rows(district_id: int, most: int) -> list[Leaf]:
    """Rows that no seal covers yet, in the order in which one will; at most so many."""
    found: list[Leaf] = []
    for kind in KINDS:
        if len(found) < most:
            found += _unsealed(kind, district_id, most - len(found))
    return _in_order(found)


def add_rows(seal_id: int, covered: Iterable[Leaf]) -> None:
    """Write which rows a seal covers."""
    rows = [
        {"kind": one.kind, "row_key": one.key, "seal_id": seal_id, "hash": one.hash}
        for one in covered
    ]
    insert_rows(SealedRow, rows)


def covered_rows(district_id: int, sequence: int) -> list[Leaf]:
    """The rows that a seal covers, as they were then, in its order."""
    chosen = (
        select(SealedRow.kind, SealedRow.row_key, SealedRow.hash)
        .join(SealRow, SealRow.id == SealedRow.seal_id)
        .where(SealRow.district_id == district_id, SealRow.sequence == sequence)
    )
    return _in_order(Leaf(*row) for row in db.session.execute(chosen))


@dataclass(frozen=True, slots=True)
class SealedOfCase:
    """A sealed row of one case, as it stands now.

    seal:    sequence of the seal that covers it
    values:  by column, JSON can say them; None for what goes with personal data
    """

    leaf: Leaf
    seal: int
    values: Mapping[str, object] | None


def rows_of_ticket(ticket_id: int, *, full: bool) -> list[SealedOfCase]:
    """The rows that the daily seals cover and the evidence file of a case shows.

    full: with what people said of themselves, and how documents are called
    """
    found: list[SealedOfCase] = []
    for kind in KINDS:
        if kind.shown:
            name = "id" if kind.row is TicketRow else "ticket_id"
            is_its = _column(kind.row, name) == ticket_id
            found += _sealed(kind, is_its, full=full)
    return found


def rows_of_flags(
    department_id: int, start: datetime, until: datetime
) -> list[SealedOfCase]:
    """The sealed rows of the flags that stand confirmed against a department in a
    period, and by which account was ruled on each. Without clues, as figures are."""
    found: list[SealedOfCase] = []
    for kind in KINDS:
        row = kind.row
        if row is not EscalationRow and row is not FindingRow:
            continue
        moment = EscalationRow.due_at if row is EscalationRow else FindingRow.since
        is_theirs = and_(
            _column(row, "department_id") == department_id,
            _column(row, "review_status") == ReviewStatus.CONFIRMED,
            is_open_to_all(EscalationRow) if row is EscalationRow else true(),
            moment >= start,
            moment < until,
        )
        found += _sealed(kind, is_theirs, full=False)
    return found


def _sealed(
    kind: SealedKind, wanted: ColumnElement[bool], *, full: bool
) -> Iterator[SealedOfCase]:
    key = _key(kind)
    chosen = (
        select(SealedRow.row_key, SealedRow.hash, SealRow.sequence, *_values(kind))
        .join(SealRow, SealRow.id == SealedRow.seal_id)
        .join(kind.row, SealedRow.row_key == key)
        .where(SealedRow.kind == kind.name, wanted)
        .order_by(SealedRow.row_key)
    )
    for row_key, sealed, sequence, *values in db.session.execute(chosen):
        is_shown = full or not kind.forgets
        if kind.forgets and row_hash(kind.name, row_key, values) != sealed:
            is_shown = False  # the words went with the personal data of the case
        told = dict(zip(kind.columns, map(plain, values), strict=True))
        leaf = Leaf(kind.name, row_key, sealed)
        yield SealedOfCase(leaf, sequence, told if is_shown else None)


def row_faults(
    kinds: Sequence[SealedKind] = KINDS,
) -> Iterator[tuple[Leaf, str]]:
    """Every sealed row that is no longer what was sealed, and what is wrong with it.

    kinds: look at these alone
    """
    forgotten = _forgotten()
    for kind in kinds:
        try:
            faults = [*_faults(kind, _kept(kind), forgotten)]
        except _UNREADABLE:
            faults = [*_faults_one_by_one(kind, forgotten)]
        yield from faults
    yield from _unknown()


def _faults(
    kind: SealedKind, rows: Iterable[Any], forgotten: frozenset[str]
) -> Iterator[tuple[Leaf, str]]:
    for key, sealed, is_there, *values in rows:
        if is_there is None:
            what = "row was removed"
        elif row_hash(kind.name, key, values) != sealed:
            what = "row was changed"
        else:
            continue
        is_gone = kind.forgets and key.partition("/")[0] in forgotten
        if not (is_gone and not any(values)):
            yield Leaf(kind.name, key, sealed), what


def _faults_one_by_one(
    kind: SealedKind, forgotten: frozenset[str]
) -> Iterator[tuple[Leaf, str]]:
    """The slow way, for a table with a row that cannot even be read."""
    sealed = select(SealedRow.row_key).where(SealedRow.kind == kind.name)
    for key in db.session.scalars(sealed).all():
        try:
            yield from [*_faults(kind, _kept(kind, key), forgotten)]
        except _UNREADABLE:
            yield Leaf(kind.name, key, ""), "row cannot be read"


def _unknown() -> Iterator[tuple[Leaf, str]]:
    """Rows sealed under a kind that there is not: somebody renamed them."""
    names = [*(kind.name for kind in KINDS), *RETIRED]
    row = SealedRow
    chosen = select(row.kind, row.row_key, row.hash).where(row.kind.not_in(names))
    for found in db.session.execute(chosen):
        yield Leaf(*found), "kind of row is unknown"


def _unsealed(kind: SealedKind, district_id: int, most: int) -> list[Leaf]:
    key = _key(kind)
    is_sealed = and_(SealedRow.kind == kind.name, SealedRow.row_key == key)
    chosen = (
        select(key.label("row_key"), *_values(kind))
        .select_from(kind.row)
        .outerjoin(SealedRow, is_sealed)
        .where(SealedRow.kind.is_(None), _belongs(kind, district_id))
    )
    if kind.filled:
        chosen = chosen.where(_is_filled(getattr(kind.row, kind.filled)))
    return [
        Leaf(kind.name, key, row_hash(kind.name, key, values))
        for key, *values in db.session.execute(chosen.limit(most))
    ]


def _kept(kind: SealedKind, only: str | None = None) -> Iterable[Any]:
    """What was sealed, and beside it the row as it stands now, if it does."""
    key = _key(kind)
    chosen = (
        select(SealedRow.row_key, SealedRow.hash, key.label("is_there"), *_values(kind))
        .outerjoin(kind.row, SealedRow.row_key == key)
        .where(SealedRow.kind == kind.name)
    )
    if only is not None:
        chosen = chosen.where(SealedRow.row_key == only)
    return db.session.execute(chosen.execution_options(yield_per=FETCHED))


def _belongs(kind: SealedKind, district_id: int) -> ColumnElement[bool]:
    """Is it for this district to seal? What is no district's is for the first one."""
    if kind.of is not None:
        parent, name = kind.of
        theirs = select(_column(parent, "id")).where(
            _column(parent, "district_id") == district_id
        )
        return _column(kind.row, name).in_(theirs)
    first = select(func.min(DistrictRow.id)).scalar_subquery()
    if not hasattr(kind.row, "district_id"):
        return literal(district_id) == first
    own = _column(kind.row, "district_id")
    return func.coalesce(own, first) == district_id


def _key(kind: SealedKind) -> ColumnElement[str]:
    """The parts of the key, as "12/34"."""
    first, *others = (cast(_column(kind.row, name), String) for name in kind.key)
    key: ColumnElement[str] = first
    for part in others:
        key = key + "/" + part
    return key


def _values(kind: SealedKind) -> Sequence[Any]:
    """The sealed columns; codes as they stand, not as members of their table."""
    found = (_column(kind.row, name) for name in kind.columns)
    return [as_kept(c, String) if isinstance(c.type, Code) else c for c in found]


def _column(row: Any, name: str) -> InstrumentedAttribute[Any]:
    column: InstrumentedAttribute[Any] = getattr(row, name)
    return column


def _is_filled(column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    return column != "" if isinstance(column.type, String) else column.is_not(None)


def _forgotten() -> frozenset[str]:
    """Ids of tickets whose personal data were taken away."""
    row = AccessLogRow
    chosen = select(row.ticket_id).where(
        row.action == AccessAction.FORGOTTEN, row.ticket_id.is_not(None)
    )
    return frozenset(str(one) for one in db.session.scalars(chosen))


def _in_order(rows: Iterable[Leaf]) -> list[Leaf]:
    return sorted(rows, key=lambda one: (one.kind, one.key))
