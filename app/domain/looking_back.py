"""A ticket as it stood at an earlier moment: its timeline folded up to then.

What was written at a moment must be read as of that moment; what came later does not
change it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from app.domain.custody import Told
from app.domain.entries import FOLDED_KINDS, entry_act
from app.domain.facts import TicketFacts
from app.domain.replay import judge
from app.domain.rule_set import RuleSet
from app.domain.terms import TicketClass
from app.domain.working_calendar import WorkingCalendar


def as_of(
    ticket_class: TicketClass,
    entries: Iterable[Told],
    moment: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> TicketFacts:
    """The facts at a moment, itself included: acts, and what time had brought by then.

    entries: the ticket's timeline, oldest first; the first is its filing
    """
    acts = (
        entry_act(entry.kind, entry.at, entry.department, entry.payload)
        for entry in entries
        if entry.kind in FOLDED_KINDS and entry.at <= moment
    )
    return judge(ticket_class, acts, moment, calendar, rules).facts
