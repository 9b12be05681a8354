"""The chain of a ticket's entries: each entry's hash covers the one before it.

Changing, adding or removing an entry in the middle breaks every later hash. The end
of the chain is held against the ticket row (count and head), so that removing the
last entries is found too. SHA-256 over canonical JSON.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from app.domain.canonical import canonical_json
from app.domain.decision import Json

ANCHOR = "0" * 64  # what the first entry's hash covers in place of a predecessor


def payload_text(payload: Mapping[str, Json]) -> str:
    """The payload as it is stored: canonical JSON, keys sorted."""
    return canonical_json(dict(payload))


@dataclass(frozen=True, slots=True)
class ChainedEntry:
    """An entry as the register keeps it.

    ticket:      the ticket's number, so that entries cannot change tickets
    seq:         1 for the filing, then rising by one
    at:          the legal moment; recorded_at: when it was written
    actor:       sign-in name of the person, or `system`
    payload:     stored text, hashed as it stands
    """

    ticket: str
    seq: int
    kind: str
    at: datetime
    recorded_at: datetime
    actor: str
    role: str
    department: str | None
    payload: str

    def chained_to(self, previous: str) -> str:
        """Hex SHA-256 of this entry after the entry with hash `previous`."""
        text = "\n".join(
            (
                previous,
                self.ticket,
                str(self.seq),
                self.kind,
                _utc(self.at),
                _utc(self.recorded_at),
                self.actor,
                self.role,
                self.department or "",
                self.payload,
            )
        )
        return hashlib.sha256(text.encode()).hexdigest()


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
