"""The proof of reported retaliation: do its rows say what the entries say?

Strings, not members of code tables, where a row is read as it stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.domain.integrity import ChainedEntry
from app.domain.terms import EntryKind, RetaliationState


@dataclass(frozen=True, slots=True)
class KeptRetaliation:
    """A row of reported retaliation. The words of who reports it are not proved: they
    are taken away with the other words of the case."""

    report_seq: int
    department: str | None
    state: str
    reported_at: datetime
    concluded_at: datetime | None
    conclusion_seq: int | None


def retaliation_differences(
    entries: Sequence[ChainedEntry], kept: Sequence[KeptRetaliation]
) -> Iterator[str]:
    """Which reports differ, as "retaliation reported in entry 7"."""
    differ = {*_reports(entries)} ^ {*kept}
    for seq in sorted({one.report_seq for one in differ}):
        yield f"retaliation reported in entry {seq}"


# What a conclusion is about when no entry reports anything.
_NONE = KeptRetaliation(0, None, "", datetime.max.replace(tzinfo=UTC), None, None)


def _reports(entries: Sequence[ChainedEntry]) -> Iterator[KeptRetaliation]:
    """Each report as the entries leave it; one about a department is open at a time."""
    still_open: dict[str | None, KeptRetaliation] = {}
    for one in entries:
        if EntryKind(one.kind) is EntryKind.RETALIATION_REPORTED:
            state = str(RetaliationState.REPORTED)
            still_open[one.department] = KeptRetaliation(
                one.seq, one.department, state, one.at, None, None
            )
        elif EntryKind(one.kind) is EntryKind.RETALIATION_CONCLUDED:
            found = str(json.loads(one.payload).get("found"))
            yield replace(
                still_open.pop(one.department, _NONE),
                state=found,
                concluded_at=one.at,
                conclusion_seq=one.seq,
            )
    yield from still_open.values()
