"""Numbers without gaps: case numbers and the numbers of supervision notices.

A number is taken in the transaction that uses it; if that is rolled back, so is the
number. Who comes second waits until the first has ended.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from sqlalchemy.dialects import postgresql, sqlite

from app.store.bulk import table_of
from app.store.database import db, is_postgresql
from app.store.tables import CounterRow

Counter: TypeAlias = tuple[int, str, int]
"""district_id, name, year."""

TICKET = "ticket"
ARCHIVE = "archive"


def take_number(district_id: int, name: str, year: int) -> int:
    """Take the next number, beginning with 1."""
    counter = (district_id, name, year)
    return take_numbers({counter: 1})[counter]


def take_numbers(wanted: Mapping[Counter, int]) -> dict[Counter, int]:
    """Take several numbers of several counters in one statement.

    wanted:  how many of each, at least 1
    returns: the first number taken of each
    """
    if not wanted:
        return {}
    rows = [
        {"district_id": counter[0], "name": counter[1], "year": counter[2], "value": n}
        for counter, n in sorted(wanted.items())
    ]
    last = {
        (row.district_id, row.name, row.year): row.value
        for row in db.session.execute(_rise(rows))
    }
    return {counter: last[counter] - n + 1 for counter, n in wanted.items()}


def _rise(rows: list[dict[str, object]]) -> Any:
    table = table_of(CounterRow)
    dialect = postgresql if is_postgresql() else sqlite
    new = dialect.insert(table).values(rows)
    return new.on_conflict_do_update(
        index_elements=["district_id", "name", "year"],
        set_={"value": table.c.value + new.excluded.value},
    ).returning(table.c.district_id, table.c.name, table.c.year, table.c.value)
