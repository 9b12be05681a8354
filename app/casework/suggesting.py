"""What was proposed from the text and what an officer chose: kept with the dispatch.

The choice is no part of the ticket's timeline: it judges the proposal, not the case.
"""

from __future__ import annotations

from app.casework.desk import Desk
from app.store import routing
from app.store.register import Held


def remember_choice(
    desk: Desk, held: Held, suggested: str, department: str, why: str
) -> None:
    """Keep which department was proposed first and which one was chosen.

    suggested: code of the proposed one; empty where nothing was proposed from the text
    """
    if suggested:
        reason = why if department != suggested else ""
        routing.remember_choice(
            desk.district, held.ticket_id, suggested, department, reason, desk.now
        )
