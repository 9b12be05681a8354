"""Self-filings: left by citizens, listed for a window, decided once.

Name and telephone are sealed, bound to their row by its receipt, and let go of when
the window decides: a ticket has its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from app.domain.terms import SelfFilingState
from app.store.bulk import insert_rows
from app.store.database import Chosen, db, is_postgresql
from app.store.personal_data import keyring
from app.store.tables import SelfFilingRow, ServiceCenterRow, TicketRow
from app.store.transaction import lock_for_writing

S = SelfFilingState
SEALED = ("name", "phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSelfFiling:
    """What a citizen wrote. See SelfFilingRow."""

    district_id: int
    center_id: int
    receipt: str
    left_at: datetime
    name: str
    phone: str
    matter: str
    told: str
    remote: str
    privacy_notice: str
    filing_key: str


@dataclass(frozen=True, slots=True)
class SelfFiling:
    """A self-filing as it stands. number: of the ticket it became, or empty."""

    id: int
    district_id: int
    center: str
    center_name: str
    receipt: str
    left_at: datetime
    state: SelfFilingState
    name: str
    phone: str
    matter: str
    told: str
    decided_at: datetime | None
    reasons: str
    number: str


def add_self_filing(new: NewSelfFiling) -> None:
    """Keep one, to be checked."""
    lock_for_writing()
    row: dict[str, Any] = {name: getattr(new, name) for name in NewSelfFiling.__slots__}
    row |= {
        name: keyring().seal(row[name], _place(name, new.receipt)) for name in SEALED
    }
    beginnings = {"state": S.TO_CHECK, "decided_at": None, "decided_by_id": None}
    insert_rows(
        SelfFilingRow, [{**row, **beginnings, "reasons": "", "ticket_id": None}]
    )


def find_by_receipt(receipt: str) -> SelfFiling | None:
    """The self-filing with this receipt, of whatever district."""
    return _one(_chosen().where(SelfFilingRow.receipt == receipt))


def find_by_form(filing_key: str) -> SelfFiling | None:
    """The self-filing that was left with this form already."""
    return _one(_chosen().where(SelfFilingRow.filing_key == filing_key))


def hold_self_filing(center_id: int, self_filing_id: int) -> SelfFiling | None:
    """One of a window's, in hand until the transaction ends."""
    chosen = _chosen().where(
        SelfFilingRow.id == self_filing_id, SelfFilingRow.center_id == center_id
    )
    if is_postgresql():
        chosen = chosen.with_for_update(of=SelfFilingRow)
    return _one(chosen)


def list_to_check(center_id: int, limit: int = 50) -> list[SelfFiling]:
    """What a window has not checked yet, the oldest first."""
    chosen = _chosen().where(
        SelfFilingRow.center_id == center_id, SelfFilingRow.state == S.TO_CHECK
    )
    ordered = chosen.order_by(SelfFilingRow.left_at, SelfFilingRow.id).limit(limit)
    return [_opened(row) for row in db.session.execute(ordered)]


def list_with_words(center_id: int, told: str) -> list[SelfFiling]:
    """Those of a window that say just this and are not checked yet."""
    chosen = _chosen().where(
        SelfFilingRow.center_id == center_id,
        SelfFilingRow.state == S.TO_CHECK,
        SelfFilingRow.told == told,
    )
    return [_opened(row) for row in db.session.execute(chosen)]


def count_from(remote: str, since: datetime) -> int:
    """How many were left from an address since then."""
    counted = select(func.count()).where(
        SelfFilingRow.remote == remote, SelfFilingRow.left_at >= since
    )
    return db.session.execute(counted.select_from(SelfFilingRow)).scalar_one()


def decide(
    self_filing_id: int,
    state: SelfFilingState,
    at: datetime,
    by_id: int | None,
    *,
    reasons: str = "",
    ticket_id: int | None = None,
) -> None:
    """Keep the decision, and let go of who it was."""
    lock_for_writing()
    row = update(SelfFilingRow).where(SelfFilingRow.id == self_filing_id)
    db.session.execute(
        row.values(
            state=state,
            decided_at=at,
            decided_by_id=by_id,
            reasons=reasons,
            ticket_id=ticket_id,
            name="",
            phone="",
        )
    )


def seal_again() -> None:
    """Seal under the current key what an older one sealed. raises: CannotOpen"""
    rows = db.session.execute(
        select(
            SelfFilingRow.id,
            SelfFilingRow.receipt,
            SelfFilingRow.name,
            SelfFilingRow.phone,
        ).where(SelfFilingRow.name != "")
    ).all()
    for row in rows:
        anew = {
            name: keyring().seal(_open(getattr(row, name), name, row.receipt), place)
            for name in SEALED
            for place in (_place(name, row.receipt),)
            if not keyring().is_current(getattr(row, name))
        }
        if anew:
            own = update(SelfFilingRow).where(SelfFilingRow.id == row.id)
            db.session.execute(own.values(**anew))


def _place(column: str, receipt: str) -> str:
    return f"self_filings.{column}/{receipt}"


def _open(value: str, column: str, receipt: str) -> str:
    return keyring().open(value, _place(column, receipt))


def _chosen() -> Chosen:
    row = SelfFilingRow
    return (
        select(
            row.id,
            row.district_id,
            ServiceCenterRow.code,
            ServiceCenterRow.name.label("center_name"),
            row.receipt,
            row.left_at,
            row.state,
            row.name,
            row.phone,
            row.matter,
            row.told,
            row.decided_at,
            row.reasons,
            func.coalesce(TicketRow.number, "").label("number"),
        )
        .join(ServiceCenterRow, ServiceCenterRow.id == row.center_id)
        .outerjoin(TicketRow, TicketRow.id == row.ticket_id)
    )


def _one(chosen: Any) -> SelfFiling | None:
    row = db.session.execute(chosen).one_or_none()
    return None if row is None else _opened(row)


def _opened(row: Any) -> SelfFiling:
    return SelfFiling(
        row.id,
        row.district_id,
        row.code,
        row.center_name,
        row.receipt,
        row.left_at,
        row.state,
        _open(row.name, "name", row.receipt),
        _open(row.phone, "phone", row.receipt),
        row.matter,
        row.told,
        row.decided_at,
        row.reasons,
        row.number,
    )
