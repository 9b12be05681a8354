"""Verbs of the front desk: file, refuse, solve at once, dispatch, hand up, withdraw."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.casework.corridor import act
from app.casework.desk import Desk
from app.casework.direct import require_for_departments
from app.casework.organisation import require_department
from app.domain import filing
from app.domain.deciding import Moment
from app.domain.decision import Json
from app.domain.direct import is_direct
from app.domain.errors import FieldMissing, NotFound, NotPermitted, RuleBroken
from app.domain.permissions import may_file
from app.domain.terms import (
    AgentAuthority,
    CauseCode,
    Channel,
    Command,
    ComplainantKind,
    ExclusionCode,
    RequestType,
    ResultCode,
    TicketClass,
)
from app.store import organisation, register, versions
from app.store.links import link_repeat
from app.store.reads.lines import list_of_same_person
from app.store.register import Held, NewTicket

LONGEST_TEXT = 20_000
LONGEST_NAME = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What was taken down at the desk.

    matter_code:  None when the matter is not in the list; then matter_name says it
    handed_by:    the leader who handed it over, for that channel
    filing_key:   one for each form shown, so that a double click files once
    """

    text: str
    wanted: str = ""
    ticket_class: TicketClass
    request_type: RequestType
    channel: Channel = Channel.WINDOW
    matter_code: str | None = None
    matter_name: str = ""
    cause: CauseCode | None = None
    trips: int | None = None
    original_no: str = ""
    window: str = ""
    kind: ComplainantKind = ComplainantKind.INDIVIDUAL
    name: str
    phone: str
    agent_name: str = ""
    agent_authority: AgentAuthority | None = None
    handed_by: str = ""
    special_care: tuple[str, ...] = field(default=())
    confidential: bool = False
    filing_key: str | None = None
    external_reference: str | None = None


def file_ticket(desk: Desk, complaint: Complaint) -> Held:
    """File a new ticket at the officer's center. Window officers.

    The same filing key gives the ticket that was filed with it.
    raises: NotPermitted, NotFound for an unknown matter, FieldMissing
    """
    center = desk.actor.center
    if not may_file(desk.actor) or center is None:
        raise NotPermitted("permission", role=desk.actor.role, command=Command.FILE)
    again = register.find_by_filing_key(desk.district, complaint.filing_key)
    if again is not None:
        return again
    _check(complaint)
    matter = _matter(desk, complaint)
    calendar = desk.office.calendar(center)
    versions.remember_rules(
        desk.office.rules.version,
        desk.office.rules.title,
        desk.office.rules_text,
        desk.now,
    )
    versions.remember_calendar(
        calendar.version, desk.office.calendar_text(center), desk.now
    )
    moment = Moment(desk.now, calendar, desk.office.rules, center)
    words: dict[str, Json] = {
        "class": complaint.ticket_class,
        "matter": matter.name if matter else complaint.matter_name,
        "text": complaint.text,
    }
    decision = filing.file(complaint.ticket_class, words, moment, complaint.cause)
    new = _new_ticket(desk, complaint, center, matter)
    held = register.file_ticket(
        new,
        decision,
        desk.actor,
        desk.now,
        rules_hash=desk.office.rules.version,
        calendar_hash=calendar.version,
    )
    _link_repeats(desk, held, new)
    return held


def refuse_ticket(
    desk: Desk,
    number: str,
    *,
    code: ExclusionCode,
    reasons: str,
    redirect: str,
    seen: int | None = None,
) -> Held:
    """Out of scope: recorded, all reasons told once, the right channel named."""
    return act(
        desk,
        number,
        Command.REFUSE,
        lambda f, m: filing.refuse(f, code, reasons, redirect, m),
        seen,
    )


def solve_at_desk(
    desk: Desk, number: str, result: ResultCode, text: str, seen: int | None = None
) -> Held:
    """Done there and then."""
    require_for_departments(desk, number)
    return act(
        desk,
        number,
        Command.SOLVE_AT_DESK,
        lambda f, m: filing.solve_at_desk(f, result, text, m),
        seen,
    )


def dispatch_ticket(
    desk: Desk,
    number: str,
    department: str,
    assisting: tuple[str, ...] = (),
    why: str = "",
    seen: int | None = None,
) -> Held:
    """Send it to the responsible department; the promise to the citizen starts."""
    require_for_departments(desk, number)
    require_department(desk, department, field="department")
    for code in assisting:
        require_department(desk, code, field="assisting")
    return act(
        desk,
        number,
        Command.DISPATCH,
        lambda f, m: filing.dispatch(f, department, assisting, why, m),
        seen,
    )


def hand_up(desk: Desk, number: str, tried: str, seen: int | None = None) -> Held:
    """Give a town window's case to the district window, with what was tried."""
    if desk.actor.of_district_window:
        raise NotPermitted("hand_up.from_district", role=desk.actor.role)
    return act(
        desk, number, Command.HAND_UP, lambda f, m: filing.hand_up(f, tried, m), seen
    )


def withdraw_ticket(
    desk: Desk, number: str, reason: str, seen: int | None = None
) -> Held:
    """The complainant takes it back."""
    return act(
        desk, number, Command.WITHDRAW, lambda f, m: filing.withdraw(f, reason, m), seen
    )


def _check(complaint: Complaint) -> None:
    for value, name in (
        (complaint.text, "text"),
        (complaint.name, "name"),
        (complaint.phone, "phone"),
    ):
        if not value.strip():
            raise FieldMissing("field.missing", field=name)
    if len(complaint.text) > LONGEST_TEXT:
        raise RuleBroken("field.too_long", field="text", most=LONGEST_TEXT)
    if len(complaint.name) > LONGEST_NAME:
        raise RuleBroken("field.too_long", field="name", most=LONGEST_NAME)
    _check_channel(complaint)
    if complaint.matter_code is None and not complaint.matter_name.strip():
        raise FieldMissing("field.missing", field="matter")


def _check_channel(complaint: Complaint) -> None:
    """What came from elsewhere says where from."""
    if complaint.channel is Channel.LEADER and not complaint.handed_by.strip():
        raise FieldMissing("field.missing", field="handed_by")
    if len(complaint.handed_by) > LONGEST_NAME:
        raise RuleBroken("field.too_long", field="handed_by", most=LONGEST_NAME)


def _link_repeats(desk: Desk, held: Held, new: NewTicket) -> None:
    """Let it show the earlier tickets of the same person in the same matter.

    Found by the register itself, so no entry says so. A complaint that is the inspection
    office's alone is linked to none: the link would show in the other.
    """
    if is_direct(new.initial_cause):
        return
    same = list_of_same_person(desk.district, new.phone, is_open=None)
    for line in same:
        if line.number == held.number or line.matter_name != new.matter_name:
            continue
        if not is_direct(register.find_initial_cause(desk.district, line.number)):
            link_repeat(held.ticket_id, line.id, desk.now)


def _matter(desk: Desk, complaint: Complaint) -> organisation.Matter | None:
    if complaint.matter_code is None:
        return None
    matter = organisation.find_matter(desk.district, complaint.matter_code)
    if matter is None:
        raise NotFound("matter.unknown", field="matter", matter=complaint.matter_code)
    return matter


def _new_ticket(
    desk: Desk, complaint: Complaint, center: str, matter: organisation.Matter | None
) -> NewTicket:
    return NewTicket(
        district_id=desk.district,
        center=center,
        window=complaint.window,
        filed_by_id=desk.actor.user_id,
        channel=complaint.channel,
        request_type=complaint.request_type,
        ticket_class=complaint.ticket_class,
        matter_id=matter.id if matter else None,
        matter_name=matter.name if matter else complaint.matter_name,
        complaint=complaint.text,
        wanted=complaint.wanted,
        trips=complaint.trips,
        original_no=complaint.original_no,
        initial_cause=complaint.cause,
        kind=complaint.kind,
        name=complaint.name,
        phone=complaint.phone,
        agent_name=complaint.agent_name,
        agent_authority=complaint.agent_authority,
        handed_by=complaint.handed_by.strip(),
        special_care=complaint.special_care,
        confidential=complaint.confidential,
        filing_key=complaint.filing_key,
        external_reference=complaint.external_reference,
    )
