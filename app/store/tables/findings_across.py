"""Findings that rest on several cases: no hearing, no points, no name of a person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.terms import AcrossCode, CauseCode
from app.store.base import Base, Hash, Id, RowId


class AcrossFindingRow(Base):
    """One finding across cases (跨工单疑点); never changed, never deleted.

    subject:       with code and period what nobody finds twice, see
                   domain.findings.across.Key
    department_id: whose closings they are; None for R1
    matter, cause: of R1; empty and None where it says nothing of them
    rules_hash:    the rules that found it
    """

    __tablename__ = "across_findings"
    __table_args__ = (
        UniqueConstraint("district_id", "code", "subject", "period"),
        Index("ix_across_findings_code", "district_id", "code", "id"),
    )

    id: Mapped[RowId]
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    code: Mapped[AcrossCode]
    subject: Mapped[str]
    period: Mapped[str]
    department_id: Mapped[Id | None] = mapped_column(ForeignKey("departments.id"))
    matter: Mapped[str]
    cause: Mapped[CauseCode | None]
    rules_hash: Mapped[Hash]
    found_at: Mapped[datetime]


class AcrossCaseRow(Base):
    """A case that such a finding rests on.

    is_hit: of M3, was it closed at the last minute? Of R1 always true
    """

    __tablename__ = "across_cases"

    finding_id: Mapped[Id] = mapped_column(
        ForeignKey("across_findings.id"), primary_key=True, autoincrement=False
    )
    ticket_id: Mapped[Id] = mapped_column(
        ForeignKey("tickets.id"), primary_key=True, autoincrement=False, index=True
    )
    is_hit: Mapped[bool]
