"""A whole recorded history folded act by act, with everything that it brought.

What the answer to a timeline, the back-test and a ticket's own findings are read from.
Source: docs/rules.md, "Timelines".
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.domain.acts import Act
from app.domain.chronicle import Chronicle, Record, chronicle
from app.domain.entries import entry_act
from app.domain.errors import Refusal
from app.domain.facts import TicketFacts
from app.domain.finding import Finding
from app.domain.findings.find import find
from app.domain.life.applying import open_ticket
from app.domain.passing_time import Happening, advance
from app.domain.replay import act_upon, escalations
from app.domain.rule_set import RuleSet
from app.domain.terms import EntryKind, TicketClass
from app.domain.working_calendar import CalendarExhausted, WorkingCalendar

# What the calendar, or Python's own, raises for days that it does not have.
OUTSIDE = (CalendarExhausted, OverflowError)


class ActFault(Exception):
    """An act of a history that cannot be folded.

    position: 0-based index of the act
    refusal:  what the rules say against it; None when it lies outside the calendar
    """

    def __init__(self, position: int, refusal: Refusal | None) -> None:
        super().__init__(position, refusal)
        self.position = position
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """One entry that moves state or clocks, as it is kept. payload: JSON"""

    kind: EntryKind
    at: datetime
    department: str | None
    payload: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """One ticket's acts, the filing first. center: code of where it was filed."""

    number: str
    center: str
    acts: tuple[RecordedAct, ...]

    @property
    def ticket_class(self) -> TicketClass:
        """As it was filed."""
        return TicketClass(json.loads(self.acts[0].payload)["class"])

    def as_acts(self) -> list[Act]:
        """The acts as the rules read them."""
        return [
            entry_act(one.kind, one.at, one.department, json.loads(one.payload))
            for one in self.acts
        ]


@dataclass(frozen=True, slots=True)
class History:
    """A history up to its last act."""

    acts: tuple[Act, ...]
    facts: TicketFacts
    records: tuple[Record, ...]
    happenings: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a history came to by a moment, itself included.

    happenings: everything that time and acts brought, in order
    """

    facts: TicketFacts
    happenings: tuple[Happening, ...]
    chronicle: Chronicle

    def steps(self) -> list[Happening]:
        """The steps of the ladder by legal moment, then ladder order."""
        return escalations(self.happenings)

    def findings(self) -> list[Finding]:
        """What it suggests, by since, then code."""
        return find(self.chronicle)


def fold(
    ticket_class: TicketClass,
    acts: Iterable[Act],
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> History:
    """Fold the acts in their order; the first is the filing. raises: ActFault"""
    steps = iter(acts)
    filed = next(steps)
    facts = open_ticket(ticket_class, filed.at)
    records: list[Record] = []
    happenings: list[Happening] = []
    for position, act in enumerate(steps, start=1):
        try:
            after, before, brought = act_upon(facts, act, calendar, rules)
        except Refusal as refusal:
            raise ActFault(position, refusal) from None
        except OUTSIDE:
            raise ActFault(position, None) from None
        records.append(Record(position, act, facts, after))
        facts = after
        happenings += before + brought
    done = (filed, *(record.act for record in records))
    return History(done, facts, tuple(records), tuple(happenings))


def told_until(
    history: History, until: datetime, calendar: WorkingCalendar, rules: RuleSet
) -> Outcome:
    """Let time pass up to the moment and look back. raises: one of OUTSIDE"""
    facts, last = advance(history.facts, until, calendar, rules, inclusive=True)
    looked = chronicle(history.records, facts, until, calendar, rules)
    return Outcome(facts, (*history.happenings, *last), looked)
