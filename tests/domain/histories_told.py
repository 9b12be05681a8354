"""Histories told act by act, with the timeline that they leave behind."""

from __future__ import annotations

from app.domain.acts import Act
from app.domain.deciding import happening_entry
from app.domain.entries import act_entry
from app.domain.life.applying import open_ticket
from app.domain.passing_time import advance
from app.domain.replay import act_upon
from app.domain.terms import EntryKind, TicketClass
from tests.domain.calendars import at
from tests.given import the_calendar, the_rules


def act(kind, when, department=None, words=None, **said):
    """One act, and the words that its entry keeps beside it."""
    return Act(EntryKind(kind), at(f"2026-{when}"), department, **said), words or {}


def told(*acts, until, ticket_class=TicketClass.SPECIAL):
    """The facts at a moment and the timeline, oldest first; the first act is filing."""
    (filing, words), *later = acts
    facts, entries = open_ticket(ticket_class, filing.at), [act_entry(filing, words)]
    for one, words in later:
        facts, before, brought = act_upon(facts, one, the_calendar(), the_rules())
        entries += map(happening_entry, before)
        entries.append(act_entry(one, words))
        entries += map(happening_entry, brought)
    facts, last = advance(
        facts, at(f"2026-{until}"), the_calendar(), the_rules(), inclusive=True
    )
    return facts, (*entries, *map(happening_entry, last))
