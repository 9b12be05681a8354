"""What a person has read of the messages to their audiences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.store.bulk import table_of
from app.store.database import db, is_postgresql
from app.store.tables import NoticeReadRow, UserRow
from app.store.transaction import lock_for_writing


def mark_read(user_id: int, notice_ids: Sequence[int]) -> None:
    """The person has read these messages; reading twice changes nothing."""
    if not notice_ids:
        return
    lock_for_writing()
    dialect: Any = postgresql if is_postgresql() else sqlite
    rows = [{"user_id": user_id, "notice_id": one} for one in notice_ids]
    new = dialect.insert(table_of(NoticeReadRow)).values(rows)
    db.session.execute(new.on_conflict_do_nothing())


def mark_all_read(user_id: int, up_to: int) -> None:
    """The person has read everything up to the message of that id."""
    lock_for_writing()
    person = update(table_of(UserRow)).where(
        UserRow.id == user_id, UserRow.read_up_to < up_to
    )
    db.session.execute(person.values(read_up_to=up_to))
    db.session.execute(
        delete(table_of(NoticeReadRow)).where(
            NoticeReadRow.user_id == user_id, NoticeReadRow.notice_id <= up_to
        )
    )


def mark_unread(user_id: int, notice_id: int) -> None:
    """The person has not read this one after all."""
    lock_for_writing()
    db.session.execute(
        delete(table_of(NoticeReadRow)).where(
            NoticeReadRow.user_id == user_id, NoticeReadRow.notice_id == notice_id
        )
    )


def read_up_to(user_id: int) -> int:
    """The id up to which the person has read everything; 0 for nothing."""
    chosen = select(UserRow.read_up_to).where(UserRow.id == user_id)
    return db.session.execute(chosen).scalar_one()


def unread_from(user_id: int, up_to: int) -> None:
    """The person has read everything up to that id, and what came later not."""
    lock_for_writing()
    person = update(table_of(UserRow)).where(
        UserRow.id == user_id, UserRow.read_up_to > up_to
    )
    db.session.execute(person.values(read_up_to=up_to))
