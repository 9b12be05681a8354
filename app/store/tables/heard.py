"""The columns of whatever is heard and ruled on: escalations and findings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.terms import Ground, ReviewStatus
from app.store.base import Id


class Heard:
    """How far the procedure on a flag is; see `domain.hearing.Hearing`.

    The status stands with each table: a yellow light has none. reviewed_at: when the
    first ruling came, whose word is `ruling`
    """

    told_at: Mapped[datetime | None]
    statement_due_at: Mapped[datetime | None]
    stated_at: Mapped[datetime | None]
    ruling_due_at: Mapped[datetime | None]
    ruling: Mapped[ReviewStatus | None]
    ground: Mapped[Ground | None]
    reviewed_by_id: Mapped[Id | None] = mapped_column(ForeignKey("users.id"))
    reviewed_at: Mapped[datetime | None]
    objection_due_at: Mapped[datetime | None]
    objected_at: Mapped[datetime | None]
    decision_due_at: Mapped[datetime | None]
    decided_by_id: Mapped[Id | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]
