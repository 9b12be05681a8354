"""The proof of the whole register: every ticket's chain, and its rows by replay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.casework.office import Offices
from app.domain.proof.kept import Fault
from app.domain.proof.proving import prove
from app.store.audit import KeptUnder, Unreadable, kept_tickets, notice_gaps, paper_gaps


@dataclass(slots=True)
class Proof:
    """What was looked at so far. checked: tickets; entries: of their timelines."""

    checked: int = 0
    entries: int = 0


def verify_register(offices: Offices, proof: Proof) -> Iterator[Fault]:
    """Everything that does not agree, ticket by ticket, in bounded memory.

    The door opens `reading_one_moment`, so that work going on is not taken for
    tampering. A ticket that the sweep put off is told of too: it could not be judged.

    proof: counts along, for whoever shows progress
    """
    for kept in kept_tickets():
        proof.checked += 1
        if isinstance(kept, Unreadable):
            yield Fault(kept.number, None, f"cannot be read: {kept.why}")
            continue
        proof.entries += len(kept.kept.entries)
        yield from _proved(offices, kept)
    for district, year, colour in notice_gaps():
        what = f"{colour} supervision notices of {year} have a gap in their numbers"
        yield Fault(district, None, what)
    for district, year, kind in paper_gaps():
        what = f"{kind} numbers of {year} have a gap"
        yield Fault(district, None, what)


def _proved(offices: Offices, kept: KeptUnder) -> Iterator[Fault]:
    yield from prove(kept.kept, offices.of(kept.district_id))
