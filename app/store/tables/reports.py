"""Reports: the runs that make them, and each report with its files."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.terms import ReportScope
from app.store.base import Base, Hash, Id, LongText, RowId


class ReportRunRow(Base):
    """All reports of one period, ordered at once and made one after the other.

    The unique key makes one edition of a period once, whoever orders it.

    edition:    1, 2, ... of the period
    ordered_by: sign-in name, or the timer's
    total:      how many reports there will be; None until it was looked
    made:       how many there are
    tries:      how often making one of them failed; fault: the last one's words
    ended_at:   when all were made, or when it was given up or stopped
    stopped_by: who stopped it before its end; None for nobody
    """

    __tablename__ = "report_runs"
    __table_args__ = (
        UniqueConstraint("district_id", "period", "edition"),
        Index(
            "ix_report_runs_open",
            "id",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[RowId]
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    period: Mapped[str]
    edition: Mapped[int]
    ordered_by: Mapped[str]
    ordered_at: Mapped[datetime]
    total: Mapped[int | None]
    made: Mapped[int]
    tries: Mapped[int]
    fault: Mapped[str]
    ended_at: Mapped[datetime | None]
    stopped_by: Mapped[str | None]


class ReportRow(Base):
    """One report of one run, about one district, center or department.

    code:    of the center or department; empty for the district
    content: what it says in Chinese, see reports.periodic.shape; hash: of it
    english: the same in English; empty in what was made before it was told so
    xlsx, docx: SHA-256 of its files
    """

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("run_id", "scope", "code"),
        Index("ix_reports_scope", "district_id", "scope", "code", "id"),
    )

    id: Mapped[RowId]
    run_id: Mapped[Id] = mapped_column(ForeignKey("report_runs.id"))
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    scope: Mapped[ReportScope]
    code: Mapped[str]
    content: Mapped[LongText]
    english: Mapped[LongText] = mapped_column(server_default=text("''"))
    hash: Mapped[Hash]
    xlsx: Mapped[Hash]
    docx: Mapped[Hash]
    made_at: Mapped[datetime]
