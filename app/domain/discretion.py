"""What the inspection office alone may know, so that nobody is warned.

That a clue for the discipline body is weighed is told to no department, window, arbiter
or leader, before it is decided or after; neither is it heard on it: the facts below the
clue were, each as a flag of its own, and a clue takes no points. Reported retaliation is
told to the department that it names, when the inspection office asks it, and to nobody
else. Source: docs/rules.md, sections 10.1, 13.2 (step 11); decisions 0021, 0022.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, TypeGuard

from app.domain.finding import FindingKey
from app.domain.hearing import PROCEDURE, FlagKey, Hearing, key_of
from app.domain.permissions import Actor
from app.domain.terms import EntryKind, FindingCode, PaperKind, Role, Step

K = EntryKind

# Entries of these kinds are the inspection office's, whatever they are about.
DISCREET = frozenset(
    {K.CLUE_PROPOSED, K.CLUE_TRANSFERRED, K.CLUE_REFUSED}
    | {K.RETALIATION_REPORTED, K.RETALIATION_CONCLUDED}
)
# Entries that are about one flag, and as discreet as it is.
_ABOUT_A_FLAG = PROCEDURE | {K.ESCALATED, K.TALK_RECORDED, K.PAPER_WITHDRAWN}


class Flag(Protocol):
    """A flag, as far as discretion needs it."""

    @property
    def key(self) -> FlagKey: ...

    @property
    def department(self) -> str | None: ...

    @property
    def hearing(self) -> Hearing | None: ...


def sees(
    reader: Actor, kind: EntryKind, department: str | None, payload: Mapping[str, Any]
) -> bool:
    """May this person know of an entry of this kind that says this?

    department: the one that the entry names
    """
    if reader.role is Role.INSPECTOR:
        return True
    if kind in DISCREET or tells_of_a_clue(kind, payload):
        return False
    key = flag_of(kind, payload)
    if key is None or stays_inside(kind, department, key):
        return key is None
    return not is_discreet(key) or (is_reported(key) and _is_own(reader, department))


def sees_flag(reader: Actor, flag: Flag) -> bool:
    """May this person know that there is such a flag? Of reported retaliation, the
    department from when it is told."""
    if reader.role is Role.INSPECTOR or not is_discreet(flag.key):
        return True
    is_told = flag.hearing is not None and flag.hearing.told_at is not None
    return is_reported(flag.key) and is_told and _is_own(reader, flag.department)


def is_discreet(key: FlagKey) -> bool:
    """Is the flag the inspection office's alone to know, and at most the department's
    that is told of it?"""
    return _is_clue(key) or is_reported(key)


def is_reported(key: FlagKey) -> TypeGuard[FindingKey]:
    """Is the flag reported retaliation?"""
    return isinstance(key, FindingKey) and key.code is FindingCode.V1


def stays_inside(kind: EntryKind, department: str | None, key: FlagKey) -> bool:
    """Was a finding dismissed of which nobody was told? Then nobody is told of that.

    department: the one that the entry names
    """
    is_untold = department is None and isinstance(key, FindingKey)
    return kind is K.ESCALATION_DISMISSED and is_untold


def tells_of_a_clue(kind: EntryKind, payload: Mapping[str, Any]) -> bool:
    """Does it withdraw a clue package, of which nobody else knows?"""
    return kind is K.PAPER_WITHDRAWN and payload.get("paper") == PaperKind.CLUE


def flag_of(kind: EntryKind, payload: Mapping[str, Any]) -> FlagKey | None:
    """The flag that an entry is about; None for none, or for one that is unreadable."""
    if kind not in _ABOUT_A_FLAG:
        return None
    try:
        return key_of(payload)
    except (KeyError, ValueError):
        return None


def to_be_heard(key: FlagKey, department: str | None) -> str | None:
    """The department that is told and heard before a ruling; None for nobody."""
    return None if _is_clue(key) else department


def told_of_ruling(
    key: FlagKey, hearing: Hearing, department: str | None
) -> str | None:
    """The department that a ruling is told to; None where it never knew of the flag: of
    a finding it knows once it was told, of a step of the ladder from when it fell."""
    is_known = hearing.told_at is not None or hearing.stated_at is not None
    is_open = not isinstance(key, FindingKey) and not is_discreet(key)
    return department if is_known or is_open else None


def _is_clue(key: FlagKey) -> bool:
    return not isinstance(key, FindingKey) and key[2] is Step.CLUE


def _is_own(reader: Actor, department: str | None) -> bool:
    return department is not None and reader.department == department
