"""What is hashed: one text for one value, and the hash of a text.

The forms of the rule file and of the calendar are older and stay as they are: their
hashes stand on record.
"""

from __future__ import annotations

import hashlib
import json

_encode = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True
).encode


def canonical_json(value: object) -> str:
    """JSON of one line, keys sorted, no blanks, Chinese as it is.

    raises: TypeError for what JSON cannot say
    """
    return _encode(value)


def text_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8, hex."""
    return hashlib.sha256(text.encode()).hexdigest()
