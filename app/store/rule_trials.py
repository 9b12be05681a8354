"""Back-tests of drafts on the whole register, ordered, gone on with, read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Result, select, update

from app.domain.errors import NotFound
from app.store.bulk import insert_row
from app.store.database import Chosen, db
from app.store.tables import RuleTrialRow
from app.store.transaction import lock_for_writing


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """One back-test; see RuleTrialRow."""

    id: int
    district_id: int
    draft_id: int
    rules_hash: str
    ordered_by: str
    ordered_at: datetime
    total: int | None
    done: int
    last_id: int
    content: str
    tries: int
    fault: str
    stopped_by: str | None
    ended_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Is it to be gone on with?"""
        return self.ended_at is None

    @property
    def is_whole(self) -> bool:
        """Were all cases tried?"""
        return not self.is_open and self.total is not None and self.done >= self.total


def add_trial(
    district_id: int, draft_id: int, rules_hash: str, by: str, now: datetime
) -> int:
    """Order one. returns: its number"""
    lock_for_writing()
    row = {
        "district_id": district_id,
        "draft_id": draft_id,
        "rules_hash": rules_hash,
        "ordered_by": by,
        "ordered_at": now,
        "done": 0,
        "last_id": 0,
        "content": "",
        "tries": 0,
        "fault": "",
    }
    return insert_row(RuleTrialRow, row)


def open_trials() -> list[RuleTrial]:
    """Those that are to be gone on with, the oldest first."""
    row = RuleTrialRow
    chosen = select(*_TRIAL).where(row.ended_at.is_(None)).order_by(row.id)
    return _trials(chosen)


def latest_trial(district_id: int, draft_id: int) -> RuleTrial | None:
    """The last one of a draft; None when there is none."""
    row = RuleTrialRow
    chosen = (
        select(*_TRIAL)
        .where(row.district_id == district_id, row.draft_id == draft_id)
        .order_by(row.id.desc())
        .limit(1)
    )
    return next(iter(_trials(chosen)), None)


def get_trial(district_id: int, trial_id: int) -> RuleTrial:
    """One by its number. raises: NotFound rules.no_trial"""
    row = RuleTrialRow
    chosen = select(*_TRIAL).where(row.district_id == district_id, row.id == trial_id)
    found = _trials(chosen)
    if not found:
        raise NotFound("rules.no_trial")
    return found[0]


def note_trial(trial_id: int, **values: Any) -> bool:
    """Write how far it is. returns: False when somebody ended it meanwhile"""
    lock_for_writing()
    row = RuleTrialRow
    changed = (
        update(row)
        .where(row.id == trial_id, row.ended_at.is_(None))
        .values(**values)
        .returning(row.id)
    )
    return db.session.execute(changed).first() is not None


_TRIAL = (
    RuleTrialRow.id,
    RuleTrialRow.district_id,
    RuleTrialRow.draft_id,
    RuleTrialRow.rules_hash,
    RuleTrialRow.ordered_by,
    RuleTrialRow.ordered_at,
    RuleTrialRow.total,
    RuleTrialRow.done,
    RuleTrialRow.last_id,
    RuleTrialRow.content,
    RuleTrialRow.tries,
    RuleTrialRow.fault,
    RuleTrialRow.stopped_by,
    RuleTrialRow.ended_at,
)


def _trials(chosen: Chosen) -> list[RuleTrial]:
    rows: Result[*tuple[Any, ...]] = db.session.execute(chosen)
    return [RuleTrial(*row) for row in rows]
