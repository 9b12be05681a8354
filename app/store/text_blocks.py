"""Text blocks of a department: kept, changed, taken off the list and put back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from app.store.bulk import insert_rows
from app.store.database import db
from app.store.tables import TextBlockRow
from app.store.transaction import lock_for_writing


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One text block. use: a TextUse"""

    id: int
    use: str
    title: str
    text: str
    written_by: str


@dataclass(frozen=True, slots=True)
class Words:
    """What a block says."""

    use: str
    title: str
    text: str


def list_blocks(department_id: int) -> list[TextBlock]:
    """The blocks of a department, by what they are for, then by title."""
    row = TextBlockRow
    chosen = (
        select(row.id, row.use, row.title, row.text, row.written_by)
        .where(row.department_id == department_id, row.removed_at.is_(None))
        .order_by(row.use, row.title, row.id)
    )
    return [TextBlock(*found) for found in db.session.execute(chosen)]


def count_blocks(department_id: int) -> int:
    """How many there are on the list."""
    chosen = select(func.count()).where(
        TextBlockRow.department_id == department_id, TextBlockRow.removed_at.is_(None)
    )
    return db.session.execute(chosen).scalar_one()


def add_blocks(
    department_id: int, new: Sequence[Words], written_by: str, now: datetime
) -> None:
    """Put blocks on the list of a department."""
    lock_for_writing()
    rows = [
        {
            "department_id": department_id,
            "use": one.use,
            "title": one.title,
            "text": one.text,
            "written_by": written_by,
            "written_at": now,
            "removed_at": None,
        }
        for one in new
    ]
    insert_rows(TextBlockRow, rows)


def change_block(
    department_id: int, block_id: int, words: Words, written_by: str, now: datetime
) -> bool:
    """Say it in other words; False when the department has no such block."""
    return _changed(
        department_id,
        block_id,
        use=words.use,
        title=words.title,
        text=words.text,
        written_by=written_by,
        written_at=now,
    )


def mark_removed(department_id: int, block_id: int, at: datetime | None) -> bool:
    """Take it off the list, or put it back: at None. False when there is none."""
    return _changed(department_id, block_id, removed_at=at)


def _changed(department_id: int, block_id: int, **values: object) -> bool:
    lock_for_writing()
    changed = (
        update(TextBlockRow)
        .where(TextBlockRow.id == block_id, TextBlockRow.department_id == department_id)
        .values(**values)
        .returning(TextBlockRow.id)
    )
    return db.session.execute(changed).first() is not None
