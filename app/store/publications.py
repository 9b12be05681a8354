"""Publications and their drafts, written and read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from app.domain.errors import NotFound
from app.store.bulk import insert_row, insert_rows
from app.store.counters import take_number
from app.store.database import Chosen, db, is_postgresql
from app.store.tables import PublicationDraftRow, PublicationRow
from app.store.transaction import lock_for_writing

COUNTER, EVERY_YEAR = "publication", 0


@dataclass(frozen=True, slots=True)
class Draft:
    """One prepared publication. number: of the publication it became, or None"""

    id: int
    period: str
    content: str
    hash: str
    corrects: int | None
    reason: str
    prepared_by: str
    prepared_at: datetime
    discarded_at: datetime | None
    number: int | None

    @property
    def is_open(self) -> bool:
        """May it still go out?"""
        return self.discarded_at is None and self.number is None


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication. corrected_by: number of the next one of its period, or None"""

    number: int
    period: str
    content: str
    hash: str
    corrects: int | None
    reason: str
    prepared_by: str
    approved_by: str
    published_at: datetime
    corrected_by: int | None


def add_draft(
    district_id: int,
    period: str,
    content: str,
    content_hash: str,
    corrects: int | None,
    reason: str,
    by: str,
    now: datetime,
) -> int:
    """Write a draft. returns: its number"""
    lock_for_writing()
    row = {
        "district_id": district_id,
        "period": period,
        "content": content,
        "hash": content_hash,
        "corrects": corrects,
        "reason": reason,
        "prepared_by": by,
        "prepared_at": now,
    }
    return insert_row(PublicationDraftRow, row)


def mark_discarded(draft_id: int, at: datetime | None) -> None:
    """Give a draft up, or take it back: at None."""
    lock_for_writing()
    row = PublicationDraftRow
    given_up = update(row).where(row.id == draft_id).values(discarded_at=at)
    db.session.execute(given_up)


def add_publication(district_id: int, draft: Draft, by: str, now: datetime) -> int:
    """Let a draft go out. returns: its number"""
    lock_for_writing()
    number = take_number(district_id, COUNTER, EVERY_YEAR)
    row = {
        "district_id": district_id,
        "number": number,
        "draft_id": draft.id,
        "period": draft.period,
        "content": draft.content,
        "hash": draft.hash,
        "corrects": draft.corrects,
        "reason": draft.reason,
        "prepared_by": draft.prepared_by,
        "approved_by": by,
        "published_at": now,
    }
    insert_rows(PublicationRow, [row])
    return number


def get_draft(district_id: int, draft_id: int) -> Draft:
    """One draft, or what it became. raises: NotFound publication.unknown"""
    row = PublicationDraftRow
    chosen = _drafts().where(row.district_id == district_id, row.id == draft_id)
    found = db.session.execute(chosen).first()
    if found is None:
        raise NotFound("publication.unknown")
    return Draft(*found)


def hold_draft(district_id: int, draft_id: int) -> Draft:
    """One draft, alone until the transaction ends: of two who act on it at once, the
    second finds what the first did. raises: NotFound publication.unknown"""
    lock_for_writing()
    if is_postgresql():
        row = PublicationDraftRow
        held = select(row.id).where(row.id == draft_id).with_for_update()
        db.session.execute(held)
    return get_draft(district_id, draft_id)


def list_drafts(district_id: int) -> list[Draft]:
    """The drafts that may still go out, the latest first."""
    row = PublicationDraftRow
    chosen = _drafts().where(
        row.district_id == district_id,
        row.discarded_at.is_(None),
        PublicationRow.number.is_(None),
    )
    found = db.session.execute(chosen.order_by(row.id.desc()))
    return [Draft(*one) for one in found]


def get_publication(district_id: int, number: int) -> Publication:
    """One publication. raises: NotFound publication.unknown"""
    row = PublicationRow
    chosen = _publications().where(row.district_id == district_id, row.number == number)
    found = db.session.execute(chosen).first()
    if found is None:
        raise NotFound("publication.unknown")
    return Publication(*found)


def list_publications(district_id: int, limit: int = 200) -> list[Publication]:
    """All publications, the latest first."""
    row = PublicationRow
    chosen = _publications().where(row.district_id == district_id)
    found = db.session.execute(chosen.order_by(row.number.desc()).limit(limit))
    return [Publication(*one) for one in found]


def standing_publication(district_id: int, period: str) -> Publication | None:
    """What holds of a period: its last publication; None when there is none."""
    row = PublicationRow
    chosen = _publications().where(row.district_id == district_id, row.period == period)
    found = db.session.execute(chosen.order_by(row.number.desc()).limit(1)).first()
    return None if found is None else Publication(*found)


def _drafts() -> Chosen:
    row, out = PublicationDraftRow, PublicationRow
    return select(
        row.id,
        row.period,
        row.content,
        row.hash,
        row.corrects,
        row.reason,
        row.prepared_by,
        row.prepared_at,
        row.discarded_at,
        out.number,
    ).outerjoin(out, out.draft_id == row.id)


def _publications() -> Chosen:
    row, later = PublicationRow, PublicationRow.__table__.alias("later")
    next_number = (
        select(func.min(later.c.number))
        .where(
            later.c.district_id == row.district_id,
            later.c.period == row.period,
            later.c.number > row.number,
        )
        .scalar_subquery()
    )
    return select(
        row.number,
        row.period,
        row.content,
        row.hash,
        row.corrects,
        row.reason,
        row.prepared_by,
        row.approved_by,
        row.published_at,
        next_number,
    )
