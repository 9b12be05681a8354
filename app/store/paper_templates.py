"""The register of Word templates: the last of a kind holds, the earlier ones stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.domain.terms import LetterKind
from app.store.bulk import insert_rows
from app.store.database import db
from app.store.tables import PaperTemplateRow
from app.store.transaction import lock_for_writing


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """The template that holds for a kind. sha256: empty when it is the delivered one"""

    kind: LetterKind
    sha256: str
    uploaded_by: str
    uploaded_at: datetime


def add_template(
    district_id: int,
    kind: LetterKind,
    content: bytes | None,
    sha256: str,
    by: str,
    at: datetime,
) -> None:
    """Let a template hold from now on; None puts the delivered one back."""
    lock_for_writing()
    row = {
        "district_id": district_id,
        "kind": kind,
        "content": content,
        "sha256": sha256,
        "uploaded_by": by,
        "uploaded_at": at,
    }
    insert_rows(PaperTemplateRow, [row])


def template_content(district_id: int, kind: LetterKind) -> bytes | None:
    """The office's own template of that kind; None while the delivered one holds."""
    row = PaperTemplateRow
    last = (
        select(row.content)
        .where(row.district_id == district_id, row.kind == kind)
        .order_by(row.id.desc())
        .limit(1)
    )
    return db.session.execute(last).scalar_one_or_none()


def list_templates(district_id: int) -> dict[LetterKind, TemplateLine]:
    """What holds, by kind; kinds of which none was ever handed in are left out."""
    row = PaperTemplateRow
    last = (
        select(func.max(row.id))
        .where(row.district_id == district_id)
        .group_by(row.kind)
    )
    chosen = select(row.kind, row.sha256, row.uploaded_by, row.uploaded_at)
    found = db.session.execute(chosen.where(row.id.in_(last)))
    return {one.kind: TemplateLine(*one) for one in found}
