"""A ticket as it stood at an earlier moment: its timeline told again up to then.

What was written at a moment must be read as of that moment. Each entry is judged by the
rules and the calendar under which it was written; what came later does not change it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.casework.office import Office
from app.domain.course import course
from app.domain.entries import Told
from app.domain.facts import TicketFacts
from app.domain.standards import Named, Standard, standards
from app.store.register import Held


@dataclass(frozen=True, slots=True)
class Earlier:
    """The facts at a moment, itself included, and what judged the ticket then."""

    facts: TicketFacts
    standard: Standard


def stood_at(
    office: Office, held: Held, entries: Sequence[Told], moment: datetime
) -> Earlier:
    """How a ticket stood.

    entries: its whole timeline, oldest first; the first is its filing
    returns: as it stands now, where a timeline that was tampered with cannot be told
    """
    now = Named(held.calendar_hash, held.rules_hash)
    judged = standards([(one.kind, one.payload) for one in entries], now, office)
    told = [
        (entry, standard)
        for entry, standard in zip(entries, judged, strict=True)
        if entry.at <= moment
    ]
    by_then, judged_by = zip(*told, strict=True)
    last = course(by_then, judged_by)[-1]
    return Earlier(last.after or held.facts, judged_by[-1])
