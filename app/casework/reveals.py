"""Looking at a complainant's full name and telephone number: with a reason, logged.

Everywhere else they are masked. Source: docs/rules.md, personal data.
"""

from __future__ import annotations

from app.casework.corridor import require_may
from app.casework.desk import Desk
from app.casework.on_record import put_on_record
from app.domain.errors import NotPermitted
from app.domain.statements import LONGEST_REASON, bounded
from app.domain.terms import Command
from app.store import register
from app.store.access_log import AccessAction
from app.store.reads.complainants import Complainant, get_complainant


def reveal_complainant(
    desk: Desk, number: str, reason: str, remote: str = ""
) -> Complainant:
    """Show who complained, and log who looked and why.

    A department never learns the name behind a confidential ticket.
    raises: NotFound, NotPermitted, FieldMissing
    """
    held = register.hold_ticket(desk.district, number)
    require_may(desk, held, Command.REVEAL)
    reason = bounded(reason, "reason", LONGEST_REASON)
    found = get_complainant(held.ticket_id)
    if found.confidential and desk.actor.department is not None:
        raise NotPermitted("reveal.confidential")
    put_on_record(
        desk,
        AccessAction.REVEAL,
        ticket_id=held.ticket_id,
        reason=reason,
        remote=remote,
    )
    return found
