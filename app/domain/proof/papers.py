"""The proof of numbered papers: do the rows of supervision notices, circulars, talk
records and clue packages say what the entries say?

Strings, not members of code tables, where a row is read as it stands: what somebody
changed by hand must be told, not stop the proof.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.domain.facts import Clock, TicketFacts
from app.domain.papers import TELLS
from app.domain.proof.integrity import ChainedEntry
from app.domain.terms import EntryKind, PaperKind, PaperState


@dataclass(frozen=True, slots=True)
class KeptNotice:
    """A supervision notice's row; the words are those of reply and lifting."""

    colour: str
    cycle: int
    replied_at: datetime | None
    reply_text: str
    lifted_at: datetime | None
    lift_reasons: str


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A row of a circular, a talk record or a clue package on a case.

    flag: what it rests on, as the entry about it names it: finish 1 red, N6 12 1
    beside: what only a paper on figures says, which this one does not
    """

    kind: str
    flag: tuple[str, ...]
    state: str
    department: str | None
    at: datetime
    entry_seq: int
    evidence: str
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    beside: str = ""


def flag_words(*parts: object) -> tuple[str, ...]:
    """The flag of a row: the three that are there of an escalation's and a finding's."""
    return tuple(str(one) for one in parts if one is not None)


def notice_differences(
    entries: Sequence[ChainedEntry], facts: TicketFacts, kept: Sequence[KeptNotice]
) -> Iterator[str]:
    """Which supervision notices differ, as "blue supervision notice 1"."""
    ends = [one for one in entries if EntryKind(one.kind) in _ENDS]
    expected = {_notice(c, ends) for c in facts.clocks if c.colour is not None}
    for colour, cycle in sorted({(n.colour, n.cycle) for n in expected ^ {*kept}}):
        yield f"{colour} supervision notice {cycle}"


_ENDS = frozenset({EntryKind.NOTICE_REPLIED, EntryKind.NOTICE_LIFTED})


def _notice(clock: Clock, ends: Sequence[ChainedEntry]) -> KeptNotice:
    """The notice of a reply clock, ended by the entry that stopped it, if one did."""
    replied, reply, lifted, reasons = None, "", None, ""
    for one in ends:
        words = json.loads(one.payload)
        if (one.at, words.get("step")) != (clock.stopped_at, str(clock.colour)):
            continue
        if EntryKind(one.kind) is EntryKind.NOTICE_REPLIED:
            replied, reply = one.at, str(words.get("text") or "")
        else:
            lifted, reasons = one.at, str(words.get("text") or "")
    return KeptNotice(str(clock.colour), clock.cycle, replied, reply, lifted, reasons)


def paper_differences(
    entries: Sequence[ChainedEntry], kept: Sequence[KeptPaper]
) -> Iterator[str]:
    """Which papers differ, as "circular finish 1 red"."""
    differ = {*_papers(entries)} ^ {*kept}
    for key in sorted({(p.kind, *p.flag) for p in differ}):
        yield " ".join(key)


def _papers(entries: Sequence[ChainedEntry]) -> Iterator[KeptPaper]:
    """Each paper as the last entry about it leaves it."""
    last: dict[tuple[str, ...], KeptPaper] = {}
    for one in entries:
        kind = EntryKind(one.kind)
        if kind is EntryKind.PAPER_WITHDRAWN:
            words = json.loads(one.payload)
            key = str(words.get("paper")), *_flag(words)
            if key in last:
                last[key] = replace(
                    last[key], withdrawn_at=one.at, withdrawn_by=one.actor
                )
        elif kind in TELLS:
            words = json.loads(one.payload)
            paper = _paper(one, words, *TELLS[kind])
            last[paper.kind, *paper.flag] = paper
    yield from last.values()


def _paper(
    one: ChainedEntry, words: Mapping[str, Any], kind: PaperKind, state: PaperState
) -> KeptPaper:
    return KeptPaper(
        str(kind),
        _flag(words),
        str(state),
        one.department,
        one.at,
        one.seq,
        str(words.get("evidence") or ""),
    )


def _flag(words: Mapping[str, Any]) -> tuple[str, ...]:
    names = ("finding", "start_seq", "nth")
    if "finding" not in words:
        names = ("clock", "cycle", "step")
    return flag_words(*(words.get(name) for name in names))
