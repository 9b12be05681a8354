"""The hash of a row that a daily seal covers beside the entries.

Entries are chained; what else tells of a case, a ruling, a publication or whoever
looked at a name stands in rows. Their hashes are leaves of the same daily tree.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from enum import StrEnum

NAME = "bancheng row 1"  # apart from whatever else is hashed


def row_hash(kind: str, key: str, values: Sequence[object]) -> str:
    """Hex SHA-256 over the kind, the key and the values of a row, in their order.

    raises: TypeError for a value that has no canonical text
    """
    told = [NAME, kind, key, *map(plain, values)]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value: object) -> object:
    """What JSON can say of a value; an instant in UTC, whatever zone it was read in."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case bytes():
            return value.hex()
        case StrEnum():
            return str(value)
    return value
