"""The ledger (台账) in full: with a reason, on record. Masked, it is an export like others.

Source: docs/rules.md, personal data.
"""

from __future__ import annotations

from app.casework.desk import Desk
from app.casework.on_record import put_on_record
from app.domain.errors import NotPermitted
from app.domain.periods import Period
from app.domain.permissions import may
from app.domain.statements import LONGEST_REASON, bounded
from app.domain.terms import Command, Relation
from app.store.access_log import AccessAction


def may_take_full(desk: Desk) -> bool:
    """May this officer learn the names of all cases of the district?"""
    return may(desk.actor, (Relation.DISTRICT,), Command.REVEAL)


def note_full_ledger(desk: Desk, period: Period, reason: str, remote: str = "") -> None:
    """Put on record that, and why, this officer takes the whole ledger of a period.

    raises: NotPermitted; FieldMissing reason; RuleBroken field.too_long
    """
    if not may_take_full(desk):
        raise NotPermitted("permission", role=desk.actor.role, command=Command.REVEAL)
    words = bounded(reason, "reason", LONGEST_REASON)
    put_on_record(
        desk,
        AccessAction.REVEAL,
        reason=f"台账 {period.key}: {words}",
        remote=remote,
    )
