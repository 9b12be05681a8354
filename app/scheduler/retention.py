"""The timer's round of retention: what has been kept long enough goes.

Small transactions: people work meanwhile. A round that is stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from app.casework.inspecting_documents import remove_orphan
from app.casework.retention import Forgotten, forget_batch
from app.config import Settings
from app.store.inspected_documents import list_orphans
from app.store.transaction import reading, transaction
from app.store.webhook_outbox import forget_deliveries

CASES_AT_ONCE = 50
ORPHANS_AT_ONCE = 100


def keep_retention(
    settings: Settings, now: datetime, stopping: Callable[[], bool] = lambda: False
) -> tuple[Forgotten, int]:
    """Forget whom it is time to forget; remove contents that no case has any more.

    returns: what was forgotten, and how many contents were removed
    """
    forgotten, full = Forgotten(), True
    while full and not stopping():
        with transaction():
            batch = forget_batch(now, settings.personal_data_months, CASES_AT_ONCE)
        full = batch.cases == CASES_AT_ONCE
        forgotten = Forgotten(
            forgotten.cases + batch.cases, forgotten.documents + batch.documents
        )
    return forgotten, _remove_orphans(settings, stopping)


def clear_delivery_log(settings: Settings, now: datetime) -> int:
    """Take what was told to webhooks long ago out of their logs; returns how many."""
    with transaction():
        return forget_deliveries(now - timedelta(days=settings.delivery_log_days))


def _remove_orphans(settings: Settings, stopping: Callable[[], bool]) -> int:
    removed = 0
    while not stopping():
        with reading():
            names = list_orphans(ORPHANS_AT_ONCE)
        if not names:
            break
        for name in names:
            with transaction():
                removed += remove_orphan(name, settings.documents_dir)
    return removed
