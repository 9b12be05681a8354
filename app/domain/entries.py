"""An act written as a timeline entry, and read back.

The keys are those of the recorded timelines (docs/rules.md, "Timelines"), so that a
ticket's own timeline can be replayed like any recorded history.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from app.domain.acts import Act
from app.domain.decision import Entry, Json
from app.domain.terms import (
    CauseCode,
    Colour,
    EntryKind,
    ResultCode,
    SuspensionReason,
)

# Kinds of recorded timelines that move state or clocks.
ACT_KINDS = frozenset(list(EntryKind)[: list(EntryKind).index(EntryKind.AUTO_SIGNED)])
# A live ticket's own timeline folds these as well; the rest is time's or review's.
FOLDED_KINDS = ACT_KINDS | {
    EntryKind.EXTENSION_REQUESTED,
    EntryKind.EXTENSION_REFUSED,
    EntryKind.HANDED_UP,
    EntryKind.CALENDAR_CHANGED,
    EntryKind.ASSISTANT_ADDED,
    EntryKind.ASSISTANT_RELEASED,
    EntryKind.LEVEL_RAISED,
    EntryKind.MEETING_CALLED,
    EntryKind.MEETING_HELD,
    EntryKind.WATCHED,
    EntryKind.CALLED_BACK,
    EntryKind.UNWATCHED,
    EntryKind.MERGED,
    EntryKind.RULES_CHANGED,
    EntryKind.NOTICE_LIFTED,
}


class Told(Protocol):
    """A timeline entry, as far as judging needs it. payload: as it is written here."""

    @property
    def kind(self) -> EntryKind: ...

    @property
    def at(self) -> datetime: ...

    @property
    def department(self) -> str | None: ...

    @property
    def payload(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """A timeline entry as it was read, as far as judging and counting need it.

    payload: parsed JSON, as it is written here
    """

    kind: EntryKind
    at: datetime
    department: str | None
    payload: Mapping[str, Any]


def act_entry(act: Act, words: Mapping[str, Json] | None = None) -> Entry:
    """The entry for an act; `words` are added and never override the act's keys."""
    told = {key: value for key, value in _keys(act).items() if value not in (None, "")}
    return Entry(act.kind, act.at, act.department, {**(words or {}), **told})


def entry_act(
    kind: EntryKind, at: datetime, department: str | None, payload: Mapping[str, Any]
) -> Act:
    """The act that `act_entry` wrote.

    payload: parsed JSON (Any: its shape is what `act_entry` wrote)
    raises:  ValueError or KeyError for a code that is not in the tables
    """
    return Act(
        kind,
        at,
        department,
        assisting=tuple(payload.get("assisting") or ()),
        reason=_code(SuspensionReason, payload.get("reason")),
        notice_no=payload.get("notice_no") or "",
        planned_days=payload.get("planned_working_days") or 0,
        granted_days=payload.get("working_days") or 0,
        upheld=payload.get("upheld"),
        result=_code(ResultCode, payload.get("result")),
        cause=_code(CauseCode, payload.get("cause")),
        passed=payload.get("passed"),
        reached=payload.get("reached"),
        solved=payload.get("solved"),
        rating=payload.get("rating"),
        colour=_code(Colour, payload.get("step")),
        calendar=payload.get("calendar") or "",
        rules=payload.get("rules") or "",
        recomputes=payload.get("recomputes") or False,
    )


def _code(table: Any, value: Any) -> Any:
    return None if value is None else table(value)


def _keys(act: Act) -> dict[str, Json]:
    return {
        "assisting": list(act.assisting) or None,
        "reason": act.reason,
        "notice_no": act.notice_no,
        "planned_working_days": act.planned_days or None,
        "working_days": act.granted_days or None,
        "upheld": act.upheld,
        "result": act.result,
        "cause": act.cause,
        "passed": act.passed,
        "reached": act.reached,
        "solved": act.solved,
        "rating": act.rating,
        "step": act.colour,
        "calendar": act.calendar,
        "rules": act.rules,
        "recomputes": act.recomputes or None,
    }
