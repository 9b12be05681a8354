"""Reported retaliation as rows: the words, beside the entry that tells of them."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.decision import Retaliation
from app.domain.terms import EntryKind
from app.store.bulk import insert_rows
from app.store.rows import Act, Row
from app.store.tables import RetaliationRow


def write_retaliation(acts: Iterable[Act]) -> None:
    """Write what these acts report."""
    rows = [
        _row(act, act.decision.retaliation)
        for act in acts
        if act.decision.retaliation is not None
    ]
    insert_rows(RetaliationRow, rows)


def _row(act: Act, told: Retaliation) -> Row:
    return {
        "district_id": act.held.district_id,
        "ticket_id": act.held.ticket_id,
        "department_id": act.district.department_id(told.department),
        "told": told.told,
        "reported_at": told.at,
        "reported_by": act.actor.name,
        "report_seq": _seq(act),
    }


def _seq(act: Act) -> int:
    """Number of the entry that tells of it."""
    seqs = enumerate(act.decision.entries, start=act.held.entry_count + 1)
    return next(
        seq for seq, entry in seqs if entry.kind is EntryKind.RETALIATION_REPORTED
    )
