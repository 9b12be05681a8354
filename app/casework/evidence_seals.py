"""What of an evidence file the daily seals cover, each with its path to a seal.

A tree of a day holds the whole district's: it is read once for all that it covers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.proof.evidence_file import EnclosedRow, Proof, proof_under
from app.domain.proof.seals import Seal
from app.store import sealed_rows, seals
from app.store.sealed_rows import Leaf, SealedOfCase
from app.store.seals import Unsealed


@dataclass(frozen=True, slots=True)
class Sealed:
    """seals: from the first to the last that covers any of it; proofs: by entry"""

    seals: Sequence[Seal]
    proofs: Mapping[int, Proof]
    rows: Sequence[EnclosedRow]


def sealed_of_ticket(
    district_id: int, ticket_id: int, entry_count: int, *, full: bool
) -> Sealed:
    """The proofs of a ticket's first entries, and of its rows.

    full: as in rows_of_ticket
    """
    rows = sealed_rows.rows_of_ticket(ticket_id, full=full)
    of_entries = seals.seals_of_ticket(ticket_id)
    proofs: dict[int, Proof] = {}
    enclosed: list[EnclosedRow] = []
    covering = sorted({*of_entries, *(one.seal for one in rows)})
    for tree in _trees(district_id, covering):
        for index, one in enumerate(tree.entries):
            if one.ticket_id == ticket_id and one.seq <= entry_count:
                proofs[one.seq] = tree.proof(index)
        enclosed += tree.enclosed(rows)
    return Sealed(_seals(district_id, covering), proofs, enclosed)


def sealed_flags(district_id: int, rows: Sequence[SealedOfCase]) -> Sealed:
    """The proofs of rows alone, of whichever tickets."""
    covering = sorted({one.seal for one in rows})
    enclosed = [
        row for tree in _trees(district_id, covering) for row in tree.enclosed(rows)
    ]
    return Sealed(_seals(district_id, covering), {}, enclosed)


@dataclass(frozen=True, slots=True)
class _Tree:
    """All that one seal covers, entries first."""

    sequence: int
    entries: Sequence[Unsealed]
    hashes: Sequence[str]
    places: Mapping[Leaf, int]

    def proof(self, index: int) -> Proof:
        return proof_under(self.sequence, self.hashes, index)

    def enclosed(self, rows: Sequence[SealedOfCase]) -> Iterator[EnclosedRow]:
        """Those of the rows that this seal covers."""
        for row in rows:
            if row.seal == self.sequence:
                leaf, proof = row.leaf, self.proof(self.places[row.leaf])
                yield EnclosedRow(leaf.kind, leaf.key, row.values, leaf.hash, proof)


def _trees(district_id: int, covering: Sequence[int]) -> Iterator[_Tree]:
    for sequence in covering:
        entries = seals.sealed_entries(district_id, sequence)
        leaves = sealed_rows.covered_rows(district_id, sequence)
        hashes = [*(one.hash for one in entries), *(one.hash for one in leaves)]
        places = {leaf: index for index, leaf in enumerate(leaves, len(entries))}
        yield _Tree(sequence, entries, hashes, places)


def _seals(district_id: int, covering: Sequence[int]) -> list[Seal]:
    """From the first to the last of these: each is chained to the one before it."""
    if not covering:
        return []
    following = seals.list_seals(district_id, covering[0] - 1)
    return [one for one in following if one.sequence <= covering[-1]]
