"""Lists taken out of the system: masked as on the page, and on record."""

from __future__ import annotations

from app.casework.desk import Desk
from app.casework.on_record import put_on_record
from app.store.access_log import AccessAction

MOST = 2000  # cases in one file


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
