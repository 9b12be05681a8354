"""Drafts of the rule file, and which of them came into force, when, by whom."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, Hash, Id, LongText, RowId


class RuleDraftRow(Base):
    """One draft. Its text is never changed; who changes it writes another.

    hash:         version of what it says
    drafted_by:   sign-in name
    discarded_at: when it was given up; None while it may come into force, or did
    """

    __tablename__ = "rule_drafts"
    __table_args__ = (Index("ix_rule_drafts_district_id", "district_id", "id"),)

    id: Mapped[RowId]
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    hash: Mapped[Hash]
    title: Mapped[str]
    text: Mapped[LongText]
    drafted_by: Mapped[str]
    drafted_at: Mapped[datetime]
    discarded_at: Mapped[datetime | None]


class RuleActivationRow(Base):
    """One draft that came into force. Never updated, never deleted; the last holds.

    activated_by: sign-in name, never the drafter's
    takes_running: did running tickets come under it as well?
    cases:         so many did; moved: of so many a limit moved
    """

    __tablename__ = "rule_activations"
    __table_args__ = (Index("ix_rule_activations_district_id", "district_id", "id"),)

    id: Mapped[RowId]
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    draft_id: Mapped[Id] = mapped_column(ForeignKey("rule_drafts.id"))
    activated_by: Mapped[str]
    activated_at: Mapped[datetime]
    takes_running: Mapped[bool]
    cases: Mapped[int]
    moved: Mapped[int]
