"""A loaded register made larger inside the database: the same cases again and again.

For a million cases. The copies carry other ids and numbers; their chains are those of
the first ones and prove nothing any more.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, select, text

from app.store.bulk import insert_rows, table_of
from app.store.database import db, is_postgresql
from app.store.personal_data import SEALED, opened, sealed
from app.store.tables import (
    ClockRow,
    ComplainantRow,
    ComplaintRow,
    EntryRow,
    EscalationRow,
    SupervisionNoticeRow,
    TicketRow,
)
from app.store.transaction import lock_for_writing, transaction

_BY_TICKET = (
    ComplaintRow,
    EntryRow,
    ClockRow,
    EscalationRow,
    SupervisionNoticeRow,
)
_PEOPLE_AT_ONCE = 5000
_SEQUENCES = 1_000_000  # more notices of a colour than the first cases have


def multiply(loaded: int, times: int) -> None:
    """Bring `loaded` cases with ids from 1 to `times` as many."""
    for turn in range(1, times):
        with transaction():
            lock_for_writing()
            _copy(table_of(TicketRow), loaded, turn)
            for row_class in _BY_TICKET:
                _copy(table_of(row_class), loaded, turn)
            _copy_people(loaded, turn)
    with transaction():
        lock_for_writing()
        _let_count_go_on(loaded * times)


def _copy(table: Table, loaded: int, turn: int) -> None:
    shift = loaded * turn
    key = "id" if table.name == "tickets" else "ticket_id"
    expressions = {column.name: column.name for column in table.columns}
    expressions[key] = f"{key} + {shift}"
    if table.name == "tickets":
        expressions["number"] = f"substr(number, 1, 5) || (id + {shift})"
        expressions["filing_key"] = f"'bench-' || (id + {shift})"
    elif not table.columns["ticket_id"].primary_key:
        del expressions["id"]
    if table.name == "supervision_notices":
        expressions["sequence"] = f"sequence + {turn * _SEQUENCES}"
    into, what = ", ".join(expressions), ", ".join(expressions.values())
    db.session.execute(
        text(
            f"INSERT INTO {table.name} ({into})"
            f" SELECT {what} FROM {table.name} WHERE {key} <= {loaded}"
        )
    )


def _copy_people(loaded: int, turn: int) -> None:
    """What is sealed is bound to its row: opened and sealed again for the copy."""
    names = [column.name for column in table_of(ComplainantRow).columns]
    for first in range(1, loaded + 1, _PEOPLE_AT_ONCE):
        some = ComplainantRow.ticket_id.between(
            first, min(first + _PEOPLE_AT_ONCE - 1, loaded)
        )
        rows = db.session.execute(select(*table_of(ComplainantRow).columns).where(some))
        insert_rows(
            ComplainantRow,
            [_moved(dict(zip(names, row, strict=True)), loaded * turn) for row in rows],
        )


def _moved(row: dict[str, Any], shift: int) -> dict[str, Any]:
    ticket_id = row["ticket_id"]
    person = {name: opened(ticket_id, name, row[name]) for name in SEALED}
    moved = ticket_id + shift
    return {
        **row,
        "ticket_id": moved,
        **sealed(moved, row["district_id"], person),
    }


def _let_count_go_on(count: int) -> None:
    counter = text("UPDATE counters SET value = :value WHERE name = 'ticket'")
    db.session.execute(counter, {"value": count})
    many = text("UPDATE counters SET value = 100000000 WHERE name LIKE 'notice%'")
    db.session.execute(many)
    if is_postgresql():
        last = text("SELECT setval(pg_get_serial_sequence('tickets', 'id'), :last)")
        db.session.execute(last, {"last": count})


def refresh_statistics() -> None:
    """What PostgreSQL does by itself in a while, now; SQLite is never told."""
    if not is_postgresql():
        return
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as link:
        link.exec_driver_sql("ANALYZE")
