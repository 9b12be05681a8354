"""The daily seal: one hash over all entries that no seal covers yet, chained.

A chain of entries shows that one ticket was not changed by half; whoever rewrites a
whole chain, or takes its end away, is found by the seal, and whoever rewrites the seals
by the copy that an outside witness has.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from app.domain.proof.integrity import ANCHOR
from app.domain.proof.merkle import tree_root

NAME = "bancheng daily seal 1"  # apart from whatever else is hashed


class WitnessFault(Exception):
    """A witness's file that proves nothing. line: of a damaged seal; None for no seal"""

    def __init__(self, line: int | None = None) -> None:
        super().__init__("no seal in it" if line is None else f"line {line}")
        self.line = line


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal.

    district: code; sequence: 1 for the first of a district, then rising by one
    entries:  how many entries and other rows it covers; root: over their hashes, see
              domain.proof.merkle: entries in the order of ticket number and seq, then rows
    previous_hash: of the seal before it
    """

    district: str
    sequence: int
    sealed_at: datetime
    entries: int
    root: str
    previous_hash: str
    hash: str

    def computed_hash(self) -> str:
        """Hex SHA-256 over everything else that it says."""
        at = self.sealed_at.astimezone(UTC).isoformat(timespec="microseconds")
        told = (NAME, self.previous_hash, self.district, str(self.sequence), at)
        text = "\n".join((*told, str(self.entries), self.root))
        return hashlib.sha256(text.encode()).hexdigest()

    def as_mapping(self) -> dict[str, Any]:
        """What is exported of it; JSON can say it."""
        at = self.sealed_at.astimezone(UTC).isoformat(timespec="microseconds")
        return {**asdict(self), "sealed_at": at}


def next_seal(
    district: str, last: Seal | None, hashes: Sequence[str], now: datetime
) -> Seal:
    """Seal these entries after the last seal.

    hashes: of entries and rows, in their order; may be none
    """
    sequence = last.sequence + 1 if last else 1
    previous = last.hash if last else ANCHOR
    root = tree_root(hashes)
    open_seal = Seal(district, sequence, now, len(hashes), root, previous, "")
    return Seal(
        district, sequence, now, len(hashes), root, previous, open_seal.computed_hash()
    )


def chain_faults(seals: Iterable[Seal]) -> Iterator[tuple[int, str]]:
    """Sequence and fault of what does not hold in one district's seals, in order."""
    previous, expected = ANCHOR, 1
    for seal in seals:
        if seal.sequence != expected:
            yield expected, "seal is missing"
        elif seal.previous_hash != previous:
            yield seal.sequence, "does not follow the seal before it"
        if seal.computed_hash() != seal.hash:
            yield seal.sequence, "seal was changed"
        previous, expected = seal.hash, seal.sequence + 1


def compare(
    witnessed: Iterable[Seal], kept: Mapping[tuple[str, int], Seal]
) -> Iterator[tuple[Seal, str]]:
    """What the witness has and the register does not have, or has otherwise."""
    for seal in witnessed:
        ours = kept.get((seal.district, seal.sequence))
        if ours is None:
            yield (
                seal,
                "the witness has this seal, the register has not: it was removed",
            )
        elif ours.hash != seal.hash:
            yield seal, "the register's seal differs from the witness's: rewritten"


def seal_line(seal: Seal) -> str:
    """One seal as one line of JSON, as a witness keeps it."""
    return json.dumps(seal.as_mapping(), sort_keys=True)


def read_witness(text: str) -> list[Seal]:
    """The seals in a witness's file; lines that are no JSON objects are passed over,
    so that mails may be kept as they came.

    raises: WitnessFault for a seal that is cut off or was changed, or for none at all
    """
    lines = enumerate(text.splitlines(), start=1)
    seals = [_read(line, at) for at, line in lines if line.lstrip().startswith("{")]
    if not seals:
        raise WitnessFault
    return seals


def _read(line: str, at: int) -> Seal:
    try:
        told = json.loads(line)
        sealed_at = datetime.fromisoformat(told["sealed_at"])
        seal = Seal(**{**told, "sealed_at": sealed_at})
        is_itself = seal.computed_hash() == seal.hash
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise WitnessFault(at) from fault
    if not is_itself:
        raise WitnessFault(at)
    return seal
