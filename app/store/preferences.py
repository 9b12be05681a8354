"""Settings of one person: read whole, written one by one."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from app.store.bulk import upsert_rows
from app.store.database import db
from app.store.tables import PreferenceRow
from app.store.transaction import lock_for_writing


def read_preferences(user_id: int) -> dict[str, str]:
    """What a person has set, by name."""
    chosen = select(PreferenceRow.name, PreferenceRow.value).where(
        PreferenceRow.user_id == user_id
    )
    return {row.name: row.value for row in db.session.execute(chosen)}


def keep_preferences(user_id: int, values: Mapping[str, str]) -> None:
    """Set these; the others stay."""
    lock_for_writing()
    rows = [
        {"user_id": user_id, "name": name, "value": value}
        for name, value in values.items()
    ]
    upsert_rows(PreferenceRow, rows, ("value",))
