"""The numbers beside the places of the navigation: one statement for all of a desk's.

Each is counted up to a bound, so that a page costs the same with a million tickets.
Every page asks for them, so each statement is built once, with places for what is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    true,
    union_all,
)

from app.domain.direct import DIRECT
from app.domain.hearing import AWAITING_INSPECTION
from app.domain.terms import (
    ClockName,
    ImprovementState,
    ReviewStatus,
    SelfFilingState,
    State,
)
from app.store.database import Chosen, ask
from app.store.reads.conditions import (
    is_its_own,
    is_of_center,
    is_open,
    is_promised,
    is_to_do,
    is_unrouted,
)
from app.store.reads.discretion import is_open_to_all
from app.store.reads.flags import is_told
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
# What is given when a statement is asked.
_DISTRICT: BindParameter[int] = bindparam("district")
_WINDOW: BindParameter[int] = bindparam("window")
_DEPARTMENT: BindParameter[int] = bindparam("department")
_USER: BindParameter[int] = bindparam("user")
_NOW: BindParameter[datetime] = bindparam("now")
_TODAY_ENDS: BindParameter[datetime] = bindparam("today_ends")
_AUDIENCES: BindParameter[Sequence[str]] = bindparam("audiences", expanding=True)


def window_counts(
    district_id: int, window_id: int, audiences: Sequence[str], user_id: int
) -> dict[str, int]:
    """open (filed here), handed_up (to it), unrouted, to_verify, to_revisit, to_close,
    to_archive, watched, to_check, alerts of one window."""
    return _asked(
        _of_window(),
        district=district_id,
        window=window_id,
        audiences=audiences,
        user=user_id,
    )


def department_counts(
    district_id: int,
    department_id: int,
    now: datetime,
    audiences: Sequence[str],
    user_id: int,
) -> dict[str, int]:
    """to_do (clocks that ask for something), overdue, statements, alerts."""
    return _asked(
        _of_department(),
        district=district_id,
        department=department_id,
        now=now,
        audiences=audiences,
        user=user_id,
    )


def to_do_counts(
    department_id: int, now: datetime, today_ends: datetime
) -> dict[str, int]:
    """How the work of a department divides: to_do, overdue, today (tickets, by their
    first clock), sign, contact, assist, notices (clocks), suspended, waiting (tickets).

    today_ends: the instant from which a due moment is not today's
    """
    found = _asked(
        _of_to_do(), department=department_id, now=now, today_ends=today_ends
    )
    return found | {"today": found.pop("by_today") - found["overdue"]}


def dispatch_counts(
    district_id: int, audiences: Sequence[str], user_id: int
) -> dict[str, int]:
    """returned, extensions, meetings (owed or called), unrouted, watched, improvements
    (proposed), alerts of the district."""
    return _asked(
        _of_dispatch(), district=district_id, audiences=audiences, user=user_id
    )


def inspection_counts(
    district_id: int,
    now: datetime,
    audiences: Sequence[str],
    user_id: int,
    *,
    openly: bool = False,
) -> dict[str, int]:
    """escalations and findings to rule on, statements (asked for), direct, notices
    (unanswered), overdue, alerts of the district.

    openly: without those that only the inspection office may know of
    """
    return _asked(
        _of_inspection(openly),
        district=district_id,
        now=now,
        audiences=audiences,
        user=user_id,
    )


@cache
def _of_window() -> Chosen:
    filed_here = select(TicketRow.id).where(TicketRow.center_id == _WINDOW, is_open())
    handed_up = select(TicketRow.id).where(
        TicketRow.window_id == _WINDOW, TicketRow.handed_up, is_open()
    )
    to_check = select(SelfFilingRow.id).where(
        SelfFilingRow.center_id == _WINDOW,
        SelfFilingRow.state == SelfFilingState.TO_CHECK,
    )
    return _counting(
        open=filed_here,
        handed_up=handed_up,
        unrouted=_in_state(State.FILED).where(is_unrouted()),
        to_verify=_in_state(State.ANSWERED),
        to_revisit=_in_state(State.VERIFIED),
        to_close=_in_state(State.REVISITED),
        to_check=to_check,
        to_archive=_in_state(State.CLOSED),
        watched=_watched().where(is_of_center(_WINDOW)),
        alerts=unread(_DISTRICT, _AUDIENCES, _USER),
    )


@cache
def _of_department() -> Chosen:
    overdue = select(TicketRow.id).where(
        TicketRow.holder_id == _DEPARTMENT, is_promised(), TicketRow.due_at < _NOW
    )
    statements = union_all(
        *(
            select(row.id).where(
                row.department_id == _DEPARTMENT,
                row.review_status == ReviewStatus.STATEMENT,
                is_told(row),
            )
            for row in (EscalationRow, FindingRow)
        )
    )
    return _counting(
        to_do=_to_do().distinct(),
        overdue=overdue,
        statements=statements,
        alerts=unread(_DISTRICT, _AUDIENCES, _USER),
    )


@cache
def _of_to_do() -> Chosen:
    to_do, clock = _to_do(), ClockRow
    contacts = (ClockName.CONTACT, ClockName.RATING_CONTACT)
    own = select(TicketRow.id).where(TicketRow.holder_id == _DEPARTMENT)
    at_window = (State.ANSWERED, State.VERIFIED, State.REVISITED)
    return _counting(
        to_do=to_do.distinct(),
        overdue=to_do.where(clock.due_at < _NOW).distinct(),
        by_today=to_do.where(clock.due_at < _TODAY_ENDS).distinct(),
        sign=to_do.where(clock.name == ClockName.SIGN),
        contact=to_do.where(clock.name.in_(contacts)),
        assist=to_do.where(clock.name == ClockName.ASSIST),
        notices=to_do.where(clock.name == ClockName.NOTICE_REPLY),
        suspended=own.where(TicketRow.state == State.SUSPENDED),
        waiting=own.where(TicketRow.state.in_(at_window)),
    )


@cache
def _of_dispatch() -> Chosen:
    own = TicketRow.district_id == _DISTRICT
    extensions = select(TicketRow.id).where(
        own,
        literal_column("tickets.asked_extension") > literal_column("0"),
        is_promised(),
    )
    improvements = select(ImprovementItemRow.id).where(
        ImprovementItemRow.district_id == _DISTRICT,
        ImprovementItemRow.state == ImprovementState.PROPOSED,
    )
    return _counting(
        returned=select(TicketRow.id).where(own, TicketRow.state == State.RETURNED),
        extensions=extensions,
        meetings=select(TicketRow.id).where(
            own, or_(TicketRow.meeting_called, TicketRow.meeting_owed)
        ),
        watched=_watched(),
        unrouted=select(TicketRow.id).where(own, is_unrouted()),
        improvements=improvements,
        alerts=unread(_DISTRICT, _AUDIENCES, _USER),
    )


@cache
def _of_inspection(openly: bool) -> Chosen:
    unanswered = (
        select(SupervisionNoticeRow.id)
        .join(
            ClockRow,
            (ClockRow.ticket_id == SupervisionNoticeRow.ticket_id)
            & (ClockRow.name == "notice_reply")
            & (ClockRow.cycle == SupervisionNoticeRow.reply_cycle),
        )
        .where(
            SupervisionNoticeRow.district_id == _DISTRICT,
            ClockRow.stopped_at.is_(None),
        )
    )
    overdue = select(TicketRow.id).where(
        TicketRow.district_id == _DISTRICT, is_promised(), TicketRow.due_at < _NOW
    )
    direct = select(TicketRow.id).where(
        TicketRow.district_id == _DISTRICT,
        TicketRow.state == State.FILED,
        TicketRow.initial_cause.in_(DIRECT),
    )
    return _counting(
        escalations=_under_review(openly, *AWAITING_INSPECTION),
        statements=_under_review(openly, ReviewStatus.STATEMENT),
        direct=direct,
        notices=unanswered,
        overdue=overdue,
        alerts=unread(_DISTRICT, _AUDIENCES, _USER),
    )


def _under_review(openly: bool, *statuses: ReviewStatus) -> Any:
    """The rows of escalations and findings with one of these statuses."""
    chosen = (
        select(row.id).where(
            row.district_id == _DISTRICT,
            row.review_status.in_(statuses),
            is_open_to_all(row) if openly else true(),
        )
        for row in (EscalationRow, FindingRow)
    )
    return union_all(*chosen)


def _to_do() -> Any:
    return (
        select(ClockRow.ticket_id)
        .join(TicketRow, TicketRow.id == ClockRow.ticket_id)
        .where(ClockRow.department_id == _DEPARTMENT, is_to_do(_NOW), is_its_own())
    )


def _watched() -> Any:
    return select(TicketRow.id).where(
        TicketRow.district_id == _DISTRICT, TicketRow.watched
    )


def _in_state(state: State) -> Any:
    return select(TicketRow.id).where(
        TicketRow.window_id == _WINDOW, TicketRow.state == state
    )


def _counting(**several: Any) -> Chosen:
    return select(
        *(
            select(func.count())
            .select_from(one.limit(MOST).subquery())
            .scalar_subquery()
            .label(name)
            for name, one in several.items()
        )
    )


def _asked(counting: Chosen, **given: Any) -> dict[str, int]:
    return dict(ask(counting, given).one()._mapping)
