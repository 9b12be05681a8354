"""The rule files and calendars that ever judged a ticket, kept by their hash."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from app.store.base import Base
from app.store.bulk import table_of
from app.store.database import db, is_postgresql
from app.store.tables import CalendarVersionRow, RuleVersionRow
from app.store.transaction import lock_for_writing


def remember_rules(version: str, title: str, text: str, now: datetime) -> None:
    """Keep the text of a rule file, unless it is kept already."""
    row = {"hash": version, "title": title, "text": text, "first_used_at": now}
    _insert_unless_known(RuleVersionRow, row)


def remember_calendar(version: str, content: str, now: datetime) -> None:
    """Keep the content of a calendar, unless it is kept already."""
    row = {"hash": version, "content": content, "first_used_at": now}
    _insert_unless_known(CalendarVersionRow, row)


def rules_text(version: str) -> str:
    """The rule file of that hash. raises: KeyError"""
    kept = select(RuleVersionRow.text).where(RuleVersionRow.hash == version)
    return _found(db.session.execute(kept).scalar_one_or_none(), version)


def calendar_text(version: str) -> str:
    """The calendar of that hash. raises: KeyError"""
    kept = select(CalendarVersionRow.content).where(CalendarVersionRow.hash == version)
    return _found(db.session.execute(kept).scalar_one_or_none(), version)


def _found(text: str | None, version: str) -> str:
    if text is None:
        raise KeyError(version)
    return text


def rule_titles() -> dict[str, str]:
    """Hash to title of every rule file ever used."""
    kept = select(RuleVersionRow.hash, RuleVersionRow.title)
    return {row.hash: row.title for row in db.session.execute(kept)}


def _insert_unless_known(row_class: type[Base], row: dict[str, Any]) -> None:
    lock_for_writing()
    dialect = postgresql if is_postgresql() else sqlite
    new = dialect.insert(table_of(row_class)).values(row)
    db.session.execute(new.on_conflict_do_nothing())
