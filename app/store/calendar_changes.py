"""The calendar as the office changed it: years, single days, weekly hours."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from app.store.bulk import table_of
from app.store.database import db
from app.store.tables import CalendarChangeRow
from app.store.transaction import lock_for_writing

YEAR, DAY, WEEK = "year", "day", "week"
DISTRICT_WIDE = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One change. center: code, empty for the whole district; content: JSON value,
    None to take an earlier change back"""

    subject: str
    key: str
    center: str
    content: Mapping[str, Any] | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MadeChange:
    """A change as it is kept."""

    change: Change
    hash: str
    made_at: datetime
    made_by: str


def changes_in_force(district_id: int) -> list[Change]:
    """The latest change of each subject, key and center."""
    latest = {
        (one.change.subject, one.change.key, one.change.center): one.change
        for one in list_changes(district_id)
    }
    return list(latest.values())


def list_changes(district_id: int) -> list[MadeChange]:
    """All changes of a district, oldest first."""
    row = CalendarChangeRow
    chosen = select(row).where(row.district_id == district_id).order_by(row.id)
    return [_made(found) for found in db.session.scalars(chosen)]


def add_change(district_id: int, change: Change, made_by: str, now: datetime) -> None:
    """Write one change."""
    lock_for_writing()
    content = json.dumps(change.content, ensure_ascii=False, sort_keys=True)
    row = {
        "district_id": district_id,
        "subject": change.subject,
        "key": change.key,
        "center": change.center,
        "content": content,
        "hash": hashlib.sha256(content.encode()).hexdigest(),
        "reason": change.reason,
        "made_at": now,
        "made_by": made_by,
    }
    db.session.execute(insert(table_of(CalendarChangeRow)).values(row))


def _made(row: CalendarChangeRow) -> MadeChange:
    content = json.loads(row.content)
    change = Change(row.subject, row.key, row.center, content, row.reason)
    return MadeChange(change, row.hash, row.made_at, row.made_by)
