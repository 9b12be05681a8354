"""A draft rule file tried on recorded histories: what would have been different.

Pure comparison: two judgements of one ticket in, the differences out. An escalation is
the same when ticket, clock, cycle and step are; a finding when ticket, code and its
place among those of its code are. At another instant it has moved.
Source: docs/rules.md, "Back-test".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias, TypeVar

from app.domain.finding import Finding
from app.domain.ladder import RANK
from app.domain.passing_time import Happening
from app.domain.terms import ClockName, Step

StepKey: TypeAlias = tuple[ClockName, int, Step]
FindingKey: TypeAlias = tuple[str, int]
Key: TypeAlias = StepKey | FindingKey
Instance: TypeAlias = tuple[datetime, str | None]
_RANK = {str(step): rank for step, rank in RANK.items()}
K = TypeVar("K", bound=Hashable)


class Change(StrEnum):
    """What the draft would have done to an escalation or a finding."""

    ADDED = "added"
    GONE = "gone"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule file makes of a ticket: instants and departments by key."""

    steps: Mapping[StepKey, Instance]
    findings: Mapping[FindingKey, Instance]


@dataclass(frozen=True, slots=True)
class Difference:
    """One escalation or finding that is not the same under the draft.

    name:       the step, or the code of the finding
    clock:      (name, cycle) for an escalation; None for a finding
    nth:        for a finding, its place among those of its code; 0 for an escalation
    department: whose it is under the draft, or was when it is gone; None for nobody's
    at, was:    the instants under the draft and under the active rules
    """

    change: Change
    name: str
    clock: tuple[ClockName, int] | None
    nth: int
    department: str | None
    at: datetime | None
    was: datetime | None


@dataclass(frozen=True, slots=True)
class Compared:
    """One ticket under both rule files.

    error: why it could not be judged; under: by "active", "draft" or "both"
    """

    ticket: str | int | None
    differences: tuple[Difference, ...] = ()
    active: Counter[str] = field(default_factory=Counter)
    draft: Counter[str] = field(default_factory=Counter)
    error: str | None = None
    under: str | None = None


def verdict(steps: list[Happening], findings: list[Finding]) -> Verdict:
    """Steps and findings, each in their order, by key."""
    by_step: dict[StepKey, Instance] = {}
    for one in steps:
        if one.clock is not None and one.step is not None:
            by_step[(*one.clock, one.step)] = one.at, one.department
    by_code: dict[FindingKey, Instance] = {}
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.code] += 1
        key = finding.code, seen[finding.code]
        by_code[key] = finding.since, finding.department
    return Verdict(by_step, by_code)


def compare(ticket: str | int | None, active: Verdict, draft: Verdict) -> Compared:
    """What the draft changes for one ticket."""
    differences = [
        *(_of_step(*one) for one in _changes(active.steps, draft.steps)),
        *(_of_finding(*one) for one in _changes(active.findings, draft.findings)),
    ]
    differences.sort(key=_place)
    return Compared(ticket, tuple(differences), _names(active), _names(draft))


def not_judged(
    ticket: str | int | None, active: str | None, draft: str | None
) -> Compared:
    """A ticket that one of the rule files, or neither, can judge."""
    under = "both" if active and draft else "active" if active else "draft"
    return Compared(ticket, error=active or draft, under=under)


@dataclass(slots=True)
class Totals:
    """What a back-test adds up to.

    tickets:     looked at; changed: with a difference; not_judged: with an error
    names:       by step or code: active, draft, added, gone, moved
    departments: by department (None: nobody's) the same, without the first two
    places:      by (department, step or code): added, gone, moved
    """

    tickets: int = 0
    changed: int = 0
    not_judged: int = 0
    names: dict[str, Counter[str]] = field(default_factory=dict)
    departments: dict[str | None, Counter[str]] = field(default_factory=dict)
    places: dict[tuple[str | None, str], Counter[str]] = field(default_factory=dict)

    def add(self, one: Compared) -> None:
        """Count one ticket."""
        self.tickets += 1
        self.not_judged += one.error is not None
        self.changed += bool(one.differences)
        for side, counted in (("active", one.active), ("draft", one.draft)):
            for name, count in counted.items():
                self.names.setdefault(name, Counter())[side] += count
        for each in one.differences:
            where = each.department, each.name
            self.names.setdefault(each.name, Counter())[each.change] += 1
            self.departments.setdefault(each.department, Counter())[each.change] += 1
            self.places.setdefault(where, Counter())[each.change] += 1

    def merge(self, other: Totals) -> None:
        """Add what another part of the tickets came to."""
        self.tickets += other.tickets
        self.changed += other.changed
        self.not_judged += other.not_judged
        _merge(self.names, other.names)
        _merge(self.departments, other.departments)
        _merge(self.places, other.places)

    def sum_of(self, change: Change) -> int:
        """How many escalations and findings changed so."""
        return sum(counted[change] for counted in self.names.values())

    def in_order(self) -> list[str]:
        """The names that occur: steps as the ladder has them, then codes."""
        return sorted(self.names, key=_name_place)


def _merge(into: dict[K, Counter[str]], other: Mapping[K, Counter[str]]) -> None:
    for key, counted in other.items():
        into.setdefault(key, Counter()).update(counted)


def _changes(
    active: Mapping[K, Instance], draft: Mapping[K, Instance]
) -> Iterator[tuple[Change, K, Instance | None, Instance | None]]:
    for key, was in active.items():
        now = draft.get(key)
        if now is None:
            yield Change.GONE, key, was, None
        elif now[0] != was[0]:
            yield Change.MOVED, key, was, now
    for key, now in draft.items():
        if key not in active:
            yield Change.ADDED, key, None, now


def _of_step(
    change: Change, key: StepKey, was: Instance | None, now: Instance | None
) -> Difference:
    clock, cycle, step = key
    return _difference(change, step, (clock, cycle), 0, was, now)


def _of_finding(
    change: Change, key: FindingKey, was: Instance | None, now: Instance | None
) -> Difference:
    code, nth = key
    return _difference(change, code, None, nth, was, now)


def _difference(
    change: Change,
    name: str,
    clock: tuple[ClockName, int] | None,
    nth: int,
    was: Instance | None,
    now: Instance | None,
) -> Difference:
    instance = now or was
    return Difference(
        change,
        name,
        clock,
        nth,
        instance[1] if instance else None,
        now[0] if now else None,
        was[0] if was else None,
    )


def _names(verdict: Verdict) -> Counter[str]:
    steps = Counter(str(step) for _, _, step in verdict.steps)
    return steps + Counter(code for code, _ in verdict.findings)


def _place(one: Difference) -> tuple[int, str, str, int]:
    """Escalations by clock and ladder, then findings by code."""
    rank, code = _name_place(one.name)
    clock, cycle = one.clock or ("", one.nth)
    return rank, code, clock, cycle


def _name_place(name: str) -> tuple[int, str]:
    """Steps by the ladder, then codes by name."""
    rank = _RANK.get(name)
    return (rank, "") if rank is not None else (len(_RANK), name)
