"""Personal data are kept as long as they are needed, and no longer (PIPL article 19).

An archived case loses who complained, the words, and the documents when it has been
closed for so many months. Its number, timeline with the chain, clocks, escalations and
figures stay, so that the record can still be proved.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.store import retention
from app.store.access_log import AccessAction, log_access

SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What a batch took away. documents: rows; their contents go as orphans"""

    cases: int = 0
    documents: int = 0


def closed_before(now: datetime, months: int) -> datetime:
    """The moment before which a case must have been closed to lose its personal data.

    The same day and time so many calendar months ago; on the last days of a month the
    28th, which keeps them up to three days longer and never shorter.
    """
    years, month = divmod(now.month - 1 - months, 12)
    year, month = now.year + years, month + 1
    return now.replace(year=year, month=month, day=min(now.day, 28))


def forget_batch(now: datetime, months: int, limit: int) -> Forgotten:
    """Take the personal data of the next cases away; each is logged.

    returns: nothing taken, when there is none left
    """
    documents = 0
    expired = retention.list_expired(closed_before(now, months), limit)
    for ticket_id, district_id, number in expired:
        documents += retention.forget_person(ticket_id, now)
        log_access(
            AccessAction.FORGOTTEN,
            now,
            SYSTEM,
            district_id=district_id,
            ticket_id=ticket_id,
            reason=number,
        )
    return Forgotten(len(expired), documents)


def count_due(now: datetime, months: int) -> int:
    """How many cases would lose their personal data now."""
    return retention.count_expired(closed_before(now, months))
