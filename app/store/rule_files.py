"""The rule files of a district: drafts, what is in force, what was before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select, update

from app.domain.errors import NotFound
from app.store.bulk import insert_row
from app.store.database import Chosen, db, is_postgresql
from app.store.tables import (
    RuleActivationRow,
    RuleDraftRow,
    RuleVersionRow,
)
from app.store.transaction import lock_for_writing


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A draft, and the activation that put it in force, if one did.

    hash:      version of what it says
    activated_by, activated_at: of the last activation; None while it is a draft
    """

    id: int
    hash: str
    title: str
    text: str
    drafted_by: str
    drafted_at: datetime
    discarded_at: datetime | None
    activated_by: str | None
    activated_at: datetime | None
    takes_running: bool | None
    cases: int | None
    moved: int | None


def text_in_force(district_id: int) -> str | None:
    """The rule file that holds: the last that was activated; where none was, the
    latest that judged a ticket; None for a register without either."""
    activated = _activated().where(RuleActivationRow.district_id == district_id)
    row = db.session.execute(
        activated.order_by(RuleActivationRow.id.desc()).limit(1)
    ).first()
    if row is not None:
        return str(row.text)
    used = select(RuleVersionRow.text).order_by(RuleVersionRow.first_used_at.desc())
    return db.session.execute(used.limit(1)).scalar_one_or_none()


def list_rule_files(district_id: int, limit: int = 50) -> list[RuleFile]:
    """Drafts and versions, the latest first."""
    row = RuleDraftRow
    chosen = _files().where(row.district_id == district_id)
    found = db.session.execute(chosen.order_by(row.id.desc()).limit(limit))
    return [RuleFile(*one) for one in found]


def get_rule_file(district_id: int, draft_id: int) -> RuleFile:
    """One draft or version. raises: NotFound rules.unknown"""
    row = RuleDraftRow
    chosen = _files().where(row.district_id == district_id, row.id == draft_id)
    found = db.session.execute(chosen).first()
    if found is None:
        raise NotFound("rules.unknown", draft=draft_id)
    return RuleFile(*found)


def hold_rule_file(district_id: int, draft_id: int) -> RuleFile:
    """One draft or version, alone until the transaction ends: of two who act on it at
    once, the second finds what the first did. raises: NotFound rules.unknown"""
    lock_for_writing()
    if is_postgresql():
        row = RuleDraftRow
        db.session.execute(select(row.id).where(row.id == draft_id).with_for_update())
    return get_rule_file(district_id, draft_id)


def add_draft(
    district_id: int, version: str, title: str, text: str, by: str, now: datetime
) -> int:
    """Write a draft. returns: its number"""
    lock_for_writing()
    row = {
        "district_id": district_id,
        "hash": version,
        "title": title,
        "text": text,
        "drafted_by": by,
        "drafted_at": now,
    }
    return insert_row(RuleDraftRow, row)


def mark_discarded(draft_id: int, at: datetime | None) -> None:
    """Give a draft up, or take it back: at None."""
    lock_for_writing()
    row = RuleDraftRow
    given_up = update(row).where(row.id == draft_id).values(discarded_at=at)
    db.session.execute(given_up)


def add_activation(
    district_id: int,
    draft_id: int,
    by: str,
    now: datetime,
    *,
    takes_running: bool,
    cases: int,
    moved: int,
) -> None:
    """Put a draft in force."""
    lock_for_writing()
    row = {
        "district_id": district_id,
        "draft_id": draft_id,
        "activated_by": by,
        "activated_at": now,
        "takes_running": takes_running,
        "cases": cases,
        "moved": moved,
    }
    insert_row(RuleActivationRow, row)


def _activated() -> Select[Any]:
    return select(RuleDraftRow.text).join(
        RuleActivationRow, RuleActivationRow.draft_id == RuleDraftRow.id
    )


def _files() -> Chosen:
    draft, active = RuleDraftRow, RuleActivationRow
    latest = (
        select(func.max(active.id))
        .where(active.draft_id == draft.id)
        .correlate(draft)
        .scalar_subquery()
    )
    return select(
        draft.id,
        draft.hash,
        draft.title,
        draft.text,
        draft.drafted_by,
        draft.drafted_at,
        draft.discarded_at,
        active.activated_by,
        active.activated_at,
        active.takes_running,
        active.cases,
        active.moved,
    ).outerjoin(active, active.id == latest)
