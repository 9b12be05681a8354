"""The ticket as it stands now, what was told, who told it, and its documents."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.terms import (
    AgentAuthority,
    CauseCode,
    Channel,
    ComplainantKind,
    ExclusionCode,
    LinkKind,
    RequestType,
    ScanState,
    State,
    TicketClass,
)
from app.store.base import Base, Hash, Id, Index128, LongText, RowId


def _promised(of: str) -> Index:
    open_promises = text("stopped_at IS NULL AND due_at IS NOT NULL")
    return Index(
        f"ix_tickets_promised_{of.removesuffix('_id')}",
        of,
        "due_at",
        "id",
        sqlite_where=open_promises,
        postgresql_where=open_promises,
    )


class TicketRow(Base):
    """One complaint: what the timeline says now, written with it.

    center_id:    where it was filed; window_id: the center that answers for it now
    due_at:       the promise to the citizen: due instant of the last finish or redo
                  clock; stopped_at: when that clock stopped, None while it runs
    next_at:      when time will next bring something; None when never
    look_at:      when its history is to be looked at for findings; None when never
    facts:        the fold of the timeline, see domain.facts_text
    version:      rises with every writing; two officers at once are told apart by it
    entry_count, chain_head: end of the chain of entries
    rules_hash, calendar_hash: what judges it
    asked_extension: working days asked for and not yet ruled on, else 0
    initial_cause:   why it cannot be done, as the desk saw it; cause: as the answer and
                     its verification say, the last one counts; None before
    watched:         is it on the policy watch-list?
    meeting_called, meeting_owed: is a joint meeting called; does a raise ask for one?
    archive_no, retention_until: of the archive; the last day on which it is kept
    counter_label:   the counter in the center, as people say it
    handed_by:       the leader who handed it over, or empty
    agent_authority: how whoever filed it for another showed that they may
    special_care:    has the person special needs?
    confidential:    did the person ask that the department does not learn the name?
    filing_key:      of the form it was filed with, so that a double click files once
    external_reference: the number that the sending platform knows it by
    """

    __tablename__ = "tickets"

    id: Mapped[RowId]
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    number: Mapped[str]
    center_id: Mapped[Id] = mapped_column(ForeignKey("service_centers.id"))
    window_id: Mapped[Id] = mapped_column(ForeignKey("service_centers.id"))
    state: Mapped[State]
    holder_id: Mapped[Id | None] = mapped_column(ForeignKey("departments.id"))
    ticket_class: Mapped[TicketClass]
    due_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    next_at: Mapped[datetime | None]
    look_at: Mapped[datetime | None]
    provisional: Mapped[bool]
    handed_up: Mapped[bool]
    asked_extension: Mapped[int]
    redo_cycle: Mapped[int]
    watched: Mapped[bool] = mapped_column(server_default=false())
    meeting_called: Mapped[bool] = mapped_column(server_default=false())
    meeting_owed: Mapped[bool] = mapped_column(server_default=false())
    archive_no: Mapped[str | None]
    retention_until: Mapped[date | None]
    version: Mapped[int]
    entry_count: Mapped[int]
    chain_head: Mapped[Hash]
    filed_at: Mapped[datetime]
    dispatched_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    filed_by_id: Mapped[Id | None] = mapped_column(ForeignKey("users.id"))
    counter_label: Mapped[str]
    channel: Mapped[Channel]
    request_type: Mapped[RequestType]
    matter_id: Mapped[Id | None] = mapped_column(ForeignKey("matters.id"))
    matter_name: Mapped[str]
    trips: Mapped[int | None]
    original_no: Mapped[str]
    initial_cause: Mapped[CauseCode | None]
    exclusion: Mapped[ExclusionCode | None]
    cause: Mapped[CauseCode | None]
    handed_by: Mapped[str] = mapped_column(server_default=text("''"))
    agent_authority: Mapped[AgentAuthority | None]
    special_care: Mapped[bool]
    confidential: Mapped[bool]
    filing_key: Mapped[str | None]
    external_reference: Mapped[str | None]
    rules_hash: Mapped[Hash]
    calendar_hash: Mapped[Hash]
    facts: Mapped[LongText]

    __table_args__ = (
        UniqueConstraint("district_id", "number"),
        # One for each form shown: a double click files once.
        UniqueConstraint("district_id", "filing_key"),
        Index(
            "ix_tickets_external_reference",
            "district_id",
            "external_reference",
            sqlite_where=text("external_reference IS NOT NULL"),
            postgresql_where=text("external_reference IS NOT NULL"),
        ),
        # The sweep: found in the order of their moments, whatever else is open.
        Index(
            "ix_tickets_next_at",
            "next_at",
            sqlite_where=text("next_at IS NOT NULL"),
            postgresql_where=text("next_at IS NOT NULL"),
        ),
        # What is to be looked at for findings, in the order of those moments.
        Index(
            "ix_tickets_look_at",
            "look_at",
            sqlite_where=text("look_at IS NOT NULL"),
            postgresql_where=text("look_at IS NOT NULL"),
        ),
        # What is promised and not finished, by due instant: for all, by who answers
        # for it, by who holds it.
        _promised("district_id"),
        _promised("window_id"),
        _promised("holder_id"),
        # What stands in one state, by filing; counted by cause without the rows.
        Index(
            "ix_tickets_district_state",
            "district_id",
            "state",
            "filed_at",
            "id",
            "initial_cause",
        ),
        Index(
            "ix_tickets_window_state",
            "window_id",
            "state",
            "filed_at",
            "id",
            "initial_cause",
        ),
        Index("ix_tickets_holder_state", "holder_id", "state"),
        # What the district's window took over and has not ended.
        Index(
            "ix_tickets_handed_up",
            "window_id",
            "filed_at",
            "id",
            sqlite_where=text("handed_up = 1 AND closed_at IS NULL"),
            postgresql_where=text("handed_up AND closed_at IS NULL"),
        ),
        # What was filed at a center and has not ended.
        Index(
            "ix_tickets_center_open",
            "center_id",
            "filed_at",
            "id",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        # The policy watch-list, and what a joint meeting is about.
        Index(
            "ix_tickets_watched",
            "district_id",
            "filed_at",
            "id",
            sqlite_where=text("watched = 1"),
            postgresql_where=text("watched"),
        ),
        Index(
            "ix_tickets_meeting",
            "district_id",
            "id",
            sqlite_where=text("meeting_called = 1 OR meeting_owed = 1"),
            postgresql_where=text("meeting_called OR meeting_owed"),
        ),
        # Everything, newest first.
        Index("ix_tickets_district_filed", "district_id", "filed_at", "id"),
        Index("ix_tickets_center_filed", "center_id", "filed_at", "id"),
        # What figures of a period are about: open, or ended since.
        Index("ix_tickets_district_closed", "district_id", "closed_at", "id"),
        # What fell due in a period, and when it was done.
        Index("ix_tickets_district_due", "district_id", "due_at", "stopped_at"),
        Index("ix_tickets_window_filed", "window_id", "filed_at", "id"),
        Index("ix_tickets_holder_filed", "holder_id", "filed_at", "id"),
        Index(
            "ix_tickets_extension",
            "district_id",
            "due_at",
            sqlite_where=text("asked_extension > 0"),
            postgresql_where=text("asked_extension > 0"),
        ),
    )


class ComplaintRow(Base):
    """What the person said and wants, in their words; apart, because it can be long."""

    __tablename__ = "complaints"

    ticket_id: Mapped[Id] = mapped_column(
        ForeignKey("tickets.id"), primary_key=True, autoincrement=False
    )
    told: Mapped[LongText]
    wanted: Mapped[LongText]


class ComplainantRow(Base):
    """Who complains. Personal data stand here alone, never in the timeline.

    Sealed by store.personal_data: name, phone, agent_name, id_tail, special_care and
    contact_time; an empty one stays empty.

    name_index, phone_index: blind indexes, to find the same person; empty once the
                  data are gone
    id_tail:      last digits of an identity document, or empty
    special_care: words for special needs, separated by spaces
    forgotten_at: when all this was taken away, having been kept long enough
    """

    __tablename__ = "complainants"
    __table_args__ = (
        Index("ix_complainants_phone", "phone_index"),
        Index("ix_complainants_name", "name_index"),
    )

    ticket_id: Mapped[Id] = mapped_column(
        ForeignKey("tickets.id"), primary_key=True, autoincrement=False
    )
    district_id: Mapped[Id]
    kind: Mapped[ComplainantKind]
    name: Mapped[str]
    phone: Mapped[str]
    name_index: Mapped[Index128]
    phone_index: Mapped[Index128]
    agent_name: Mapped[str]
    id_tail: Mapped[str]
    special_care: Mapped[str]
    contact_time: Mapped[str]
    privacy_notice: Mapped[str]
    forgotten_at: Mapped[datetime | None]


class TicketLinkRow(Base):
    """Two tickets that are about the same: a duplicate and the ticket in which it goes
    on, or a repeat and the ticket it comes back to.

    ticket_id: the later of the two; other_id: the one that it names
    """

    __tablename__ = "ticket_links"

    ticket_id: Mapped[Id] = mapped_column(
        ForeignKey("tickets.id"), primary_key=True, autoincrement=False
    )
    other_id: Mapped[Id] = mapped_column(
        ForeignKey("tickets.id"), primary_key=True, autoincrement=False, index=True
    )
    kind: Mapped[LinkKind]
    linked_at: Mapped[datetime]


class DocumentRow(Base):
    """One file handed in. Its contents lie in a file named by `sha256`.

    kind: a DocumentKind
    """

    __tablename__ = "documents"

    id: Mapped[RowId]
    ticket_id: Mapped[Id] = mapped_column(ForeignKey("tickets.id"), index=True)
    event_seq: Mapped[int | None]
    kind: Mapped[str]
    sha256: Mapped[Hash] = mapped_column(index=True)
    original_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    uploaded_by_id: Mapped[Id | None] = mapped_column(ForeignKey("users.id"))
    uploaded_at: Mapped[datetime]


class DocumentFileRow(Base):
    """One content, however many documents have it; its file is named by `sha256`.

    scan_state:    what the virus scanner said; scan_finding: its words
    scans:         how often it was tried; scan_at: when next, None when settled
    has_thumbnail: None until one was tried
    """

    __tablename__ = "document_files"
    __table_args__ = (Index("ix_document_files_unsettled", "scan_state", "scan_at"),)

    sha256: Mapped[Hash] = mapped_column(primary_key=True)
    size: Mapped[int]
    media_type: Mapped[str]
    kept_at: Mapped[datetime]
    scan_state: Mapped[ScanState]
    scan_finding: Mapped[str]
    scans: Mapped[int]
    scan_at: Mapped[datetime | None]
    has_thumbnail: Mapped[bool | None]
