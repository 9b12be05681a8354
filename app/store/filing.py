"""A new ticket: its number, its row, what was told and who told it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.decision import Decision
from app.domain.permissions import Actor
from app.domain.proof.integrity import ANCHOR
from app.domain.terms import (
    AgentAuthority,
    CauseCode,
    Channel,
    ComplainantKind,
    RequestType,
    TicketClass,
)
from app.store import directory, personal_data, rows
from app.store.bulk import insert_row, insert_rows
from app.store.counters import ARCHIVE, TICKET, take_number
from app.store.directory import District
from app.store.holding import Held, is_anything_heard
from app.store.rows import Act, Row
from app.store.tables import ComplainantRow, ComplaintRow, TicketRow
from app.store.transaction import lock_for_writing
from app.store.writing import write_consequences

_NOTICE = "督"  # the last sign of the prefix of supervision notices: 蓬督


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTicket:
    """What is stated at filing and not decided by a rule.

    center:        code of the center that files it
    window:        the counter in the center, as people say it
    trips:         how often the person came before; None when not said
    filing_key:    one for each form shown, so that a double click files once
    special_care:  words for special needs
    confidential:  shall the department not learn the name?
    handed_by:     the leader who handed it over, where it came so
    external_reference: the number that the sending platform knows it by
    """

    district_id: int
    center: str
    filed_by_id: int | None
    channel: Channel
    request_type: RequestType
    ticket_class: TicketClass
    matter_id: int | None
    matter_name: str
    complaint: str
    kind: ComplainantKind
    name: str
    phone: str
    window: str = ""
    wanted: str = ""
    trips: int | None = None
    original_no: str = ""
    initial_cause: CauseCode | None = None
    agent_name: str = ""
    agent_authority: AgentAuthority | None = None
    handed_by: str = ""
    id_tail: str = ""
    special_care: tuple[str, ...] = ()
    contact_time: str = ""
    privacy_notice: str = ""
    confidential: bool = False
    filing_key: str | None = None
    external_reference: str | None = None


def file_ticket(
    new: NewTicket,
    decision: Decision,
    actor: Actor,
    recorded_at: datetime,
    rules_hash: str,
    calendar_hash: str,
) -> Held:
    """Write a new ticket with the decision that files it, under the next number.

    returns: the ticket in hand, for further decisions in the same transaction
    """
    lock_for_writing()
    district = directory.district(new.district_id)
    held = Held(
        0,
        district.id,
        district.code,
        district.center_id(new.center),
        new.center,
        _next_number(district, decision.facts.filed_at),
        0,
        0,
        ANCHOR,
        rules_hash,
        calendar_hash,
        None,
        decision.facts,
        is_heard=is_anything_heard(),
    )
    act = Act(held, decision, district, actor, recorded_at)
    head = rows.entry_rows(act)[-1]["hash"]
    stands = rows.standing(rows.written(act, head), decision, district)
    ticket_id = insert_row(TicketRow, {**_stated(new, act), **stands})
    _insert_words(new, ticket_id)
    act = replace(act, held=replace(held, ticket_id=ticket_id))
    prepared = rows.prepare([act])
    write_consequences(prepared)
    return prepared.after[0]


def _next_number(district: District, filed_at: datetime) -> str:
    """PJ26-0417: prefix, year of filing in the district, counter of that year."""
    year = filed_at.astimezone(district.zone).year
    counter = take_number(district.id, TICKET, year)
    return f"{district.number_prefix}{year % 100:02}-{counter:04}"


def take_archive_number(district_id: int, now: datetime) -> str:
    """蓬办档〔2026〕12号: the next number of the archive in the district's year."""
    district = directory.district(district_id)
    year = now.astimezone(district.zone).year
    prefix = district.notice_prefix.removesuffix(_NOTICE)
    return f"{prefix}办档〔{year}〕{take_number(district_id, ARCHIVE, year)}号"


def _stated(new: NewTicket, act: Act) -> Row:
    """The columns of the ticket row that filing states once and for all."""
    return {
        "district_id": new.district_id,
        "number": act.held.number,
        "center_id": act.held.center_id,
        "filed_at": act.decision.facts.filed_at,
        "filed_by_id": new.filed_by_id,
        "counter_label": new.window,
        "channel": new.channel,
        "request_type": new.request_type,
        "matter_id": new.matter_id,
        "matter_name": new.matter_name,
        "trips": new.trips,
        "original_no": new.original_no,
        "initial_cause": new.initial_cause,
        "handed_by": new.handed_by,
        "agent_authority": new.agent_authority,
        "special_care": bool(new.special_care),
        "confidential": new.confidential,
        "filing_key": new.filing_key,
        "external_reference": new.external_reference,
    }


def _insert_words(new: NewTicket, ticket_id: int) -> None:
    """What was said, and by whom: apart from the ticket row."""
    said = {"ticket_id": ticket_id, "told": new.complaint, "wanted": new.wanted}
    insert_rows(ComplaintRow, [said])
    who = {
        "ticket_id": ticket_id,
        "district_id": new.district_id,
        "kind": new.kind,
        "privacy_notice": new.privacy_notice,
        **personal_data.sealed(ticket_id, new.district_id, _person(new)),
    }
    insert_rows(ComplainantRow, [who])


def _person(new: NewTicket) -> dict[str, str]:
    """What is sealed of whoever complains."""
    return {
        "name": new.name,
        "phone": new.phone,
        "agent_name": new.agent_name,
        "id_tail": new.id_tail,
        "special_care": " ".join(new.special_care),
        "contact_time": new.contact_time,
    }
