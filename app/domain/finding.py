"""The value that every test for findings gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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
