"""The daily seal: made once a day by the timer, proved, compared with a witness's copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from app.domain.decision import Notice
from app.domain.proof.kept import Fault
from app.domain.proof.merkle import tree_root
from app.domain.proof.seals import Seal, chain_faults, compare, next_seal
from app.store import directory, outbox, sealed_rows, seals
from app.store.directory import District

KIND = "seal"
WITNESS = "witness"  # an audience outside the house; the settings have its address
LARGEST = 100_000  # entries, and rows, under one seal; more are sealed by the next


def seal_day(district_id: int, now: datetime, tells_witness: bool) -> list[Seal]:
    """Seal what is new, unless this day has its seal already. returns: seals made"""
    known = directory.district(district_id)
    seals.hold_seals(district_id)
    last = seals.last_seal(district_id)
    if last is not None and _day(known, last.sealed_at) >= _day(known, now):
        return []
    return _seal(known, last, now, tells_witness)


def seal_now(district_id: int, now: datetime, tells_witness: bool) -> list[Seal]:
    """Seal what is new at once. A day without entries has a seal too: it shows that the
    register was there."""
    seals.hold_seals(district_id)
    last = seals.last_seal(district_id)
    return _seal(directory.district(district_id), last, now, tells_witness)


def verify_seals() -> Iterator[Fault]:
    """What does not agree between all seals and the entries and rows they cover."""
    for known in directory.list_districts():
        kept = seals.list_seals(known.id)
        for sequence, what in chain_faults(kept):
            yield _fault(known, sequence, what)
        for seal in kept:
            found = sealed_hashes(known.id, seal.sequence)
            if len(found) != seal.entries:
                yield _fault(known, seal.sequence, "sealed entries are missing")
            elif _root(found) != seal.root:
                yield _fault(known, seal.sequence, "sealed entries were changed")
        for number in seals.gaps(known.id):
            yield Fault(number, None, "entries were left out of the seals")
    for row, what in sealed_rows.row_faults():
        yield Fault(f"{row.kind} {row.key}", None, what)


def sealed_hashes(district_id: int, sequence: int) -> list[str]:
    """What a seal is made of: the hashes of its entries, then those of its rows."""
    entries = seals.sealed_entries(district_id, sequence)
    rows = sealed_rows.covered_rows(district_id, sequence)
    return [*(one.hash for one in entries), *(one.hash for one in rows)]


def compare_with_witness(witnessed: Iterable[Seal]) -> Iterator[Fault]:
    """What the witness has otherwise than the register."""
    kept = {
        (seal.district, seal.sequence): seal
        for known in directory.list_districts()
        for seal in seals.list_seals(known.id)
    }
    for seal, what in compare(witnessed, kept):
        yield Fault(f"seal {seal.district}/{seal.sequence}", None, what)


def _seal(
    known: District, last: Seal | None, now: datetime, tells_witness: bool
) -> list[Seal]:
    made: list[Seal] = []
    is_more = True
    while is_more:
        new = seals.in_order(seals.unsealed_entries(known.id, LARGEST))
        rows = sealed_rows.unsealed_rows(known.id, LARGEST)
        is_more = LARGEST in (len(new), len(rows))
        hashes = [*(one.hash for one in new), *(one.hash for one in rows)]
        last = next_seal(known.code, last, hashes, now)
        seals.add_seal(known.id, last, new, rows)
        made.append(last)
    if tells_witness:
        told = [(Notice(KIND, WITNESS), seal.as_mapping()) for seal in made]
        outbox.add_notices(known.id, told, now)
    return made


def _root(hashes: list[str]) -> str:
    """The root over them; "" where one of them is no hash any more."""
    try:
        return tree_root(hashes)
    except ValueError:
        return ""


def _day(known: District, at: datetime) -> str:
    return at.astimezone(known.zone).date().isoformat()


def _fault(known: District, sequence: int, what: str) -> Fault:
    return Fault(f"seal {known.code}/{sequence}", None, what)
