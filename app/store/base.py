"""What every table shares: the declarative base, column types, constraint names.

The registry is explicit, and tables derive from `Base`, not from Flask-SQLAlchemy's
`db.Model`: that one is untyped for strict checking.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any, Generic, TypeVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    String,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry
from sqlalchemy.types import TypeDecorator

from app.domain import terms

E = TypeVar("E", bound=StrEnum)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: kept in UTC, comes back aware on both databases.

    raises: ValueError for a naive datetime
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"the register keeps aware instants, not {value!r}")
        return value.astimezone(UTC)

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], datetime | None]:
        """In one call for each value: a list reads some hundred, figures a million."""
        return _from_text if dialect.name == "sqlite" else _from_instant


def _from_text(value: str | None) -> datetime | None:
    """SQLite keeps UTC, and forgets the zone."""
    if value is None:
        return None
    return datetime.fromisoformat(value).replace(tzinfo=UTC)


def _from_instant(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


class _Members(dict[str | None, Any]):
    """The members of a code table by their values, and None for None; found without a
    call of ours. What is no code is refused as the table itself refuses it."""

    def __init__(self, table: type[StrEnum]) -> None:
        super().__init__({str(one): one for one in table})
        self[None] = None
        self._table = table

    def __missing__(self, value: str) -> Any:
        return self._table(value)


class Code(TypeDecorator[E], Generic[E]):
    """A member of a code table, kept as its stable value."""

    impl = String(40)
    cache_ok = True

    def __init__(self, table: type[E]) -> None:
        super().__init__()
        self.table = table
        self._members = _Members(table)

    def process_bind_param(self, value: E | str | None, dialect: Dialect) -> Any:
        return None if value is None else str(value)

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[str | None], E | None]:
        return self._members.__getitem__

    def coerce_compared_value(self, op: object, value: object) -> Any:
        return self


# SQLite counts rows by itself only in a column declared INTEGER.
Key = BigInteger().with_variant(Integer(), "sqlite")

RowId = Annotated[int, mapped_column(Key, primary_key=True)]
Id = Annotated[int, mapped_column(Key)]
LongText = Annotated[str, mapped_column(Text())]
Hash = Annotated[str, mapped_column(String(64))]
Index128 = Annotated[str, mapped_column(String(32))]

# All code tables: a column that is annotated with one keeps its codes.
CODES: tuple[type[StrEnum], ...] = tuple(
    one
    for one in vars(terms).values()
    if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum
)


class Base(DeclarativeBase):
    """The base of all tables.

    No table declares a relationship: what a page shows is read by one select each,
    so that a template can never cause a query.
    """

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            bool: Boolean(),
            date: Date(),
            datetime: UtcDateTime(),
            int: Integer(),
            str: String(),
            **{table: Code(table) for table in CODES},
        },
    )
