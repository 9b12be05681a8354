"""Filters that a person gave a name: kept, taken away, put back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, func, select, update

from app.store.bulk import insert_rows
from app.store.database import ask, db
from app.store.tables import SavedFilterRow
from app.store.transaction import lock_for_writing


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """One filter. place: the list, as its endpoint; query: of its address"""

    id: int
    place: str
    name: str
    query: str


def list_filters(user_id: int, place: str) -> list[SavedFilter]:
    """The filters of a person for one list, in the order in which they were kept."""
    found = ask(_of_person(), {"user": user_id, "place": place})
    return [SavedFilter(*one) for one in found.all()]


@cache  # every list asks it
def _of_person() -> Select[int, str, str, str]:
    row = SavedFilterRow
    return (
        select(row.id, row.place, row.name, row.query)
        .where(
            row.user_id == bindparam("user"),
            row.place == bindparam("place"),
            row.removed_at.is_(None),
        )
        .order_by(row.id)
    )


def count_filters(user_id: int) -> int:
    """How many a person has kept."""
    chosen = select(func.count()).where(
        SavedFilterRow.user_id == user_id, SavedFilterRow.removed_at.is_(None)
    )
    return db.session.execute(chosen).scalar_one()


def add_filter(user_id: int, place: str, name: str, query: str, now: datetime) -> None:
    """Keep one more."""
    lock_for_writing()
    row = {
        "user_id": user_id,
        "place": place,
        "name": name,
        "query": query,
        "saved_at": now,
        "removed_at": None,
    }
    insert_rows(SavedFilterRow, [row])


def mark_removed(user_id: int, filter_id: int, at: datetime | None) -> bool:
    """Take one away, or put it back: at None. False when the person has no such one."""
    lock_for_writing()
    changed = (
        update(SavedFilterRow)
        .where(SavedFilterRow.id == filter_id, SavedFilterRow.user_id == user_id)
        .values(removed_at=at)
        .returning(SavedFilterRow.id)
    )
    return db.session.execute(changed).first() is not None
