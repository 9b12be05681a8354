"""Everything that is kept of a ticket and can be proved, as it is kept.

Codes are texts here: a row that somebody changed by hand is told, it stops nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, TypeAlias

from app.domain.decision import EscalationKey
from app.domain.hearing import Hearing
from app.domain.proof.integrity import ChainedEntry
from app.domain.proof.papers import KeptNotice, KeptPaper
from app.domain.proof.retaliation import KeptRetaliation
from app.domain.standards import Named

# How far the procedure is, by the fields of Hearing as they are kept.
KeptHearing: TypeAlias = tuple[object, ...]
NOT_HEARD: KeptHearing = (None,) * len(fields(Hearing))


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry as it is kept, with the two hashes beside it.

    account: sign-in name of the account that its row points to; None for none
    """

    entry: ChainedEntry
    previous_hash: str
    hash: str
    account: str | None = None

    @property
    def payload(self) -> Mapping[str, Any]:
        """What the entry says."""
        payload: Mapping[str, Any] = json.loads(self.entry.payload)
        return payload


@dataclass(frozen=True, slots=True)
class KeptClock:
    """A clock row. Equal to the replayed clock, or somebody changed one of them.

    made_by: hashes of what made its limit
    """

    name: str
    cycle: int
    department: str | None
    started_at: datetime
    due_at: datetime | None
    stopped_at: datetime | None
    colour: str | None
    made_by: Named


@dataclass(frozen=True, slots=True)
class KeptEscalation:
    """An escalation row.

    hearing: NOT_HEARD for the yellow light, which accuses nobody
    made_by: hashes of what judged the step
    """

    key: EscalationKey
    department: str | None
    due_at: datetime
    hearing: KeptHearing
    made_by: Named


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """A finding row. made_by: hashes of what was in force at its legal moment"""

    key: tuple[str, int, int]
    department: str | None
    since: datetime
    hearing: KeptHearing
    made_by: Named


@dataclass(frozen=True, slots=True)
class KeptTicket:
    """Everything that is kept of one ticket and can be proved.

    facts: the stored text
    under: hashes of what its row says that it stands under
    look_at: up to when its history was looked at for findings; None for ever
    """

    number: str
    entry_count: int
    chain_head: str
    facts: str
    under: Named
    columns: Mapping[str, object]
    entries: Sequence[KeptEntry]
    clocks: Sequence[KeptClock]
    escalations: Sequence[KeptEscalation]
    notices: Sequence[KeptNotice]
    findings: Sequence[KeptFinding] = ()
    look_at: datetime | None = None
    papers: Sequence[KeptPaper] = ()
    retaliation: Sequence[KeptRetaliation] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that was changed. seq: the entry, None for the ticket's rows."""

    number: str
    seq: int | None
    what: str
