"""The timeline, which is the record, and the clocks, which it moves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.figures import patterns
from app.domain.terms import ClockName, Colour, EntryKind, Role
from app.store.base import Base, Hash, Id, LongText, RowId

EMPTY = text("''")

# Clocks that ask somebody to act. A passed return window asks nobody.
TO_DO = text("stopped_at IS NULL AND due_at IS NOT NULL AND name <> 'return'")


def _quoted(codes: Iterable[StrEnum]) -> str:
    return ", ".join(f"'{code}'" for code in sorted(codes))


# What the patterns of a period are counted from (domain.figures.patterns), found by moment.
PATTERN_ENTRIES = f"kind IN ({_quoted(patterns.PATTERN_KINDS)})"
PATTERN_CLOCKS = f"name IN ({_quoted(patterns.PATTERN_CLOCKS)})"


class EntryRow(Base):
    """One entry of a ticket's timeline.

    Never updated, never deleted: the database refuses it by trigger. Each hash covers
    the one before it, see domain.proof.integrity.
    """

    __tablename__ = "ticket_events"
    __table_args__ = (
        UniqueConstraint("ticket_id", "seq"),
        Index(
            "ix_ticket_events_patterns",
            "at",
            sqlite_where=text(PATTERN_ENTRIES),
            postgresql_where=text(PATTERN_ENTRIES),
        ),
    )

    id: Mapped[RowId]
    ticket_id: Mapped[Id] = mapped_column(ForeignKey("tickets.id"))
    seq: Mapped[int]
    kind: Mapped[EntryKind]
    at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    actor_id: Mapped[Id | None] = mapped_column(ForeignKey("users.id"))
    actor_name: Mapped[str]
    role: Mapped[Role]
    department: Mapped[str | None]
    payload: Mapped[LongText]
    previous_hash: Mapped[Hash]
    hash: Mapped[Hash]


class ClockRow(Base):
    """One limit running, or having run, on a ticket, as the timeline says now.

    rules_hash, calendar_hash: what made its limit: in force when it started, or when a
                               change of the rules or the calendar moved it
    """

    __tablename__ = "clocks"
    __table_args__ = (
        Index(
            "ix_clocks_to_do",
            "department_id",
            "due_at",
            "ticket_id",
            sqlite_where=TO_DO,
            postgresql_where=TO_DO,
        ),
        Index(
            "ix_clocks_to_do_name",
            "department_id",
            "name",
            "due_at",
            sqlite_where=TO_DO,
            postgresql_where=TO_DO,
        ),
        Index(
            "ix_clocks_patterns",
            "stopped_at",
            sqlite_where=text(PATTERN_CLOCKS),
            postgresql_where=text(PATTERN_CLOCKS),
        ),
    )

    ticket_id: Mapped[Id] = mapped_column(
        ForeignKey("tickets.id"), primary_key=True, autoincrement=False
    )
    name: Mapped[ClockName] = mapped_column(primary_key=True)
    cycle: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    department_id: Mapped[Id | None] = mapped_column(ForeignKey("departments.id"))
    started_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    colour: Mapped[Colour | None]
    rules_hash: Mapped[Hash] = mapped_column(server_default=EMPTY)
    calendar_hash: Mapped[Hash] = mapped_column(server_default=EMPTY)
