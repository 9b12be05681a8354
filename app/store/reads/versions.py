"""The rule files and calendars that ever judged a ticket."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import literal, select

from app.store.database import db
from app.store.tables import CalendarVersionRow, RuleVersionRow


@dataclass(frozen=True, slots=True)
class Version:
    """One rule file or calendar. title: empty for a calendar"""

    hash: str
    title: str
    first_used_at: datetime


def list_rule_versions(limit: int = 20) -> list[Version]:
    """Rule files, the latest first."""
    row = RuleVersionRow
    chosen = select(row.hash, row.title, row.first_used_at)
    rows = db.session.execute(chosen.order_by(row.first_used_at.desc()).limit(limit))
    return [Version(*found) for found in rows]


def list_calendar_versions(limit: int = 20) -> list[Version]:
    """Calendars, the latest first."""
    row = CalendarVersionRow
    chosen = select(row.hash, literal(""), row.first_used_at)
    rows = db.session.execute(chosen.order_by(row.first_used_at.desc()).limit(limit))
    return [Version(*found) for found in rows]
