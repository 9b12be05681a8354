"""What a paper may rest on, and who may read it.

A circular, a talk record and a clue package rest on one flag of a case that stands
confirmed: a step of the ladder, or a finding. What is only late is graded by the ladder,
day by day, so that its papers rest on the steps; findings of conduct have no steps.
Source: docs/rules.md, sections 3 (discipline), 8, 12, 13.2 (steps 9 to 11); decision 0023.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from app.domain.discretion import is_reported
from app.domain.errors import NotPermitted, RuleBroken
from app.domain.finding import FindingKey
from app.domain.hearing import FlagKey
from app.domain.permissions import Actor
from app.domain.separation import ADMINISTRATORS
from app.domain.terms import FindingCode, PaperKind, ReviewStatus, Role, Step

F, K = FindingCode, PaperKind

Sort: TypeAlias = Step | FindingCode

# What was done or refused, whenever it was: passed on, put off, closed falsely, unmended.
CONDUCT = frozenset({F.N3, F.N6, F.M4, F.M5, F.T1, F.T2, F.T3, F.Q1})
# What departments read never rests on the step `clue`: it would tell them that a clue is
# weighed. Nor is reported retaliation named before all: it would tell who complained.
RESTS_ON: Mapping[PaperKind, frozenset[Sort]] = {
    K.CIRCULAR: frozenset({Step.RED, Step.RAISED}) | CONDUCT,
    K.TALK: frozenset({Step.RAISED}) | CONDUCT | {F.V1},
    K.CLUE: frozenset({Step.CLUE, F.N3, F.N6, F.V1}),
}
# What asks for a paper by itself. Any other ground is for a person to see.
ASKS: Mapping[PaperKind, Sort] = {
    K.CIRCULAR: Step.RED,
    K.TALK: Step.RAISED,
    K.CLUE: Step.CLUE,
}
ASKS_TOO: Mapping[PaperKind, Sort] = {K.CLUE: F.V1}
_OF_THE_DISTRICT = frozenset({Role.INSPECTOR, Role.DISPATCHER, Role.DISTRICT_LEADER})


@dataclass(frozen=True, slots=True)
class Ground:
    """The flag that a paper rests on, as it stands now."""

    key: FlagKey
    status: ReviewStatus
    department: str | None


def sort_of(key: FlagKey) -> Sort:
    """What a flag is: the step that fell, or the code of the finding."""
    return key.code if isinstance(key, FindingKey) else key[2]


def may_rest_on(
    kind: PaperKind, key: FlagKey, department: str | None, status: ReviewStatus | None
) -> bool:
    """Is there ground for a paper of this kind: weighty enough, and confirmed?

    department: the one that the flag names; a finding of the window or the arbiter
                names none, and is no ground
    """
    is_fit = sort_of(key) in RESTS_ON[kind] and _names_somebody(key, department)
    return is_fit and status is ReviewStatus.CONFIRMED


def require_ground(kind: PaperKind, ground: Ground) -> None:
    """raises: RuleBroken paper.step, paper.not_confirmed"""
    sort = sort_of(ground.key)
    if sort not in RESTS_ON[kind] or not _names_somebody(ground.key, ground.department):
        raise RuleBroken("paper.step", field="flag", step=sort)
    if ground.status is not ReviewStatus.CONFIRMED:
        raise RuleBroken("paper.not_confirmed", field="flag")


def require_another(ruled_by: int | None, writes: frozenset[int]) -> None:
    """Whoever confirmed a flag does not write what departments read on it.

    ruled_by: the account that ruled; writes: all accounts of the person who writes
    raises:   NotPermitted paper.own_ruling
    """
    if ruled_by in writes:
        raise NotPermitted("paper.own_ruling")


def may_read(
    reader: Actor, kind: PaperKind, department: str | None, flag: FlagKey | None
) -> bool:
    """May this person read an issued paper?

    A circular is for all who work in the district; a talk for those it concerns, of
    reported retaliation the department alone; a clue package for the inspection office.

    department: the one that the paper names; flag: that it rests on, None for figures
    """
    if kind is K.CIRCULAR:
        return reader.role not in ADMINISTRATORS
    if kind is K.CLUE or reader.role is Role.INSPECTOR:
        return reader.role is Role.INSPECTOR
    is_own = department is not None and reader.department == department
    if flag is not None and is_reported(flag):
        return is_own
    return is_own or reader.role in _OF_THE_DISTRICT


def _names_somebody(key: FlagKey, department: str | None) -> bool:
    return department is not None or not isinstance(key, FindingKey)
