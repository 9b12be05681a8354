"""What a ticket may have in tables of its own: told with its row, so that nothing is
asked for where there is none. Most tickets have hardly any of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Label, exists, or_

from app.store.tables import (
    AcrossCaseRow,
    DocumentRow,
    EscalationRow,
    FindingRow,
    ImprovementCaseRow,
    PaperRow,
    SupervisionNoticeRow,
    TicketLinkRow,
    TicketRow,
)


class Attached(StrEnum):
    """One kind of it. LINKS: on either side; ACROSS: findings across cases."""

    ESCALATIONS = "escalations"
    FINDINGS = "findings"
    NOTICES = "notices"
    DOCUMENTS = "documents"
    PAPERS = "papers"
    LINKS = "links"
    IMPROVEMENTS = "improvements"
    ACROSS = "across"


_TABLES: Mapping[Attached, Any] = {
    Attached.ESCALATIONS: EscalationRow,
    Attached.FINDINGS: FindingRow,
    Attached.NOTICES: SupervisionNoticeRow,
    Attached.DOCUMENTS: DocumentRow,
    Attached.PAPERS: PaperRow,
    Attached.IMPROVEMENTS: ImprovementCaseRow,
    Attached.ACROSS: AcrossCaseRow,
}


def attached_columns() -> list[Label[bool]]:
    """Has the ticket any? One column for each kind, for a select of tickets."""
    return [_has(kind).label(f"has_{kind}") for kind in Attached]


def attached_in(row: Any) -> frozenset[Attached]:
    """What the ticket has, in a row with those columns."""
    return frozenset(kind for kind in Attached if getattr(row, f"has_{kind}"))


def _has(kind: Attached) -> ColumnElement[bool]:
    if kind is Attached.LINKS:
        link = TicketLinkRow
        earlier = exists().where(link.ticket_id == TicketRow.id)
        return or_(earlier, exists().where(link.other_id == TicketRow.id))
    return exists().where(_TABLES[kind].ticket_id == TicketRow.id)
