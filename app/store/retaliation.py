"""Reported retaliation as rows: reported, then concluded on."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.decision import Retaliation
from app.domain.errors import Stale
from app.domain.terms import EntryKind, RetaliationState
from app.store.bulk import insert_rows, update_rows
from app.store.rows import Act, Row
from app.store.tables import RetaliationRow

_TELL = frozenset({EntryKind.RETALIATION_REPORTED, EntryKind.RETALIATION_CONCLUDED})


def write_retaliation(acts: Iterable[Act]) -> None:
    """Write what these acts report, and what they conclude.

    raises: Stale, where somebody concluded first
    """
    for act in acts:
        told = act.decision.retaliation
        if told is None:
            continue
        if told.state is RetaliationState.REPORTED:
            insert_rows(RetaliationRow, [_reported(act, told)])
        elif not update_rows(RetaliationRow, [_concluded(act, told)]):
            raise Stale("ticket.changed")


def _reported(act: Act, told: Retaliation) -> Row:
    return {
        "district_id": act.held.district_id,
        "ticket_id": act.held.ticket_id,
        "department_id": act.district.department_id(told.department),
        "state": told.state,
        "told": told.told,
        "reported_at": told.at,
        "reported_by": act.actor.name,
        "report_seq": _seq(act),
        "concluded_at": None,
        "concluded_by": "",
        "conclusion_seq": None,
    }


def _concluded(act: Act, told: Retaliation) -> Row:
    return {
        "old_ticket_id": act.held.ticket_id,
        "old_department_id": act.district.department_id(told.department),
        "old_state": RetaliationState.REPORTED,
        "state": told.state,
        "concluded_at": told.at,
        "concluded_by": act.actor.name,
        "conclusion_seq": _seq(act),
    }


def _seq(act: Act) -> int:
    """Number of the entry that tells of it."""
    seqs = enumerate(act.decision.entries, start=act.held.entry_count + 1)
    return next(seq for seq, entry in seqs if entry.kind in _TELL)
