"""How many requests callers make: counted by the minute, for all workers together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import case, delete
from sqlalchemy.dialects import postgresql, sqlite

from app.store.bulk import table_of
from app.store.database import db, is_postgresql
from app.store.tables import ApiCountRow
from app.store.transaction import lock_for_writing


def count_requests(callers: Sequence[str], minute: int) -> dict[str, int]:
    """Count one request of each of these callers in a minute.

    Callers are counted in one order, so that two requests at once wait for each other
    and never lock one another out.

    minute:  minutes since 1970
    returns: how many each has made in that minute, this one included
    """
    lock_for_writing()
    rows = [{"caller": one, "minute": minute, "count": 1} for one in sorted(callers)]
    counted = {row[0]: int(row[1]) for row in db.session.execute(_rise(rows))}
    if 1 in counted.values():
        old = delete(ApiCountRow).where(ApiCountRow.minute < minute - 1)
        db.session.execute(old, execution_options={"synchronize_session": False})
    return counted


def _rise(rows: list[dict[str, Any]]) -> Any:
    table = table_of(ApiCountRow)
    dialect = postgresql if is_postgresql() else sqlite
    new = dialect.insert(table).values(rows)
    same_minute = table.c.minute == new.excluded.minute
    return new.on_conflict_do_update(
        index_elements=["caller"],
        set_={
            "count": case((same_minute, table.c.count + 1), else_=1),
            "minute": new.excluded.minute,
        },
    ).returning(table.c.caller, table.c["count"])
