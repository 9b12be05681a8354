"""Papers on a department's figures as rows: proposed, decided, withdrawn."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from app.domain.errors import NotPossible, Stale
from app.domain.terms import PaperKind, PaperState, UnitGround
from app.store import directory
from app.store.bulk import update_rows
from app.store.database import db
from app.store.papers import insert_paper, number_papers
from app.store.reads.papers import PaperLine, find_on_figures, get_proposal
from app.store.tables import PaperRow
from app.store.transaction import lock_for_writing


def add_unit_proposal(
    district_id: int,
    kind: PaperKind,
    ground: UnitGround,
    department: str,
    period: str,
    words: str,
    by: str,
    now: datetime,
) -> int:
    """Write a proposal. words: JSON; by: name of the account

    returns: its id
    raises:  NotPossible paper.there_already; Stale, where two proposed it at once
    """
    lock_for_writing()
    known = directory.district(district_id).department_ids[department]
    if find_on_figures(known, kind, ground, period) is not None:
        raise NotPossible("paper.there_already", field="ground")
    insert_paper(
        {
            "district_id": district_id,
            "kind": kind,
            "state": PaperState.PROPOSED,
            "unit_ground": ground,
            "period": period,
            "department_id": known,
            "at": now,
            "recorded_at": now,
            "words": words,
            "proposed_by": by,
        }
    )
    found = find_on_figures(known, kind, ground, period)
    if found is None:
        raise Stale("ticket.changed")
    return found


def decide_unit_paper(
    district_id: int,
    paper: PaperLine,
    state: PaperState,
    reasons: str,
    evidence: str,
    by: str,
    now: datetime,
) -> PaperLine:
    """Issue a proposal, numbered, or refuse it.

    raises: Stale, where somebody decided on it first
    """
    lock_for_writing()
    is_issued = state is PaperState.ISSUED
    changed = {
        "old_id": paper.id,
        "old_state": PaperState.PROPOSED,
        "state": state,
        **(_numbered(district_id, paper.kind, now) if is_issued else _NO_NUMBER),
        "at": now,
        "recorded_at": now,
        "decided_by": by,
        "decision": reasons,
        "evidence": evidence,
    }
    if not update_rows(PaperRow, [changed]):
        raise Stale("ticket.changed")
    return get_proposal(district_id, paper.id)


def withdraw_unit_paper(paper: PaperLine, reasons: str, by: str, now: datetime) -> None:
    """Mark an issued paper as withdrawn; what it says stays.

    raises: Stale, where somebody withdrew it first
    """
    lock_for_writing()
    row = PaperRow
    withdrawn = (
        update(row)
        .where(row.id == paper.id, row.withdrawn_at.is_(None))
        .values(withdrawn_at=now, withdrawn_by=by, withdrawn_for=reasons)
        .returning(row.id)
    )
    if db.session.execute(withdrawn).first() is None:
        raise Stale("ticket.changed")


_NO_NUMBER = {"year": None, "sequence": None, "number": None}


def _numbered(district_id: int, kind: PaperKind, now: datetime) -> dict[str, object]:
    """The next number of its kind in the district's year, by the columns of a paper."""
    year = now.astimezone(directory.district(district_id).zone).year
    row = {"district_id": district_id, "kind": kind, **_NO_NUMBER, "year": year}
    number_papers([row])
    return {name: row[name] for name in _NO_NUMBER}
