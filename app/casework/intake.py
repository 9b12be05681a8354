"""Intake at the desk in one go: filed and, in the same transaction, sent on its way.

A form that was sent twice finds the ticket of its first sending and does nothing more.
"""

from __future__ import annotations

from app.casework.desk import Desk
from app.casework.filing import (
    Complaint,
    dispatch_ticket,
    file_ticket,
    refuse_ticket,
    solve_at_desk,
)
from app.casework.suggesting import remember_choice
from app.domain.errors import RuleBroken
from app.domain.terms import Channel, ExclusionCode, ResultCode, State
from app.store import register
from app.store.reads.lines import TicketFilter, list_by_filing
from app.store.register import Held


def file_and_dispatch(
    desk: Desk,
    complaint: Complaint,
    department: str,
    assisting: tuple[str, ...] = (),
    why: str = "",
    suggested: str = "",
) -> Held:
    """File it and send it to its department. raises: as both verbs do

    suggested: the department that was proposed from the text; empty for none
    """
    held = file_ticket(desk, complaint)
    if _was_sent_on(held):
        return held
    sent = dispatch_ticket(desk, held.number, department, assisting, why)
    remember_choice(desk, sent, suggested, department, why)
    return sent


def file_and_solve(
    desk: Desk, complaint: Complaint, result: ResultCode, text: str
) -> Held:
    """File what was done there and then. raises: as both verbs do"""
    held = file_ticket(desk, complaint)
    if _was_sent_on(held):
        return held
    return solve_at_desk(desk, held.number, result, text)


def file_and_refuse(
    desk: Desk,
    complaint: Complaint,
    *,
    code: ExclusionCode,
    reasons: str,
    redirect: str,
) -> Held:
    """File what is out of scope, with all reasons at once and the right channel."""
    held = file_ticket(desk, complaint)
    if _was_sent_on(held):
        return held
    return refuse_ticket(
        desk, held.number, code=code, reasons=reasons, redirect=redirect
    )


def _was_sent_on(held: Held) -> bool:
    return held.facts.state is not State.FILED


def require_new_transfer(desk: Desk, complaint: Complaint) -> None:
    """One 12345 order is one case; a form that was sent twice finds its own.

    raises: RuleBroken transfer.filed_already, with the number of the case
    """
    order = complaint.external_reference
    if complaint.channel is not Channel.HOTLINE or not order:
        return
    wanted = TicketFilter(district_id=desk.district, external_reference=order)
    for line in list_by_filing(wanted, limit=1):
        again = register.find_by_filing_key(desk.district, complaint.filing_key)
        if again is None or again.number != line.number:
            raise RuleBroken(
                "transfer.filed_already", field="transfer_no", number=line.number
            )
