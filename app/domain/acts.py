"""An act: something a person did to a ticket at a moment, as the clocks see it.

Words for people (reasons, texts, names) stay in the timeline entry's payload; an
act holds only what moves a clock or the state. Source: docs/rules.md, "Timelines".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.terms import (
    CauseCode,
    Colour,
    EntryKind,
    ResultCode,
    SuspensionReason,
)


@dataclass(frozen=True, slots=True)
class Act:
    """One act.

    at:             aware instant of the act
    department:     code of the department that acts or is named, or None
    assisting:      codes of assisting departments (dispatched)
    planned_days:   working days a suspension is planned to last, at least 1
    granted_days:   working days an extension adds
    calendar:       hash of the calendar that holds from now on (calendar_changed)
    rules:          hash of the rules that hold from now on (rules_changed)
    recomputes:     do running clocks follow the new rules? (rules_changed)
    rating:         1 (very dissatisfied) .. 5 (very satisfied), None when not given
    """

    kind: EntryKind
    at: datetime
    department: str | None = None
    assisting: tuple[str, ...] = ()
    reason: SuspensionReason | None = None
    notice_no: str = ""
    planned_days: int = 0
    granted_days: int = 0
    upheld: bool | None = None
    result: ResultCode | None = None
    cause: CauseCode | None = None
    passed: bool | None = None
    reached: bool | None = None
    solved: bool | None = None
    rating: int | None = None
    colour: Colour | None = None
    calendar: str = ""
    rules: str = ""
    recomputes: bool = False
