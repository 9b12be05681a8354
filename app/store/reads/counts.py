"""The numbers beside the places of the navigation: one statement for all of a desk's.

Each is counted up to a bound, so that a page costs the same with a million tickets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal_column, select

from app.domain.terms import ReviewStatus, State
from app.store.database import db
from app.store.reads.conditions import is_promised, is_to_do
from app.store.reads.notices import unread
from app.store.tables import ClockRow, EscalationRow, SupervisionNoticeRow, TicketRow

MOST = 1000


def window_counts(
    district_id: int, window_id: int, audiences: Sequence[str], user_id: int
) -> dict[str, int]:
    """unrouted, to_verify, to_revisit, to_close, alerts of one window."""
    return _counted(
        {
            "unrouted": _in_state(State.FILED, window_id),
            "to_verify": _in_state(State.ANSWERED, window_id),
            "to_revisit": _in_state(State.VERIFIED, window_id),
            "to_close": _in_state(State.REVISITED, window_id),
            "alerts": unread(district_id, audiences, user_id),
        }
    )


def department_counts(
    district_id: int,
    department_id: int,
    now: datetime,
    audiences: Sequence[str],
    user_id: int,
) -> dict[str, int]:
    """to_do (clocks that ask for something), overdue, statements, alerts."""
    to_do = select(ClockRow.ticket_id).where(
        ClockRow.department_id == department_id, is_to_do(now)
    )
    overdue = select(TicketRow.id).where(
        TicketRow.holder_id == department_id, is_promised(), TicketRow.due_at < now
    )
    statements = select(EscalationRow.id).where(
        EscalationRow.department_id == department_id,
        EscalationRow.review_status == ReviewStatus.STATEMENT,
    )
    return _counted(
        {
            "to_do": to_do.distinct(),
            "overdue": overdue,
            "statements": statements,
            "alerts": unread(district_id, audiences, user_id),
        }
    )


def dispatch_counts(
    district_id: int, audiences: Sequence[str], user_id: int
) -> dict[str, int]:
    """returned, extensions, unrouted, alerts of the district."""
    own = TicketRow.district_id == district_id
    extensions = select(TicketRow.id).where(
        own,
        literal_column("tickets.asked_extension") > literal_column("0"),
        is_promised(),
    )
    return _counted(
        {
            "returned": select(TicketRow.id).where(
                own, TicketRow.state == State.RETURNED
            ),
            "extensions": extensions,
            "unrouted": select(TicketRow.id).where(own, TicketRow.state == State.FILED),
            "alerts": unread(district_id, audiences, user_id),
        }
    )


def inspection_counts(
    district_id: int, now: datetime, audiences: Sequence[str], user_id: int
) -> dict[str, int]:
    """escalations (pending), statements (asked for), notices (unanswered), overdue,
    alerts of the district."""
    reviewed = select(EscalationRow.id).where(EscalationRow.district_id == district_id)
    unanswered = (
        select(SupervisionNoticeRow.id)
        .join(
            ClockRow,
            (ClockRow.ticket_id == SupervisionNoticeRow.ticket_id)
            & (ClockRow.name == "notice_reply")
            & (ClockRow.cycle == SupervisionNoticeRow.reply_cycle),
        )
        .where(
            SupervisionNoticeRow.district_id == district_id,
            ClockRow.stopped_at.is_(None),
        )
    )
    overdue = select(TicketRow.id).where(
        TicketRow.district_id == district_id, is_promised(), TicketRow.due_at < now
    )
    return _counted(
        {
            "escalations": reviewed.where(
                EscalationRow.review_status == ReviewStatus.PENDING
            ),
            "statements": reviewed.where(
                EscalationRow.review_status == ReviewStatus.STATEMENT
            ),
            "notices": unanswered,
            "overdue": overdue,
            "alerts": unread(district_id, audiences, user_id),
        }
    )


def _in_state(state: State, window_id: int) -> Any:
    return select(TicketRow.id).where(
        TicketRow.window_id == window_id, TicketRow.state == state
    )


def _counted(several: Mapping[str, Any]) -> dict[str, int]:
    columns = [
        select(func.count())
        .select_from(one.limit(MOST).subquery())
        .scalar_subquery()
        .label(name)
        for name, one in several.items()
    ]
    row = db.session.execute(select(*columns)).one()
    return {name: getattr(row, name) for name in several}
