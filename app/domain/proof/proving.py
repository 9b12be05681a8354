"""Proof of one ticket: the chain of its entries, and its rows against their replay.

Whoever changes, adds or removes an entry breaks the chain; whoever changes a row that
was derived from the entries is contradicted by folding them again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import reduce
from typing import Any

from app.domain.deciding import happening_entry
from app.domain.decision import EscalationKey
from app.domain.entries import FOLDED_KINDS, entry_act
from app.domain.errors import Refusal
from app.domain.facts import ENDED, TicketFacts
from app.domain.facts_text import dump_facts
from app.domain.life.applying import apply_act, open_ticket
from app.domain.passing_time import Happening, bring_next, bring_steps, next_moment
from app.domain.proof.flags import flag_faults
from app.domain.proof.integrity import ANCHOR, ChainedEntry
from app.domain.proof.kept import Fault, KeptClock, KeptEntry, KeptTicket
from app.domain.proof.papers import notice_differences, paper_differences
from app.domain.proof.retaliation import retaliation_differences
from app.domain.standards import (
    CHANGES,
    ClockKey,
    Named,
    Standard,
    Versions,
    after_change,
    moved_in,
    named,
    named_at_filing,
    standards,
)
from app.domain.terms import EntryKind, TicketClass

BY_TIME = frozenset(
    {EntryKind.AUTO_SIGNED, EntryKind.AUTO_RESUMED, EntryKind.ESCALATED}
)
ENDINGS = frozenset({EntryKind.CLOSED, EntryKind.WITHDRAWN, EntryKind.MERGED})
# Columns that are what an entry says.
STATED = ("exclusion", "archive_no", "retention_until")
CAUSED = frozenset({EntryKind.ANSWERED, EntryKind.VERIFIED})


def prove(kept: KeptTicket, versions: Versions) -> Iterator[Fault]:
    """What does not agree; nothing for a ticket that was not tampered with.

    A broken chain is told, and the entries are folded all the same: the rows may tell
    what was changed. Each entry is folded under the rules and the calendar that it was
    judged by.
    """
    yield from _chain_faults(kept)
    try:
        told = [(EntryKind(e.entry.kind), e.payload) for e in kept.entries]
        judged_by = standards(told, kept.under, versions)
    except KeyError:
        yield Fault(kept.number, None, "its rules or calendar are not kept")
        return
    except (ValueError, TypeError, AttributeError) as error:
        yield Fault(kept.number, None, f"cannot be replayed: {error}")
        return
    yield from _replay_faults(kept, judged_by)
    if _last_named(told, kept.under) != kept.under:
        yield Fault(kept.number, None, "what judges it differs from the entries")


# --- the chain -----------------------------------------------------------------


def _chain_faults(kept: KeptTicket) -> Iterator[Fault]:
    previous = ANCHOR
    for position, one in enumerate(kept.entries, start=1):
        if one.entry.seq != position:
            yield Fault(kept.number, position, "entry missing or out of order")
            return
        if one.previous_hash != previous:
            yield Fault(kept.number, position, "does not follow the entry before it")
        if one.entry.chained_to(one.previous_hash) != one.hash:
            yield Fault(kept.number, position, "entry was changed")
        if one.account not in (None, one.entry.actor):
            yield Fault(kept.number, position, "its account is another person's")
        previous = one.hash
    if len(kept.entries) != kept.entry_count:
        yield Fault(kept.number, len(kept.entries) + 1, "last entries are missing")
    elif previous != kept.chain_head:
        yield Fault(kept.number, None, "end of the chain differs from the ticket")


# --- the replay ----------------------------------------------------------------


def _last_named(
    told: Sequence[tuple[EntryKind, Mapping[str, Any]]], now: Named
) -> Named:
    """What the entries say that the ticket stands under; `now` where they are silent."""
    telling = [payload for kind, payload in told if kind in CHANGES]
    filing = [payload for kind, payload in told[:1]]
    return reduce(after_change, telling, named_at_filing([*filing, *telling], now))


def _replay_faults(kept: KeptTicket, judged_by: Sequence[Standard]) -> Iterator[Fault]:
    facts: TicketFacts | None = None
    pending: list[Happening] = []
    fallen: dict[EscalationKey, tuple[Happening, Named]] = {}
    made_by: dict[ClockKey, Named] = {}
    now: Standard | None = None
    for one, standard in zip(kept.entries, judged_by, strict=True):
        before, now = now or standard, standard
        try:
            if facts is None:
                facts = _opened(one.entry)
                continue
            facts, pending, told = _next(facts, pending, one.entry, before, now)
        except (Refusal, ValueError, KeyError, TypeError) as error:
            yield Fault(kept.number, one.entry.seq, f"cannot be replayed: {error}")
            return
        if isinstance(told, str):
            yield Fault(kept.number, one.entry.seq, told)
            return
        if told is not None and told.step is not None and told.clock is not None:
            fallen[(*told.clock, told.step)] = told, named(now)
        _note_clocks(made_by, facts, one.entry, named(now))
    if facts is None or now is None:
        yield Fault(kept.number, None, "no entries")
        return
    yield from _row_faults(kept, facts, next_moment(facts, *now), made_by)
    yield from flag_faults(kept, facts, fallen, judged_by)


def _note_clocks(
    made_by: dict[ClockKey, Named], facts: TicketFacts, entry: ChainedEntry, now: Named
) -> None:
    """What made each limit: in force when the clock started, or when it was moved."""
    for clock in facts.clocks[len(made_by) :]:  # clocks are only ever added, at the end
        made_by[clock.key] = now
    if EntryKind(entry.kind) in CHANGES:
        for key in moved_in(json.loads(entry.payload)):
            made_by[key] = now


def _opened(entry: ChainedEntry) -> TicketFacts:
    payload = json.loads(entry.payload)
    if entry.kind != EntryKind.FILED:
        raise ValueError("the first entry is not the filing")
    return open_ticket(TicketClass(payload["class"]), entry.at)


def _next(
    facts: TicketFacts,
    pending: list[Happening],
    entry: ChainedEntry,
    before: Standard,
    now: Standard,
) -> tuple[TicketFacts, list[Happening], Happening | str | None]:
    """One entry further: the facts, what an act still brings, and what time told.

    before: what judged up to this entry; now: what judges it and what follows
    """
    kind = EntryKind(entry.kind)
    if kind in BY_TIME:
        if pending:
            expected, *pending = pending
        else:
            facts, found = bring_next(facts, *before)
            if found is None:
                return facts, pending, "time had nothing to bring"
            expected = found
        return facts, pending, _same(entry, expected) or expected
    if pending:
        return facts, pending, f"a step is missing before it: {pending[0].step}"
    coming = next_moment(facts, *before)
    if coming is not None and coming < entry.at:
        return facts, pending, f"what time brought at {coming} is missing before it"
    if kind not in FOLDED_KINDS:
        return facts, pending, None
    payload: dict[str, Any] = json.loads(entry.payload)
    act = entry_act(kind, entry.at, entry.department, payload)
    promise = facts.promise
    after, steps = apply_act(facts, act, *now)
    if steps and promise is not None:
        pending = bring_steps(after, steps, promise.key, *now)
    return after, pending, None


def _same(entry: ChainedEntry, expected: Happening) -> str | None:
    told = happening_entry(expected)
    payload = json.loads(entry.payload)
    recorded = (entry.kind, entry.at, entry.department, payload)
    if recorded == (told.kind, told.at, told.department, dict(told.payload)):
        return None
    return f"time brought {told.kind} at {told.at}, not this"


# --- the rows ------------------------------------------------------------------


def _row_faults(
    kept: KeptTicket,
    facts: TicketFacts,
    next_at: datetime | None,
    made_by: Mapping[ClockKey, Named],
) -> Iterator[Fault]:
    if dump_facts(facts) != kept.facts:
        yield Fault(kept.number, None, "the kept facts differ from the entries")
    entries = [one.entry for one in kept.entries]
    for where in (
        *_column_differences(kept, facts, next_at),
        *_clock_differences(kept, facts, made_by),
        *notice_differences(entries, facts, kept.notices),
        *paper_differences(entries, kept.papers),
        *retaliation_differences(entries, kept.retaliation),
    ):
        yield Fault(kept.number, None, f"{where} differs from the entries")


def _column_differences(
    kept: KeptTicket, facts: TicketFacts, next_at: datetime | None
) -> Iterator[str]:
    columns = {
        **proved_columns(facts),
        "closed_at": _closed_at(facts, kept.entries),
        "cause": _cause(kept.entries),
        **{name: _stated(kept.entries, name) for name in STATED},
        "next_at": next_at,
        "window": True,
    }
    for name, value in columns.items():
        if kept.columns.get(name) != value:
            yield name


def _clock_differences(
    kept: KeptTicket, facts: TicketFacts, made_by: Mapping[ClockKey, Named]
) -> Iterator[str]:
    clocks = {
        KeptClock(
            c.name,
            c.cycle,
            c.department,
            c.started_at,
            c.due_at,
            c.stopped_at,
            c.colour,
            made_by[c.key],
        )
        for c in facts.clocks
    }
    for clock in sorted(clocks ^ set(kept.clocks), key=lambda c: (c.name, c.cycle)):
        yield f"clock {clock.name} {clock.cycle}"


def proved_columns(facts: TicketFacts) -> dict[str, object]:
    """The columns of a ticket's row that its facts settle."""
    promise = facts.promise
    return {
        "state": facts.state,
        "ticket_class": facts.ticket_class,
        "holder": facts.holder,
        "due_at": promise.due_at if promise else None,
        "stopped_at": promise.stopped_at if promise else None,
        "handed_up": facts.handed_up,
        "asked_extension": facts.asked_days,
        "redo_cycle": facts.redo_cycle,
        "watched": facts.watched,
        "meeting_called": facts.meeting_called,
        "meeting_owed": facts.meeting_owed,
        "filed_at": facts.filed_at,
        "dispatched_at": facts.dispatched_at,
    }


def _cause(entries: Sequence[KeptEntry]) -> str | None:
    """Why it could not be done, as the last answer or verification that said so."""
    told = [one.entry for one in reversed(entries) if one.entry.kind in CAUSED]
    return next(
        filter(None, (json.loads(one.payload).get("cause") for one in told)), None
    )


def _stated(entries: Sequence[KeptEntry], name: str) -> str | None:
    """What the last entry that says something of it says."""
    said = (one.payload.get(name) for one in reversed(entries))
    return next(filter(None, said), None)


def _closed_at(facts: TicketFacts, entries: Sequence[KeptEntry]) -> datetime | None:
    """The moment of the ending that counts; None while the ticket is open."""
    if facts.state not in ENDED:
        return None
    return max(one.entry.at for one in entries if one.entry.kind in ENDINGS)
