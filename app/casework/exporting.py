"""Lists taken out of the system: masked as on the page, and on record."""

from __future__ import annotations

from datetime import datetime

from app.casework.desk import Desk
from app.casework.on_record import put_on_record
from app.domain.permissions import SYSTEM_NAME
from app.store.access_log import AccessAction, log_access

MOST = 2000  # cases in one file


def log_export_by_system(district_id: int, at: datetime, what: str) -> None:
    """Put on record that a command on the machine itself took a list out."""
    log_access(
        AccessAction.EXPORTED, at, SYSTEM_NAME, district_id=district_id, reason=what
    )


def log_export(
    desk: Desk, what: str, count: int | None = None, remote: str = ""
) -> None:
    """Put on record that this officer took a list out.

    what: its address, with filters; count: of its lines, where they were counted
    """
    put_on_record(
        desk,
        AccessAction.EXPORTED,
        reason=what if count is None else f"{what}: {count}",
        remote=remote,
    )
