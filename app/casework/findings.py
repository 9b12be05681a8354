"""Looking for findings: after a person's act, and when the timer finds a look owed.

The same function either way, on the ticket's own timeline. What it finds is a
suspicion, kept once; a person of the inspection office confirms or dismisses it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from app.casework.desk import Desk
from app.casework.office import Office, Offices
from app.domain.entries import ReadEntry, Told
from app.domain.errors import Refusal
from app.domain.finding import FindingKey
from app.domain.findings.due import moments
from app.domain.findings.live import Suspicion, suspicions
from app.domain.standards import Named, Standard, standards
from app.store import register
from app.store.findings import (
    Looked,
    timelines_of,
    write_looks,
)
from app.store.putting_off import PUT_OFF, put_off_first_look
from app.store.register import Held

log = logging.getLogger(__name__)

BATCH = 500


def look_after(desk: Desk, held: Held) -> None:
    """Look at a ticket that somebody just acted on, if a look is owed."""
    if held.look_at is None or held.look_at > desk.now:
        return
    entries = timelines_of([held.ticket_id])[held.ticket_id]
    write_looks([_look(desk.office, held, entries, desk.now)], desk.now)


def look_batch(offices: Offices, now: datetime, size: int = BATCH) -> int:
    """Look at one batch of tickets, of whatever district, that a look is owed.

    returns: how many were held; fewer than `size` means that none is left
    """
    owed = register.hold_owed(now, size)
    if not owed:
        return 0
    told = timelines_of([held.ticket_id for held in owed])
    open_ones = {one: offices.of(one) for one in {held.district_id for held in owed}}
    looks = [
        _look(open_ones[held.district_id], held, told[held.ticket_id], now)
        for held in owed
    ]
    write_looks(looks, now)
    return len(owed)


def ends_of(
    office: Office, held: Held, entries: Sequence[Told], now: datetime
) -> dict[FindingKey, int]:
    """The entry that ended each lateness, or is the breach that an earlier one began.

    Nothing for a timeline that cannot be folded: it was tampered with, and the proof of
    the register says so.
    """
    try:
        found = _suspicions(office, held, entries, now)
    except (Refusal, ValueError, LookupError, TypeError, RuntimeError):
        return {}
    return {one.key: one.end_seq for one in found if one.end_seq is not None}


def put_off_first(now: datetime) -> None:
    """Pass over the first ticket that is owed a look: it cannot even be read."""
    log.error("no findings can be told of %s", put_off_first_look(now))


def _look(
    office: Office, held: Held, entries: Sequence[ReadEntry], now: datetime
) -> Looked:
    """A ticket that cannot be judged must stop neither the act nor the others: it is
    logged by number and looked at again some minutes later."""
    try:
        found = _suspicions(office, held, entries, now)
        standard = Standard(
            office.calendar_of(held.calendar_hash), office.rules_of(held.rules_hash)
        )
        return Looked(
            held, found, min(moments(held.facts, now, standard), default=None)
        )
    except Exception:
        log.exception("no findings can be told of %s", held.number)
        return Looked(held, (), now + PUT_OFF)


def _suspicions(
    office: Office, held: Held, entries: Sequence[Told], until: datetime
) -> list[Suspicion]:
    under = Named(held.calendar_hash, held.rules_hash)
    told = [(entry.kind, entry.payload) for entry in entries]
    return suspicions(entries, standards(told, under, office), held.facts, until)
