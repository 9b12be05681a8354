"""Proof of reported retaliation: do its rows say what the entries say?

What became of a report is its flag's hearing, and proved with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.proof.integrity import ChainedEntry
from app.domain.terms import EntryKind


@dataclass(frozen=True, slots=True)
class KeptRetaliation:
    """A row of reported retaliation. The words of who reports it are not proved: they
    are taken away with the other words of the case."""

    report_seq: int
    department: str | None
    reported_at: datetime


def retaliation_differences(
    entries: Sequence[ChainedEntry], kept: Sequence[KeptRetaliation]
) -> Iterator[str]:
    """Which reports differ, as "retaliation reported in entry 7"."""
    reported = {
        KeptRetaliation(one.seq, one.department, one.at)
        for one in entries
        if EntryKind(one.kind) is EntryKind.RETALIATION_REPORTED
    }
    for seq in sorted({one.report_seq for one in reported ^ {*kept}}):
        yield f"retaliation reported in entry {seq}"
