"""Word templates of official letters, as the office changed them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.terms import LetterKind
from app.store.base import Base, Hash, Id, RowId


class PaperTemplateRow(Base):
    """One template handed in, never changed; the last of a kind holds.

    content:     None puts the delivered one back
    uploaded_by: sign-in name
    """

    __tablename__ = "paper_templates"
    __table_args__ = (Index("ix_paper_templates_kind", "district_id", "kind", "id"),)

    id: Mapped[RowId]
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    kind: Mapped[LetterKind]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    sha256: Mapped[Hash]
    uploaded_by: Mapped[str]
    uploaded_at: Mapped[datetime]
