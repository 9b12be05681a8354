"""Merkle trees over hashes: one root for many, and a short proof for each.

Leaves and nodes are hashed with different first bytes, so that no node can pass for a
leaf. Source: RFC 6962, section 2.1; the empty tree's root is the hash of nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

_LEAF, _NODE = b"\x00", b"\x01"


def tree_root(hashes: Sequence[str]) -> str:
    """Hex root over entry hashes (hex), in the order given."""
    return _root([_leaf(one) for one in hashes]).hex()


def inclusion_path(hashes: Sequence[str], index: int) -> list[str]:
    """The hex hashes that lead from the leaf at `index` to the root, lowest first."""
    return [one.hex() for one in _path([_leaf(one) for one in hashes], index)]


def _leaf(entry_hash: str) -> bytes:
    return sha256(_LEAF + bytes.fromhex(entry_hash)).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(_NODE + left + right).digest()


def _root(leaves: Sequence[bytes]) -> bytes:
    if not leaves:
        return sha256(b"").digest()
    level = list(leaves)
    # A node without a neighbour rises as it is: the split at the largest power of two.
    while len(level) > 1:
        pairs = [_node(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]


def _path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    level, here, found = list(leaves), index, []
    while len(level) > 1:
        beside = here ^ 1
        if beside < len(level):
            found.append(level[beside])
        pairs = [_node(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level, here = pairs + level[len(pairs) * 2 :], here // 2
    return found
