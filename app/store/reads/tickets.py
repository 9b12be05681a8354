"""One ticket with everything its page shows: a constant number of queries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import and_, func, select

from app.domain.decision import EscalationKey
from app.domain.errors import NotFound
from app.domain.facts import TicketFacts
from app.domain.hearing import Hearing
from app.domain.terms import (
    AgentAuthority,
    CauseCode,
    ClockName,
    Colour,
    ComplainantKind,
    EntryKind,
    ExclusionCode,
    ReviewStatus,
    Role,
    ScanState,
    Step,
)
from app.store.database import db
from app.store.hearings import columns_of
from app.store.holding import HELD, Held, held_from
from app.store.personal_data import opened
from app.store.reads.conditions import Place
from app.store.reads.findings import FindingLine, list_findings_of
from app.store.reads.lines import LINE, Chosen, TicketLine, line_from
from app.store.tables import (
    ClockRow,
    ComplainantRow,
    ComplaintRow,
    DepartmentRow,
    DocumentFileRow,
    DocumentRow,
    EntryRow,
    EscalationRow,
    MatterRow,
    ServiceCenterRow,
    SupervisionNoticeRow,
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
class EntryLine:
    """One timeline entry. actor: sign-in name; actor_name: the person's, if known."""

    seq: int
    kind: EntryKind
    at: datetime
    recorded_at: datetime
    actor: str
    actor_name: str
    role: Role
    department: str | None
    payload: Mapping[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One clock. department: code and short name, None and empty for the window's."""

    name: ClockName
    cycle: int
    department: str | None
    department_name: str
    started_at: datetime
    due_at: datetime | None
    stopped_at: datetime | None
    colour: Colour | None


@dataclass(frozen=True, slots=True)
class EscalationLine:
    """One step that fell. hearing: None for a yellow light.

    reviewed_by: the name of the person who ruled first
    """

    hearing: Hearing | None
    id: int
    clock: ClockName
    cycle: int
    step: Step
    department: str | None
    department_name: str
    due_at: datetime
    detected_at: datetime
    rules_hash: str
    calendar_hash: str
    entry_seq: int
    reviewed_by: str

    @property
    def key(self) -> EscalationKey:
        """What makes it the same one within its ticket."""
        return self.clock, self.cycle, self.step

    @property
    def at(self) -> datetime:
        """Its legal moment, by the name that all flags have for it."""
        return self.due_at

    @property
    def review_status(self) -> ReviewStatus | None:
        """How far the inspection office is."""
        return self.hearing.status if self.hearing else None

    @property
    def statement_due_at(self) -> datetime | None:
        """Until when the department may speak."""
        return self.hearing.statement_due_at if self.hearing else None

    @property
    def reviewed_at(self) -> datetime | None:
        """When it was ruled on."""
        return self.hearing.ruled_at if self.hearing else None


@dataclass(frozen=True, slots=True)
class SupervisionLine:
    """One supervision notice. ended_at: when its reply clock stopped.

    step: the step of the ladder that opened it; None when written by hand
    """

    id: int
    number: str
    colour: Colour
    ticket_number: str
    matter_name: str
    department: str | None
    department_name: str
    issued_at: datetime
    reply_due_at: datetime
    reply_cycle: int
    step: Step | None
    text: str
    ended_at: datetime | None
    replied_at: datetime | None
    reply_text: str
    lifted_at: datetime | None
    lift_reasons: str

    @property
    def place(self) -> Place:
        """Where a list by issue goes on after this line."""
        return self.issued_at, self.id


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One file handed in with a ticket. of_department: did a department hand it in?"""

    id: int
    event_seq: int | None
    kind: str
    sha256: str
    original_name: str
    media_type: str
    size: int
    uploaded_at: datetime
    uploaded_by: str
    of_department: bool
    scan_state: ScanState
    has_thumbnail: bool | None


@dataclass(frozen=True, slots=True)
class TicketPage:
    """One ticket in full. entries: oldest first; clocks: by start.

    held: as the verbs take it in hand, for asking what may be done
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
    clocks: tuple[ClockLine, ...]
    escalations: tuple[EscalationLine, ...]
    findings: tuple[FindingLine, ...]
    supervision_notices: tuple[SupervisionLine, ...]
    documents: tuple[DocumentLine, ...]

    @property
    def facts(self) -> TicketFacts:
        """What the rules know of it."""
        return self.held.facts


def get_ticket(district_id: int, number: str) -> TicketPage:
    """Everything the page of a ticket shows. raises: NotFound ticket.unknown"""
    row = db.session.execute(
        _in_full().where(
            TicketRow.district_id == district_id, TicketRow.number == number
        )
    ).one_or_none()
    if row is None:
        raise NotFound("ticket.unknown", number=number)
    line = line_from(row)
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
        _clocks(row.id),
        _escalations(row.id),
        tuple(list_findings_of(row.id)),
        list_notices_of(row.id),
        _documents(row.id),
    )


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


def list_entries(ticket_id: int) -> tuple[EntryLine, ...]:
    """The timeline of a ticket, oldest first."""
    chosen = (
        select(
            EntryRow.seq,
            EntryRow.kind,
            EntryRow.at,
            EntryRow.recorded_at,
            EntryRow.actor_name,
            func.coalesce(UserRow.display_name, ""),
            EntryRow.role,
            EntryRow.department,
            EntryRow.payload,
            EntryRow.hash,
        )
        .outerjoin(UserRow, UserRow.id == EntryRow.actor_id)
        .where(EntryRow.ticket_id == ticket_id)
        .order_by(EntryRow.seq)
    )
    return tuple(
        EntryLine(*row[:8], json.loads(row.payload), row.hash)
        for row in db.session.execute(chosen)
    )


def list_notices_of(ticket_id: int) -> tuple[SupervisionLine, ...]:
    """The supervision notices of a ticket, oldest first."""
    chosen = select_supervision().where(SupervisionNoticeRow.ticket_id == ticket_id)
    rows = db.session.execute(chosen.order_by(SupervisionNoticeRow.id))
    return tuple(SupervisionLine(*row) for row in rows)


@cache  # a select is never changed, only added to
def select_supervision() -> Chosen:
    """Every column of a SupervisionLine, in its order."""
    row = SupervisionNoticeRow
    is_its_clock = and_(
        ClockRow.ticket_id == row.ticket_id,
        ClockRow.name == ClockName.NOTICE_REPLY,
        ClockRow.cycle == row.reply_cycle,
    )
    return (
        select(
            row.id,
            row.number,
            row.colour,
            TicketRow.number,
            TicketRow.matter_name,
            DepartmentRow.code,
            func.coalesce(DepartmentRow.short_name, ""),
            row.issued_at,
            row.reply_due_at,
            row.reply_cycle,
            row.step,
            row.text,
            ClockRow.stopped_at,
            row.replied_at,
            row.reply_text,
            row.lifted_at,
            row.lift_reasons,
        )
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .join(ClockRow, is_its_clock)
        .outerjoin(DepartmentRow, DepartmentRow.id == row.department_id)
    )


@cache
def _in_full() -> Chosen:
    """The ticket row with what stands beside it; begins with the columns of LINE."""
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
        )
        .join(center, center.id == TicketRow.center_id)
        .join(ComplainantRow, ComplainantRow.ticket_id == TicketRow.id)
        .join(ComplaintRow, ComplaintRow.ticket_id == TicketRow.id)
        .outerjoin(holder, holder.id == TicketRow.holder_id)
        .outerjoin(UserRow, UserRow.id == TicketRow.filed_by_id)
        .outerjoin(MatterRow, MatterRow.id == TicketRow.matter_id)
    )


def _clocks(ticket_id: int) -> tuple[ClockLine, ...]:
    chosen = (
        select(
            ClockRow.name,
            ClockRow.cycle,
            DepartmentRow.code,
            func.coalesce(DepartmentRow.short_name, ""),
            ClockRow.started_at,
            ClockRow.due_at,
            ClockRow.stopped_at,
            ClockRow.colour,
        )
        .outerjoin(DepartmentRow, DepartmentRow.id == ClockRow.department_id)
        .where(ClockRow.ticket_id == ticket_id)
        .order_by(ClockRow.started_at, ClockRow.name, ClockRow.cycle)
    )
    return tuple(ClockLine(*row) for row in db.session.execute(chosen))


def _escalations(ticket_id: int) -> tuple[EscalationLine, ...]:
    row = EscalationRow
    chosen: Chosen = (
        select(
            row.id,
            row.clock,
            row.cycle,
            row.step,
            DepartmentRow.code,
            func.coalesce(DepartmentRow.short_name, ""),
            row.due_at,
            row.detected_at,
            row.rules_hash,
            row.calendar_hash,
            row.entry_seq,
            func.coalesce(UserRow.display_name, ""),
            *columns_of(row),
        )
        .outerjoin(DepartmentRow, DepartmentRow.id == row.department_id)
        .outerjoin(UserRow, UserRow.id == row.reviewed_by_id)
        .where(row.ticket_id == ticket_id)
        .order_by(row.due_at, row.id)
    )
    return tuple(_escalation(one) for one in db.session.execute(chosen))


def _escalation(row: Any) -> EscalationLine:
    hearing = Hearing(*row[12:]) if row[12] is not None else None
    return EscalationLine(hearing, *row[:12])


def _documents(ticket_id: int) -> tuple[DocumentLine, ...]:
    row = DocumentRow
    chosen: Chosen = (
        select(
            row.id,
            row.event_seq,
            row.kind,
            row.sha256,
            row.original_name,
            row.media_type,
            row.size,
            row.uploaded_at,
            func.coalesce(UserRow.display_name, ""),
            UserRow.department_id.is_not(None),
            func.coalesce(DocumentFileRow.scan_state, ScanState.UNSCANNED),
            DocumentFileRow.has_thumbnail,
        )
        .outerjoin(UserRow, UserRow.id == row.uploaded_by_id)
        .outerjoin(DocumentFileRow, DocumentFileRow.sha256 == row.sha256)
        .where(row.ticket_id == ticket_id)
        .order_by(row.id)
    )
    return tuple(DocumentLine(*one) for one in db.session.execute(chosen))
