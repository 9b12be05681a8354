"""Looking at a complainant's full name and telephone number: with a reason, logged.

Everywhere else they are masked. Source: docs/rules.md, personal data.
"""

from __future__ import annotations

from app.casework.corridor import require_may
from app.casework.desk import Desk
from app.domain.errors import FieldMissing, NotPermitted, RuleBroken
from app.domain.terms import Command
from app.store import register
from app.store.access_log import AccessAction, log_access
from app.store.reads.complainants import Complainant, get_complainant

LONGEST_REASON = 500


def reveal_complainant(
    desk: Desk, number: str, reason: str, remote: str = ""
) -> Complainant:
    """Show who complained, and log who looked and why.

    A department never learns the name behind a confidential ticket.
    raises: NotFound, NotPermitted, FieldMissing
    """
    held = register.hold_ticket(desk.district, number)
    require_may(desk, held, Command.REVEAL)
    reason = _required(reason)
    found = get_complainant(held.ticket_id)
    if found.confidential and desk.actor.department is not None:
        raise NotPermitted("reveal.confidential")
    log_access(
        AccessAction.REVEAL,
        desk.now,
        desk.actor.name,
        district_id=desk.district,
        user_id=desk.actor.user_id,
        ticket_id=held.ticket_id,
        reason=reason,
        remote=remote,
    )
    return found


def _required(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise FieldMissing("field.missing", field="reason")
    if len(reason) > LONGEST_REASON:
        raise RuleBroken("field.too_long", field="reason", most=LONGEST_REASON)
    return reason
