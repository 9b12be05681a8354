"""What is published: drafts, and the publications that a second person let go out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, Hash, Id, LongText, RowId


class PublicationDraftRow(Base):
    """One prepared publication. Its content is never changed.

    period:       key of the period
    content:      the snapshot's text, see domain.figures.snapshots; hash: of it
    corrects:     number of the publication it is to correct, or None; reason: why
    prepared_by:  sign-in name
    discarded_at: when it was given up; None while it may go out, or did
    """

    __tablename__ = "publication_drafts"
    __table_args__ = (Index("ix_publication_drafts_district_id", "district_id", "id"),)

    id: Mapped[RowId]
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    period: Mapped[str]
    content: Mapped[LongText]
    hash: Mapped[Hash]
    corrects: Mapped[int | None]
    reason: Mapped[str]
    prepared_by: Mapped[str]
    prepared_at: Mapped[datetime]
    discarded_at: Mapped[datetime | None]


class PublicationRow(Base):
    """One publication, whole. Never updated, never deleted; the last of a period holds.

    number:      in the district, without gaps, from 1
    approved_by: sign-in name, never the preparer's
    """

    __tablename__ = "publications"
    __table_args__ = (
        UniqueConstraint("district_id", "number"),
        UniqueConstraint("draft_id"),
        Index("ix_publications_period", "district_id", "period", "number"),
    )

    id: Mapped[RowId]
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    number: Mapped[int]
    draft_id: Mapped[Id] = mapped_column(ForeignKey("publication_drafts.id"))
    period: Mapped[str]
    content: Mapped[LongText]
    hash: Mapped[Hash]
    corrects: Mapped[int | None]
    reason: Mapped[str]
    prepared_by: Mapped[str]
    approved_by: Mapped[str]
    published_at: Mapped[datetime]
