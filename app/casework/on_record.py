"""What officers do besides acting on tickets: on record in the access log."""

from __future__ import annotations

from app.casework.desk import Desk
from app.store.access_log import AccessAction, log_access


def put_on_record(
    desk: Desk,
    action: AccessAction,
    *,
    reason: str,
    ticket_id: int | None = None,
    remote: str = "",
) -> None:
    """Log that whoever sits at the desk does this now.

    reason: why, or what of it; remote: the address it came from
    """
    log_access(
        action,
        desk.now,
        desk.actor.name,
        district_id=desk.district,
        user_id=desk.actor.user_id,
        ticket_id=ticket_id,
        reason=reason,
        remote=remote,
    )
