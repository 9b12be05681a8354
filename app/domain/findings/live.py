"""Findings of a live ticket: the functions that judge recorded histories, run on its
own timeline.

A ticket may have stood under several rules and calendars; each finding is judged by
those in force at its legal moment, and by no others. A limit that other rules would
have set before they came into force was nobody's to keep.
Source: docs/rules.md, "Timelines" 30 to 35.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

from app.domain.chronicle import Record, chronicle
from app.domain.entries import FOLDED_KINDS, Told, entry_act
from app.domain.facts import TicketFacts
from app.domain.finding import Finding, FindingKey
from app.domain.findings.find import find
from app.domain.life.applying import apply_act, open_ticket
from app.domain.passing_time import advance, bring_steps
from app.domain.standards import Named, Standard, named
from app.domain.terms import EntryKind, FindingCode, TicketClass

EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A finding of a live ticket.

    since:     the legal moment
    end_seq:   the entry that ended the lateness, once there is one
    judged_by: hashes of the rules and the calendar in force at the legal moment
    """

    key: FindingKey
    department: str | None
    since: datetime
    end_seq: int | None
    judged_by: Named


# One era: from when until when (not included) a standard was in force.
Era: TypeAlias = tuple[Standard, datetime, datetime]


def suspicions(
    entries: Sequence[Told],
    judged_by: Sequence[Standard],
    facts: TicketFacts,
    until: datetime,
) -> list[Suspicion]:
    """What a ticket's own timeline suggests, by legal moment, then code.

    entries:   the timeline from the filing on; seq is the place, from 1
    judged_by: what judges each of them, see `standards`
    facts:     as the timeline leaves them
    until:     only what has its legal moment before it, or is an act at it
    raises:    Refusal, ValueError, KeyError for a timeline that cannot be folded
    """
    records = tuple(_records(entries, judged_by))
    found = [
        (one, named(standard))
        for standard, start, end in _eras(entries, judged_by)
        for one in find(chronicle(records, facts, until, *standard))
        if start <= one.since < end
    ]
    found.sort(key=lambda told: (told[0].since, told[0].code))
    suspected = [*_numbered(found), *_reported(entries, judged_by, until)]
    return sorted(suspected, key=lambda one: (one.since, one.key))


def _reported(
    entries: Sequence[Told], judged_by: Sequence[Standard], until: datetime
) -> Iterator[Suspicion]:
    """Retaliation is told by a person, not by the history: each report is one."""
    told = zip(entries, judged_by, strict=True)
    for seq, (entry, standard) in enumerate(told, start=1):
        if entry.kind is EntryKind.RETALIATION_REPORTED and entry.at <= until:
            key = FindingKey(FindingCode.V1, seq, 1)
            under = named(standard)
            yield Suspicion(key, entry.department, entry.at, None, under)


def _records(
    entries: Sequence[Told], judged_by: Sequence[Standard]
) -> Iterator[Record]:
    """The acts after the filing, each with the facts that the act before it left."""
    filed = entries[0]
    facts = open_ticket(TicketClass(filed.payload["class"]), filed.at)
    before = judged_by[0]
    for place, (entry, now) in enumerate(zip(entries, judged_by, strict=True)):
        if place and entry.kind in FOLDED_KINDS:
            after = _acted(facts, entry, before, now)
            act = entry_act(entry.kind, entry.at, entry.department, entry.payload)
            yield Record(place, act, facts, after)
            facts = after
        before = now


def _acted(
    facts: TicketFacts, entry: Told, before: Standard, now: Standard
) -> TicketFacts:
    """What time brought before the act, the act, and the steps that it brought."""
    ready, _ = advance(facts, entry.at, *before)
    act = entry_act(entry.kind, entry.at, entry.department, entry.payload)
    promise = ready.promise
    after, steps = apply_act(ready, act, *now)
    if steps and promise is not None:
        bring_steps(after, steps, promise.key, *now)
    return after


def _eras(entries: Sequence[Told], judged_by: Sequence[Standard]) -> list[Era]:
    """The standards in force, one after the other, without a gap."""
    starts = [(judged_by[0], datetime.min.replace(tzinfo=UTC))]
    for entry, standard in zip(entries, judged_by, strict=True):
        if named(standard) != named(starts[-1][0]):
            starts.append((standard, entry.at))
    ends = [start for _, start in starts[1:]] + [EVER]
    return [(one, start, end) for (one, start), end in zip(starts, ends, strict=True)]


def _numbered(found: Iterable[tuple[Finding, Named]]) -> Iterator[Suspicion]:
    times: Counter[tuple[str, int]] = Counter()
    for one, judged_by in found:
        start = one.evidence[0] + 1
        times[one.code, start] += 1
        nth = times[one.code, start]
        end = one.evidence[1] + 1 if len(one.evidence) > 1 else None
        key = FindingKey(FindingCode(one.code), start, nth)
        yield Suspicion(key, one.department, one.since, _later(start, end), judged_by)


def _later(start: int, end: int | None) -> int | None:
    return end if end is not None and end > start else None
