"""Under which rules and which calendar each entry of a timeline was judged.

A ticket starts under the rules and the calendar in force when it is filed; an entry of
its own says when others take their place. So a timeline can be folded again exactly,
however often the years were published or the rules changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeAlias

from app.domain.rule_set import RuleSet
from app.domain.terms import ClockName, EntryKind
from app.domain.working_calendar import WorkingCalendar

ClockKey: TypeAlias = tuple[ClockName, int]

# Entries from which on a ticket stands under what they name in their payload.
CHANGES = frozenset({EntryKind.CALENDAR_CHANGED, EntryKind.RULES_CHANGED})


class Versions(Protocol):
    """Rules and calendars by their hash; both raise KeyError for one not kept."""

    def calendar_of(self, version: str) -> WorkingCalendar: ...

    def rules_of(self, version: str) -> RuleSet: ...


class Standard(NamedTuple):
    """What judges an entry, and what time brings after it."""

    calendar: WorkingCalendar
    rules: RuleSet


@dataclass(frozen=True, slots=True)
class Named:
    """The hashes that a ticket stands under."""

    calendar: str
    rules: str


def named(standard: Standard) -> Named:
    """The hashes of a standard."""
    return Named(standard.calendar.version, standard.rules.version)


def named_at_filing(entries: Iterable[Mapping[str, Any]], now: Named) -> Named:
    """The hashes at the filing: what the first entry names; else what the first change
    says that it replaced; else what the ticket stands under now.

    entries: payloads of the filing and of each change, oldest first
    """
    calendar = rules = ""
    for payload in entries:
        before = payload.get("previous_calendar") or payload.get("calendar")
        calendar = calendar or str(before or "")
        rules = rules or str(
            payload.get("previous_rules") or payload.get("rules") or ""
        )
    return Named(calendar or now.calendar, rules or now.rules)


def standards(
    entries: Sequence[tuple[EntryKind, Mapping[str, Any]]],
    now: Named,
    versions: Versions,
) -> list[Standard]:
    """For each entry what judges it; a change is judged by what it brings in.

    entries: kind and payload, oldest first
    now:     what the ticket stands under
    raises:  KeyError, if one of the versions is not kept
    """
    telling = [payload for kind, payload in entries if _tells(kind)]
    under = named_at_filing(telling, now)
    standard = _standard(under, versions)
    found = []
    for kind, payload in entries:
        if kind in CHANGES:
            under = after_change(under, payload)
            standard = _standard(under, versions)
        found.append(standard)
    return found


def after_change(named: Named, payload: Mapping[str, Any]) -> Named:
    """The hashes after a change; what it does not name stays."""
    return Named(
        str(payload.get("calendar") or named.calendar),
        str(payload.get("rules") or named.rules),
    )


def moved_in(payload: Mapping[str, Any]) -> frozenset[ClockKey]:
    """The clocks that a change says it moved: their limits are of its making."""
    words = (str(one).split() for one in payload.get("moved") or ())
    return frozenset((ClockName(name), int(cycle)) for name, cycle, *_ in words)


def _tells(kind: EntryKind) -> bool:
    return kind is EntryKind.FILED or kind in CHANGES


def _standard(named: Named, versions: Versions) -> Standard:
    return Standard(
        versions.calendar_of(named.calendar), versions.rules_of(named.rules)
    )
