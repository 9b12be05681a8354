"""How far the procedure on a flag is: who was heard, who ruled, until when what.

A flag is an escalation of the ladder or a finding. Its hearing is what the entries
about it say, one after the other: the rules that write them and the proof that reads
them again ask the same function. Late, and final, are computed.
Source: docs/rules.md, sections 8 (exemptions), 12 (16), 13.3; decision 0018.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeAlias

from app.domain.finding import FindingKey
from app.domain.terms import ClockName, EntryKind, FindingCode, Ground, Step
from app.domain.terms import ReviewStatus as S

FlagKey: TypeAlias = tuple[ClockName, int, Step] | FindingKey

OPEN = frozenset({S.PENDING, S.STATEMENT, S.HEARD})
# What the inspection office has to do next, whatever the limits say.
AWAITING_INSPECTION = (S.PENDING, S.HEARD, S.OBJECTED)
# What a department may object to.
AGAINST = frozenset({S.CONFIRMED, S.DOWNGRADED})


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was done about one flag, and the limits that were set meanwhile.

    Limits are included: what is done at the moment itself is in time.

    told_at:    when the department was told and asked
    stated_at:  when it stated its view, asked or not
    ruling:     what the first ruling said; `status` is what holds now
    ground:     of the last dismissal, downgrading or revocation
    decided_at: when its objection was decided; nothing comes after that
    """

    status: S = S.PENDING
    told_at: datetime | None = None
    statement_due_at: datetime | None = None
    stated_at: datetime | None = None
    ruling_due_at: datetime | None = None
    ruling: S | None = None
    ground: Ground | None = None
    ruled_at: datetime | None = None
    objection_due_at: datetime | None = None
    objected_at: datetime | None = None
    decision_due_at: datetime | None = None
    decided_at: datetime | None = None

    def is_heard(self, now: datetime) -> bool:
        """Has the department spoken, or let its time pass?"""
        due = self.statement_due_at
        return self.stated_at is not None or (due is not None and due < now)

    def is_final(self, now: datetime) -> bool:
        """Can nothing change it any more?"""
        if self.status in OPEN or self.status is S.OBJECTED:
            return False
        due = self.objection_due_at
        return self.decided_at is not None or due is None or due < now


@dataclass(frozen=True, slots=True)
class FlagInHand:
    """A flag at one step of its procedure, and how far that is.

    department: code of the one that is heard and told; None where nobody is
    """

    key: FlagKey
    hearing: Hearing
    department: str | None


@dataclass(frozen=True, slots=True)
class Turn:
    """Who must or may act next, and until when; None without a limit."""

    of_department: bool
    due_at: datetime | None

    def is_late(self, now: datetime) -> bool:
        """Has the limit passed?"""
        return self.due_at is not None and self.due_at < now


def turn(hearing: Hearing, telling_due_at: datetime, now: datetime) -> Turn | None:
    """Whose turn it is; None when nothing is left to do.

    telling_due_at: until when the department is to be told, see `limits.days_due`
    """
    if hearing.is_final(now):
        return None
    match hearing.status:
        case S.PENDING:
            return Turn(of_department=False, due_at=telling_due_at)
        case S.STATEMENT if not hearing.is_heard(now):
            return Turn(of_department=True, due_at=hearing.statement_due_at)
        case S.STATEMENT | S.HEARD:
            return Turn(of_department=False, due_at=hearing.ruling_due_at)
        case S.OBJECTED:
            return Turn(of_department=False, due_at=hearing.decision_due_at)
    return Turn(of_department=True, due_at=hearing.objection_due_at)


# --- entries ---------------------------------------------------------------------


def key_words(key: FlagKey) -> dict[str, str | int]:
    """The words of an entry that say which flag it is about."""
    if isinstance(key, FindingKey):
        return {"finding": key.code, "start_seq": key.start_seq, "nth": key.nth}
    clock, cycle, step = key
    return {"clock": clock, "cycle": cycle, "step": step}


def key_of(payload: Mapping[str, Any]) -> FlagKey:
    """The flag that an entry is about. raises: KeyError, ValueError for none"""
    if "finding" in payload:
        code = FindingCode(payload["finding"])
        return FindingKey(code, payload["start_seq"], payload["nth"])
    return ClockName(payload["clock"]), payload["cycle"], Step(payload["step"])


def heard(
    hearing: Hearing, kind: EntryKind, at: datetime, payload: Mapping[str, Any]
) -> Hearing:
    """The hearing after one more entry about its flag."""
    return _AFTER[kind](hearing, at, payload)


def _asked(hearing: Hearing, at: datetime, payload: Mapping[str, Any]) -> Hearing:
    return replace(
        hearing,
        status=S.STATEMENT,
        told_at=at,
        statement_due_at=_moment(payload, "due_at"),
        ruling_due_at=_moment(payload, "ruling_due_at"),
    )


def _stated(hearing: Hearing, at: datetime, payload: Mapping[str, Any]) -> Hearing:
    due = _moment(payload, "ruling_due_at") or hearing.ruling_due_at
    return replace(hearing, status=S.HEARD, stated_at=at, ruling_due_at=due)


def _ruled(
    ruling: S,
) -> Callable[[Hearing, datetime, Mapping[str, Any]], Hearing]:
    def after(hearing: Hearing, at: datetime, payload: Mapping[str, Any]) -> Hearing:
        return replace(
            hearing,
            status=ruling,
            ruling=ruling,
            ground=_ground(payload),
            ruled_at=at,
            objection_due_at=_moment(payload, "objection_due_at"),
        )

    return after


def _objected(hearing: Hearing, at: datetime, payload: Mapping[str, Any]) -> Hearing:
    due = _moment(payload, "decision_due_at")
    return replace(hearing, status=S.OBJECTED, objected_at=at, decision_due_at=due)


def _decided(hearing: Hearing, at: datetime, payload: Mapping[str, Any]) -> Hearing:
    return replace(
        hearing,
        status=S(payload["outcome"]),
        ground=_ground(payload) or hearing.ground,
        decided_at=at,
    )


def _moment(payload: Mapping[str, Any], name: str) -> datetime | None:
    told = payload.get(name)
    return datetime.fromisoformat(told) if told else None


def _ground(payload: Mapping[str, Any]) -> Ground | None:
    told = payload.get("ground")
    return Ground(told) if told else None


_AFTER: Mapping[
    EntryKind, Callable[[Hearing, datetime, Mapping[str, Any]], Hearing]
] = {
    EntryKind.STATEMENT_REQUESTED: _asked,
    EntryKind.STATEMENT_GIVEN: _stated,
    EntryKind.ESCALATION_CONFIRMED: _ruled(S.CONFIRMED),
    EntryKind.DOWNGRADED: _ruled(S.DOWNGRADED),
    EntryKind.ESCALATION_DISMISSED: _ruled(S.DISMISSED),
    EntryKind.OBJECTED: _objected,
    EntryKind.OBJECTION_DECIDED: _decided,
}
# The entries that a hearing is made of.
PROCEDURE = frozenset(_AFTER)
# Those by which the inspection office rules.
RULED = frozenset(
    {EntryKind.ESCALATION_CONFIRMED, EntryKind.DOWNGRADED}
    | {EntryKind.ESCALATION_DISMISSED}
)
