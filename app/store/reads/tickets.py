"""One ticket with everything its page shows: of what it has none, nothing is asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select

from app.domain.errors import NotFound
from app.domain.facts import TicketFacts
from app.domain.terms import (
    AgentAuthority,
    CauseCode,
    ComplainantKind,
    ExclusionCode,
)
from app.store.database import Chosen, ask
from app.store.holding import HELD, Held, held_from
from app.store.personal_data import opened
from app.store.reads.attached import Attached, attached_columns, attached_in
from app.store.reads.documents import DocumentLine, list_documents_of
from app.store.reads.entries import EntryLine, list_entries
from app.store.reads.escalations import EscalationLine, list_escalations_of
from app.store.reads.findings import FindingLine, list_findings_of
from app.store.reads.lines import LINE, TicketLine, line_from
from app.store.reads.supervision import SupervisionLine, list_notices_of
from app.store.tables import (
    ComplainantRow,
    ComplaintRow,
    DepartmentRow,
    MatterRow,
    ServiceCenterRow,
    TicketRow,
    UserRow,
)


@dataclass(frozen=True, slots=True)
class Complainant:
    """Who complains: unmasked; whoever shows it masks it, or logs the reveal."""

    kind: ComplainantKind
    name: str
    phone: str
    agent_name: str
    id_tail: str
    special_care: str
    contact_time: str
    privacy_notice: str


@dataclass(frozen=True, slots=True)
class TicketPage:
    """One ticket in full. entries: oldest first.

    held:     as the verbs take it in hand, for asking what may be done
    attached: what it has any of
    """

    line: TicketLine
    held: Held
    center_full_name: str
    holder_full_name: str
    filed_by: str
    counter_label: str
    matter_code: str
    statutory_limit: int | None
    promised_limit: int | None
    told: str
    wanted: str
    trips: int | None
    original_no: str
    handed_by: str
    agent_authority: AgentAuthority | None
    external_reference: str | None
    initial_cause: CauseCode | None
    exclusion: ExclusionCode | None
    complainant: Complainant
    entries: tuple[EntryLine, ...]
    escalations: tuple[EscalationLine, ...]
    findings: tuple[FindingLine, ...]
    supervision_notices: tuple[SupervisionLine, ...]
    documents: tuple[DocumentLine, ...]
    attached: frozenset[Attached]

    @property
    def facts(self) -> TicketFacts:
        """What the rules know of it."""
        return self.held.facts


def get_ticket(district_id: int, number: str) -> TicketPage:
    """Everything the page of a ticket shows. raises: NotFound ticket.unknown"""
    given = {"district": district_id, "number": number}
    row = ask(_in_full(), given).one_or_none()
    if row is None:
        raise NotFound("ticket.unknown", number=number)
    line, has = line_from(row), attached_in(row)
    return TicketPage(
        line,
        held_from(row),
        row.center_full_name,
        row.holder_full_name,
        row.filed_by,
        row.counter_label,
        row.matter_code,
        row.statutory_limit,
        row.promised_limit,
        row.told,
        row.wanted,
        row.trips,
        row.original_no,
        row.handed_by,
        row.agent_authority,
        row.external_reference,
        row.initial_cause,
        row.exclusion,
        _complainant(row, line),
        list_entries(row.id),
        list_escalations_of(row.id) if Attached.ESCALATIONS in has else (),
        list_findings_of(row.id) if Attached.FINDINGS in has else (),
        list_notices_of(row.id) if Attached.NOTICES in has else (),
        list_documents_of(row.id) if Attached.DOCUMENTS in has else (),
        has,
    )


def told_of(ticket_id: int) -> str:
    """What the complainant said, of one ticket."""
    chosen = select(ComplaintRow.told).where(ComplaintRow.ticket_id == ticket_id)
    return ask(chosen).scalar_one()


def _complainant(row: Any, line: TicketLine) -> Complainant:
    return Complainant(
        row.kind,
        line.person,
        line.phone,
        opened(row.id, "agent_name", row.agent_name),
        opened(row.id, "id_tail", row.id_tail),
        opened(row.id, "special_care", row.care),
        opened(row.id, "contact_time", row.contact_time),
        row.privacy_notice,
    )


@cache
def _in_full() -> Chosen:
    """The row of one ticket with what it has; begins with the columns of LINE."""
    holder, center = DepartmentRow, ServiceCenterRow
    in_line = set(LINE)
    return (
        select(
            *LINE,
            *(column for column in HELD if column not in in_line),
            center.name.label("center_full_name"),
            func.coalesce(holder.name, "").label("holder_full_name"),
            func.coalesce(UserRow.display_name, "").label("filed_by"),
            TicketRow.counter_label,
            func.coalesce(MatterRow.code, "").label("matter_code"),
            MatterRow.statutory_limit,
            MatterRow.promised_limit,
            ComplaintRow.told,
            ComplaintRow.wanted,
            TicketRow.trips,
            TicketRow.original_no,
            TicketRow.handed_by,
            TicketRow.agent_authority,
            TicketRow.external_reference,
            TicketRow.initial_cause,
            TicketRow.exclusion,
            ComplainantRow.agent_name,
            ComplainantRow.id_tail,
            ComplainantRow.special_care.label("care"),
            ComplainantRow.contact_time,
            ComplainantRow.privacy_notice,
            *attached_columns(),
        )
        .join(center, center.id == TicketRow.center_id)
        .join(ComplainantRow, ComplainantRow.ticket_id == TicketRow.id)
        .join(ComplaintRow, ComplaintRow.ticket_id == TicketRow.id)
        .outerjoin(holder, holder.id == TicketRow.holder_id)
        .outerjoin(UserRow, UserRow.id == TicketRow.filed_by_id)
        .outerjoin(MatterRow, MatterRow.id == TicketRow.matter_id)
        .where(
            TicketRow.district_id == bindparam("district"),
            TicketRow.number == bindparam("number"),
        )
    )
