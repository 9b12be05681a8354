"""One event of a recorded timeline, read: what it does, by the keys of the contract.

Source: docs/rules.md, "Timelines".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from app.domain.acts import Act
from app.domain.entries import ACT_KINDS
from app.domain.terms import (
    CauseCode,
    Colour,
    EntryKind,
    ResultCode,
    SuspensionReason,
)

_WITH_DEPARTMENT = frozenset(
    {EntryKind.DISPATCHED, EntryKind.SIGNED, EntryKind.CONTACTED}
    | {EntryKind.PROGRESSED, EntryKind.RETURNED, EntryKind.ANSWERED}
    | {EntryKind.ARBITRATED}
)


class TimelineFault(Exception):
    """A line that cannot be judged.

    position: 0-based index of the event at fault, None when it is the line itself
    """

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


def act_of(event: Any) -> Act:
    """What an event of a timeline does. raises: TimelineFault"""
    if not isinstance(event, dict):
        raise TimelineFault("not an event")
    kind = _kind(event.get("kind"))
    at = instant_of(event.get("at"), "at")
    department = _text(event, "department") if kind in _WITH_DEPARTMENT else None
    further = _FURTHER.get(kind)
    return Act(kind, at, department, **(further(event) if further else {}))


def instant_of(value: object, field: str) -> datetime:
    """An instant with its offset. raises: TimelineFault for what is none"""
    if not isinstance(value, str):
        raise TimelineFault(f"{field} missing")
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise TimelineFault(f"{field} is no instant") from None
    if at.tzinfo is None:
        raise TimelineFault("no offset")
    return at


def _kind(code: object) -> EntryKind:
    try:
        kind = EntryKind(code)
    except ValueError:
        raise TimelineFault("unknown kind") from None
    if kind not in ACT_KINDS or kind is EntryKind.NOTICE_ISSUED:
        raise TimelineFault("unknown kind")
    return kind


def _text(event: Mapping[str, Any], field: str) -> str:
    value = event.get(field)
    if not isinstance(value, str) or not value:
        raise TimelineFault(f"{field} missing")
    return value


def _flag(event: Mapping[str, Any], field: str) -> bool:
    value = event.get(field)
    if not isinstance(value, bool):
        raise TimelineFault(f"{field} missing")
    return value


def _count(event: Mapping[str, Any], field: str) -> int:
    value = event.get(field)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise TimelineFault(f"{field} missing")
    return value


# What each kind of event says beside its department, by the field of the act.


def _dispatched(event: Mapping[str, Any]) -> dict[str, Any]:
    assisting = event.get("assisting", [])
    if not isinstance(assisting, list) or not all(
        isinstance(code, str) and code for code in assisting
    ):
        raise TimelineFault("assisting is no list of codes")
    return {"assisting": tuple(dict.fromkeys(assisting))}


def _suspended(event: Mapping[str, Any]) -> dict[str, Any]:
    try:
        reason = SuspensionReason(event.get("reason"))
    except ValueError:
        raise TimelineFault("unknown reason") from None
    notice_no = event.get("notice_no")
    if not isinstance(notice_no, str):
        raise TimelineFault("notice_no missing")
    planned = _count(event, "planned_working_days")
    return {"reason": reason, "notice_no": notice_no, "planned_days": planned}


def _extended(event: Mapping[str, Any]) -> dict[str, Any]:
    return {"granted_days": _count(event, "working_days")}


def _returned(event: Mapping[str, Any]) -> dict[str, Any]:
    _text(event, "proposed")
    return {}


def _arbitrated(event: Mapping[str, Any]) -> dict[str, Any]:
    return {"upheld": _flag(event, "upheld")}


def _answered(event: Mapping[str, Any]) -> dict[str, Any]:
    try:
        result = ResultCode(event.get("result"))
    except ValueError:
        raise TimelineFault("unknown result") from None
    return {"result": result, "cause": _cause(event)}


def _verified(event: Mapping[str, Any]) -> dict[str, Any]:
    cause = None if event.get("cause") is None else _cause(event)
    return {"passed": _flag(event, "passed"), "cause": cause}


def _cause(event: Mapping[str, Any]) -> CauseCode:
    """Another district's code may stand in a history: it is carried as it is."""
    code = _text(event, "cause")
    try:
        return CauseCode(code)
    except ValueError:
        return cast(CauseCode, code)  # compared as the text that both are


def _revisited(event: Mapping[str, Any]) -> dict[str, Any]:
    reached = _flag(event, "reached")
    solved, rating = event.get("solved"), event.get("rating")
    if reached or solved is not None:
        solved = _flag(event, "solved")
    if rating is not None and _count(event, "rating") > 5:
        raise TimelineFault("rating out of range")
    return {"reached": reached, "solved": solved, "rating": rating}


def _replied(event: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return {"colour": Colour(event.get("step"))}
    except ValueError:
        raise TimelineFault("unknown step") from None


_FURTHER = {
    EntryKind.DISPATCHED: _dispatched,
    EntryKind.SUSPENDED: _suspended,
    EntryKind.EXTENDED: _extended,
    EntryKind.RETURNED: _returned,
    EntryKind.ARBITRATED: _arbitrated,
    EntryKind.ANSWERED: _answered,
    EntryKind.VERIFIED: _verified,
    EntryKind.REVISITED: _revisited,
    EntryKind.NOTICE_REPLIED: _replied,
}
