"""Proof of a ticket's flags: escalations, findings, and the procedure on each.

Steps are compared with those that the fold brought, findings are drawn again from the
timeline, and how far the procedure is with what the entries say about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple

from app.domain.decision import EscalationKey
from app.domain.entries import ReadEntry
from app.domain.errors import Refusal
from app.domain.facts import TicketFacts
from app.domain.findings.live import EVER, suspicions
from app.domain.hearing import PROCEDURE, FlagKey, Hearing, heard, key_of
from app.domain.passing_time import Happening
from app.domain.proof.kept import (
    NOT_HEARD,
    Fault,
    KeptEntry,
    KeptEscalation,
    KeptFinding,
    KeptHearing,
    KeptTicket,
)
from app.domain.standards import Named, Standard
from app.domain.terms import EntryKind, Step


def flag_faults(
    kept: KeptTicket,
    facts: TicketFacts,
    fallen: Mapping[EscalationKey, tuple[Happening, Named]],
    judged_by: Sequence[Standard],
) -> Iterator[Fault]:
    """What does not agree. fallen: the steps that the fold brought, and what judged"""
    try:
        hearings = _hearings(kept.entries)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        yield Fault(kept.number, None, f"the procedure cannot be told: {error}")
        return
    yield from _escalation_faults(kept, fallen, hearings)
    yield from _finding_faults(kept, facts, judged_by, hearings)


def _escalation_faults(
    kept: KeptTicket,
    fallen: Mapping[EscalationKey, tuple[Happening, Named]],
    hearings: Mapping[FlagKey, Hearing],
) -> Iterator[Fault]:
    expected = {
        KeptEscalation(key, one.department, one.at, _hearing(key, hearings), made_by)
        for key, (one, made_by) in fallen.items()
    }
    for one in sorted(expected ^ set(kept.escalations), key=lambda e: e.key):
        where = " ".join(map(str, one.key))
        yield Fault(kept.number, None, f"escalation {where} differs from the entries")


def _hearing(key: FlagKey, hearings: Mapping[FlagKey, Hearing]) -> KeptHearing:
    if key[2] is Step.YELLOW:
        return NOT_HEARD
    return astuple(hearings.get(key, Hearing()))


def _hearings(entries: Sequence[KeptEntry]) -> dict[FlagKey, Hearing]:
    """How far the entries leave the procedure on each flag that they are about."""
    found: dict[FlagKey, Hearing] = {}
    for one in entries:
        kind = EntryKind(one.entry.kind)
        if kind in PROCEDURE:
            payload = one.payload
            key = key_of(payload)
            before = found.get(key, Hearing())
            found[key] = heard(before, kind, one.entry.at, payload)
    return found


def _finding_faults(
    kept: KeptTicket,
    facts: TicketFacts,
    judged_by: Sequence[Standard],
    hearings: Mapping[FlagKey, Hearing],
) -> Iterator[Fault]:
    """Every finding whose moment lies before the next look must be kept. A later one may
    be, where the timeline gives it: an upgrade has a history looked at again from an
    earlier moment on."""
    told = [
        ReadEntry(EntryKind(e.entry.kind), e.entry.at, e.entry.department, e.payload)
        for e in kept.entries
    ]
    until = kept.look_at or EVER
    latest = max((one.since for one in kept.findings), default=until)
    try:
        found = suspicions(told, judged_by, facts, max(until, latest))
    except (Refusal, ValueError, LookupError, TypeError, RuntimeError) as error:
        yield Fault(kept.number, None, f"findings cannot be told: {error}")
        return
    drawn = {
        KeptFinding(
            (str(one.key.code), one.key.start_seq, one.key.nth),
            one.department,
            one.since,
            _hearing(one.key, hearings),
            one.judged_by,
        )
        for one in found
    }
    there = {*kept.findings}
    missing = {one for one in drawn - there if one.since < until}
    for one in sorted(missing | (there - drawn), key=lambda f: f.key):
        where = " ".join(map(str, one.key))
        yield Fault(kept.number, None, f"finding {where} differs from the entries")
