"""The numbers beside the places of the navigation: one statement for all of a desk's.

Each is counted up to a bound, so that a page costs the same with a million tickets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal_column, or_, select, union_all

from app.domain.direct import DIRECT
from app.domain.hearing import AWAITING_INSPECTION
from app.domain.terms import (
    ClockName,
    ImprovementState,
    ReviewStatus,
    SelfFilingState,
    State,
)
from app.store.database import db
from app.store.reads.conditions import (
    is_its_own,
    is_of_center,
    is_open,
    is_promised,
    is_to_do,
    is_unrouted,
)
from app.store.reads.notices import unread
from app.store.tables import (
    ClockRow,
    EscalationRow,
    FindingRow,
    ImprovementItemRow,
    SelfFilingRow,
    SupervisionNoticeRow,
    TicketRow,
)

MOST = 1000


def window_counts(
    district_id: int, window_id: int, audiences: Sequence[str], user_id: int
) -> dict[str, int]:
    """open (filed here), handed_up (to it), unrouted, to_verify, to_revisit, to_close,
    to_archive, watched, to_check, alerts of one window."""
    filed_here = select(TicketRow.id).where(TicketRow.center_id == window_id, is_open())
    handed_up = select(TicketRow.id).where(
        TicketRow.window_id == window_id, TicketRow.handed_up, is_open()
    )
    return _counted(
        {
            "open": filed_here,
            "handed_up": handed_up,
            "unrouted": _in_state(State.FILED, window_id).where(is_unrouted()),
            "to_verify": _in_state(State.ANSWERED, window_id),
            "to_revisit": _in_state(State.VERIFIED, window_id),
            "to_close": _in_state(State.REVISITED, window_id),
            "to_check": select(SelfFilingRow.id).where(
                SelfFilingRow.center_id == window_id,
                SelfFilingRow.state == SelfFilingState.TO_CHECK,
            ),
            "to_archive": _in_state(State.CLOSED, window_id),
            "watched": _watched(district_id).where(is_of_center(window_id)),
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
    to_do = _to_do(department_id, now)
    overdue = select(TicketRow.id).where(
        TicketRow.holder_id == department_id, is_promised(), TicketRow.due_at < now
    )
    statements = union_all(
        *(
            select(row.id).where(
                row.department_id == department_id,
                row.review_status == ReviewStatus.STATEMENT,
            )
            for row in (EscalationRow, FindingRow)
        )
    )
    return _counted(
        {
            "to_do": to_do.distinct(),
            "overdue": overdue,
            "statements": statements,
            "alerts": unread(district_id, audiences, user_id),
        }
    )


def to_do_counts(
    department_id: int, now: datetime, today_ends: datetime
) -> dict[str, int]:
    """How the work of a department divides: to_do, overdue, today (tickets, by their
    first clock), sign, contact, assist, notices (clocks), suspended, waiting (tickets).

    today_ends: the instant from which a due moment is not today's
    """
    to_do, clock = _to_do(department_id, now), ClockRow
    contacts = (ClockName.CONTACT, ClockName.RATING_CONTACT)
    own = select(TicketRow.id).where(TicketRow.holder_id == department_id)
    at_window = (State.ANSWERED, State.VERIFIED, State.REVISITED)
    found = _counted(
        {
            "to_do": to_do.distinct(),
            "overdue": to_do.where(clock.due_at < now).distinct(),
            "by_today": to_do.where(clock.due_at < today_ends).distinct(),
            "sign": to_do.where(clock.name == ClockName.SIGN),
            "contact": to_do.where(clock.name.in_(contacts)),
            "assist": to_do.where(clock.name == ClockName.ASSIST),
            "notices": to_do.where(clock.name == ClockName.NOTICE_REPLY),
            "suspended": own.where(TicketRow.state == State.SUSPENDED),
            "waiting": own.where(TicketRow.state.in_(at_window)),
        }
    )
    return found | {"today": found.pop("by_today") - found["overdue"]}


def dispatch_counts(
    district_id: int, audiences: Sequence[str], user_id: int
) -> dict[str, int]:
    """returned, extensions, meetings (owed or called), unrouted, watched, improvements
    (proposed), alerts of the district."""
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
            "meetings": select(TicketRow.id).where(
                own, or_(TicketRow.meeting_called, TicketRow.meeting_owed)
            ),
            "watched": _watched(district_id),
            "unrouted": select(TicketRow.id).where(own, is_unrouted()),
            "improvements": select(ImprovementItemRow.id).where(
                ImprovementItemRow.district_id == district_id,
                ImprovementItemRow.state == ImprovementState.PROPOSED,
            ),
            "alerts": unread(district_id, audiences, user_id),
        }
    )


def inspection_counts(
    district_id: int, now: datetime, audiences: Sequence[str], user_id: int
) -> dict[str, int]:
    """escalations and findings to rule on, statements (asked for), direct, notices (unanswered), overdue,
    alerts of the district."""
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
            "escalations": _under_review(district_id, *AWAITING_INSPECTION),
            "statements": _under_review(district_id, ReviewStatus.STATEMENT),
            "direct": select(TicketRow.id).where(
                TicketRow.district_id == district_id,
                TicketRow.state == State.FILED,
                TicketRow.initial_cause.in_(DIRECT),
            ),
            "notices": unanswered,
            "overdue": overdue,
            "alerts": unread(district_id, audiences, user_id),
        }
    )


def _under_review(district_id: int, *statuses: ReviewStatus) -> Any:
    """The rows of escalations and findings with one of these statuses."""
    return union_all(
        *(
            select(row.id).where(
                row.district_id == district_id, row.review_status.in_(statuses)
            )
            for row in (EscalationRow, FindingRow)
        )
    )


def _to_do(department_id: int, now: datetime) -> Any:
    return (
        select(ClockRow.ticket_id)
        .join(TicketRow, TicketRow.id == ClockRow.ticket_id)
        .where(ClockRow.department_id == department_id, is_to_do(now), is_its_own())
    )


def _watched(district_id: int) -> Any:
    return select(TicketRow.id).where(
        TicketRow.district_id == district_id, TicketRow.watched
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
