"""When a ticket's history is to be looked at for findings.

Told from the facts alone, so that every decision can say it without the history. A
moment too many costs one look that finds nothing; one too few would be a finding
missed: the proof of the register looks for both. Source: docs/rules.md, "Timelines" 30
to 33.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from app.domain.chronicle import frozen_due
from app.domain.decision import Entry
from app.domain.facts import ENDED, Clock, TicketFacts
from app.domain.findings.inaction import days_of_grace
from app.domain.limits import days_due
from app.domain.standards import Standard
from app.domain.terms import ClockName, EntryKind

# Acts that may be a breach themselves, at their own instant.
BREACHES = frozenset(
    {
        EntryKind.VERIFIED,
        EntryKind.ARBITRATED,
        EntryKind.RETURNED,
        EntryKind.SUSPENDED,
        EntryKind.EXTENDED,
        EntryKind.RETALIATION_REPORTED,
    }
)
# A return window that passed, and a holding, are late for nobody.
_NEVER_LATE = frozenset({ClockName.RETURN, ClockName.HOLD})


def next_look(
    before: TicketFacts,
    after: TicketFacts,
    entries: Iterable[Entry],
    standard: Standard,
    now: datetime,
) -> datetime | None:
    """The first moment at which a finding may come that the facts before did not have.

    A finding of a limit is there strictly after the moment, one of an act at it. What
    passed before `now` and was known before was looked at, or its look is owed already.
    """
    breaches = {entry.at for entry in entries if entry.kind in BREACHES}
    coming = set(moments(after, before.last_at, standard))
    if any(at < now for at in coming):
        known = moments(before, before.last_at, standard)
        coming -= {at for at in known if at < now}
    return min(breaches | coming, default=None)


def moments(
    facts: TicketFacts, since: datetime, standard: Standard
) -> Iterator[datetime]:
    """The limits at or after `since` that may pass without anybody's act."""
    if facts.state in ENDED:
        return
    for clock in facts.clocks:
        for due_at in _limits(facts, clock, standard):
            if due_at >= since:
                yield due_at


def _limits(facts: TicketFacts, clock: Clock, standard: Standard) -> Iterator[datetime]:
    calendar, rules = standard
    if clock.name is ClockName.RATING_CONTACT:  # rectifying goes on after the contact
        days = rules.rectify_days
        yield frozen_due(calendar, facts.suspensions, clock.started_at, days)
    if not clock.runs:
        return
    if clock.due_at is not None and clock.name not in _NEVER_LATE:
        yield clock.due_at
    if clock.name is ClockName.SIGN:
        yield days_due(calendar, clock.started_at, rules.findings.n1_again_days)[1]
    grace = days_of_grace(facts.ticket_class, rules)
    if clock.name is ClockName.HOLD and grace is not None:
        yield frozen_due(calendar, facts.suspensions, clock.started_at, grace)
