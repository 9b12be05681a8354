"""What a rule may say: kinds of consequence, never fields of one command.

A Decision is the only way from a rule to the register. Source: docs/tour.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from app.domain.facts import TicketFacts
from app.domain.hearing import FlagKey, Hearing
from app.domain.terms import (
    ClockName,
    Colour,
    EntryKind,
    PaperKind,
    PaperState,
    Step,
)

Json: TypeAlias = str | int | float | bool | list[str] | None
EscalationKey: TypeAlias = tuple[ClockName, int, Step]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the timeline.

    at:         the legal moment; the register adds the moment it was recorded
    department: code of the department that acts or is concerned
    payload:    what the act says, without the complainant's name or telephone
    by_time:    was it written by time, not by a person?
    """

    kind: EntryKind
    at: datetime
    department: str | None
    payload: Mapping[str, Json] = field(default_factory=dict)
    by_time: bool = False


@dataclass(frozen=True, slots=True)
class Escalation:
    """A step of the ladder that fell. `key` is unique within the ticket."""

    key: EscalationKey
    department: str | None
    due_at: datetime


@dataclass(frozen=True, slots=True)
class SupervisionNotice:
    """A coloured notice to be numbered and sent.

    reply_cycle: cycle of the notice_reply clock that it started
    escalation:  key of the escalation that opened it; None when written by hand
    """

    colour: Colour
    department: str | None
    issued_at: datetime
    reply_due_at: datetime
    reply_cycle: int
    escalation: EscalationKey | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A flag's hearing as one more entry leaves it. kind: of that entry"""

    key: FlagKey
    hearing: Hearing
    kind: EntryKind


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper proposed, issued (to be numbered then) or refused.

    flag:     key of the flag that it rests on; with the kind unique in the ticket
    evidence: SHA-256 of the evidence file that goes with it; empty for none
    """

    kind: PaperKind
    state: PaperState
    flag: FlagKey
    department: str | None
    at: datetime
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A paper withdrawn, because the flag that it rests on does not stand any more."""

    kind: PaperKind
    flag: FlagKey
    at: datetime


@dataclass(frozen=True, slots=True)
class Retaliation:
    """Reported retaliation.

    told: the words of who reports it; no entry holds them, so that they can be taken
          away with the other words of the case
    """

    department: str
    at: datetime
    told: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to send once the decision is saved.

    kind:     what it says, see notices.KINDS
    audience: role and unit, e.g. `handler@SJ`, `inspector`, `window@C0`
    """

    kind: str
    audience: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Everything one command, or one sweep, does to one ticket.

    before:      the facts it was judged on; None for a new ticket
    next_at:     when time will next bring something; None when never
    calendar_hash: of the calendar that holds from now on; empty when it stays
    rules_hash:  of the rules that hold from now on; empty when they stay
    look_at:     when its history is to be looked at for findings, see findings_due
    provisional: does a running clock reach into a year without a notice?
    """

    before: TicketFacts | None
    facts: TicketFacts
    entries: tuple[Entry, ...]
    next_at: datetime | None
    provisional: bool = False
    escalations: tuple[Escalation, ...] = ()
    supervision_notices: tuple[SupervisionNotice, ...] = ()
    reviews: tuple[Review, ...] = ()
    papers: tuple[Paper, ...] = ()
    notices: tuple[Notice, ...] = ()
    calendar_hash: str = ""
    rules_hash: str = ""
    look_at: datetime | None = None
    retaliation: Retaliation | None = None
    withdrawn: tuple[Withdrawal, ...] = ()
