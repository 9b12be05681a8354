"""The value that every test for findings gives, and what it is known by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from app.domain.terms import FindingCode


@dataclass(frozen=True, slots=True)
class Finding:
    """A suspicion that a person has to confirm.

    code:        N1 ... Q1
    department:  whose it is; None for the window's or the arbiter's
    since:       the instant a limit passed at, else the event's own
    evidence:    0-based positions of events
    """

    code: str
    department: str | None
    since: datetime
    evidence: tuple[int, ...]


class FindingKey(NamedTuple):
    """What makes a finding the same one within its ticket.

    start_seq: the entry that started the clock, or is the breach
    nth:       of its code on that entry, by legal moment; from 1
    """

    code: FindingCode
    start_seq: int
    nth: int
