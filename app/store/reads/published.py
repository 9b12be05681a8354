"""What is published beside the figures: where suspicions stand, supervision notices.

No name, no case and no words of anybody leave this file.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select

from app.domain.terms import Colour, ReviewStatus
from app.store import directory
from app.store.database import db
from app.store.reads.discretion import is_open_to_all
from app.store.tables import EscalationRow, FindingRow, SupervisionNoticeRow


@dataclass(frozen=True, slots=True)
class IssuedNotice:
    """One supervision notice. department: code

    review:    where its ground stands; None when it was issued by hand
    is_lifted: did the inspection office take it back?
    """

    number: str
    colour: Colour
    department: str
    issued_at: datetime
    reply_due_at: datetime
    replied_at: datetime | None
    review: ReviewStatus | None
    is_lifted: bool


def reviews_of_departments(
    district_id: int, start: datetime, until: datetime
) -> dict[str, dict[str, int]]:
    """How many steps and findings of a period stand where, by department code and by
    the code of their status. Counted by their legal moments; that a clue is weighed is the
    inspection office's alone to know."""
    codes = directory.district(district_id).department_codes
    steps, found = EscalationRow, FindingRow
    several: tuple[tuple[Any, Any], ...] = (
        (steps, steps.due_at),
        (found, found.since),
    )
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for row, moment in several:
        chosen = (
            select(row.department_id, row.review_status, func.count())
            .where(
                row.district_id == district_id,
                row.department_id.is_not(None),
                row.review_status.is_not(None),
                is_open_to_all(row),
                moment >= start,
                moment < until,
            )
            .group_by(row.department_id, row.review_status)
        )
        for department, status, count in db.session.execute(chosen):
            counted[codes[department]][str(status)] += count
    return {code: dict(counts) for code, counts in counted.items()}


def issued_notices(
    district_id: int, start: datetime, until: datetime
) -> list[IssuedNotice]:
    """The supervision notices issued in a period, in the order of their issue."""
    codes = directory.district(district_id).department_codes
    row, step = SupervisionNoticeRow, EscalationRow
    is_its_ground = and_(
        step.ticket_id == row.ticket_id,
        step.clock == row.clock,
        step.cycle == row.cycle,
        step.step == row.step,
    )
    chosen = (
        select(
            row.number,
            row.colour,
            row.department_id,
            row.issued_at,
            row.reply_due_at,
            row.replied_at,
            step.review_status,
            row.lifted_at,
        )
        .outerjoin(step, is_its_ground)
        .where(
            row.district_id == district_id,
            row.department_id.is_not(None),
            row.issued_at >= start,
            row.issued_at < until,
        )
        .order_by(row.issued_at, row.id)
    )
    return [
        IssuedNotice(
            one.number,
            one.colour,
            codes[one.department_id or 0],
            one.issued_at,
            one.reply_due_at,
            one.replied_at,
            one.review_status,
            one.lifted_at is not None,
        )
        for one in db.session.execute(chosen)
    ]
