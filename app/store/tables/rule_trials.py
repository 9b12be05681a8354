"""Back-tests of a draft on the whole register, worked through by the timer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, Hash, Id, LongText, RowId


class RuleTrialRow(Base):
    """One back-test. Kept as the last that was said of the draft.

    rules_hash: version in force that the draft is compared with
    ordered_by: sign-in name
    total:      cases there were when it began; None until then
    done:       of them tried; last_id: of the last one's row
    content:    what came of it so far, see domain.backtest_text
    tries:      how often it failed; fault: the last failure, one word
    stopped_by: who ended it before its end; None for nobody
    ended_at:   when all were tried, or it was stopped or given up
    """

    __tablename__ = "rule_trials"
    __table_args__ = (
        Index("ix_rule_trials_draft_id", "draft_id", "id"),
        Index(
            "ix_rule_trials_open",
            "id",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[RowId]
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    draft_id: Mapped[Id] = mapped_column(ForeignKey("rule_drafts.id"))
    rules_hash: Mapped[Hash]
    ordered_by: Mapped[str]
    ordered_at: Mapped[datetime]
    total: Mapped[int | None]
    done: Mapped[int]
    last_id: Mapped[Id]
    content: Mapped[LongText]
    tries: Mapped[int]
    fault: Mapped[str]
    stopped_by: Mapped[str | None]
    ended_at: Mapped[datetime | None]
