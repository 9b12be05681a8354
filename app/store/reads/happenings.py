"""What happened to the cases of a district in a span of time: counted, and chosen.

The number on a page and the list behind it ask the same condition. A case is counted by
what its row says now: reopened, it has not ended; given a new promise, that one counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, select

from app.domain.terms import CauseCode
from app.store.database import Chosen, ask
from app.store.reads.conditions import GivenMoment
from app.store.tables import ServiceCenterRow, TicketRow


class What(StrEnum):
    """What happened: filed; solved at the desk, handed up, with a promise not kept, of
    those filed; ended, in whatever way; due, the promise fell due by now; late, and was
    not kept by then."""

    FILED = "filed"
    AT_DESK = "at-desk"
    HANDED_UP = "handed-up"
    ENDED = "ended"
    DUE = "due"
    LATE = "late"
    FILED_LATE = "filed-late"


@dataclass(frozen=True, slots=True)
class During:
    """Something that happened in a span. start: included; until: not included

    now: a promise that still runs is late when it fell due before
    """

    what: What
    start: GivenMoment
    until: GivenMoment
    now: GivenMoment


@dataclass(frozen=True, slots=True)
class CenterCourse:
    """What was filed at a center in a span, and what became of it there.

    map_row, map_column: where the center stands, see ServiceCenterRow
    """

    code: str
    map_row: int | None
    map_column: int | None
    filed: int
    at_desk: int
    handed_up: int


@dataclass(frozen=True, slots=True)
class HotMatter:
    """A matter that came several times. late: of them, with a promise not kept"""

    name: str
    filed: int
    late: int


@dataclass(frozen=True, slots=True)
class Finish:
    """A case that ended with an answer: given to a department, answered for good."""

    id: int
    filed_at: datetime
    dispatched_at: datetime
    answered_at: datetime


def happened(during: During) -> ColumnElement[bool]:
    """Did it happen to the ticket of the row?"""
    row = TicketRow
    match during.what:
        case What.ENDED:
            return _within(row.closed_at, during)
        case What.DUE:
            return and_(_within(row.due_at, during), row.due_at < during.now)
        case What.FILED_LATE:
            return and_(_within(row.filed_at, during), _missed(during.now))
        case What.LATE:
            return and_(_within(row.due_at, during), _is_late(during.now))
        case What.AT_DESK:
            return and_(_within(row.filed_at, during), _is_solved_at_desk())
        case What.HANDED_UP:
            return and_(_within(row.filed_at, during), row.handed_up)
    return _within(row.filed_at, during)


def count_happenings(district_id: int, spans: Sequence[During]) -> list[int]:
    """How many cases each of them is about, in one statement."""
    if not spans:
        return []
    given: dict[str, Any] = {"district": district_id}
    for nth, one in enumerate(spans):
        given |= {f"start_{nth}": one.start, f"until_{nth}": one.until}
        given[f"now_{nth}"] = one.now
    return [*ask(_counting(tuple(one.what for one in spans)), given).one()]


@lru_cache(maxsize=16)
def _counting(several: tuple[What, ...]) -> Chosen:
    """Built once for each page that asks: there are sixty parts in it."""
    spans = [
        During(
            what,
            bindparam(f"start_{nth}"),
            bindparam(f"until_{nth}"),
            bindparam(f"now_{nth}"),
        )
        for nth, what in enumerate(several)
    ]
    return select(
        *(
            select(func.count())
            .select_from(TicketRow)
            .where(TicketRow.district_id == bindparam("district"), happened(one))
            .scalar_subquery()
            for one in spans
        )
    )


def courses_of_centers(district_id: int, filed: During) -> list[CenterCourse]:
    """One row for each center, those at which nothing was filed too. filed: the span"""
    center = ServiceCenterRow
    own = and_(TicketRow.center_id == center.id, happened(filed))
    place = (center.code, center.map_row, center.map_column)
    chosen = (
        select(
            *place,
            func.count(TicketRow.id),
            _sum(_is_solved_at_desk()),
            _sum(TicketRow.handed_up),
        )
        .select_from(center)
        .outerjoin(TicketRow, own)
        .where(center.district_id == district_id)
        .group_by(center.id, *place)
    )
    return [CenterCourse(*row) for row in ask(chosen).all()]


def causes(district_id: int, ended: During) -> dict[CauseCode, int]:
    """Why cases that ended could not be done, where that was found; by frequency."""
    number = func.count()
    chosen = (
        select(TicketRow.cause, number)
        .where(
            TicketRow.district_id == district_id,
            happened(ended),
            TicketRow.cause.is_not(None),
        )
        .group_by(TicketRow.cause)
        .order_by(number.desc(), TicketRow.cause)
    )
    return {cause: many for cause, many in ask(chosen).all() if cause}


def hot_matters(
    district_id: int, filed: During, *, least: int, most: int
) -> list[HotMatter]:
    """The matters that came `least` times or more, the most frequent `most` of them."""
    number = func.count()
    chosen = (
        select(TicketRow.matter_name, number, _sum(_missed(filed.now)))
        .where(TicketRow.district_id == district_id, happened(filed))
        .group_by(TicketRow.matter_name)
        .having(number >= least)
        .order_by(number.desc(), TicketRow.matter_name)
        .limit(most)
    )
    return [HotMatter(*row) for row in ask(chosen).all()]


def finishes(district_id: int, ended: During) -> list[Finish]:
    """The cases that ended with an answer, the newest filed first."""
    row = TicketRow
    chosen = (
        select(row.id, row.filed_at, row.dispatched_at, row.stopped_at)
        .where(
            row.district_id == district_id,
            happened(ended),
            row.cause.is_not(None),
            row.dispatched_at.is_not(None),
            row.stopped_at.is_not(None),
        )
        .order_by(row.filed_at.desc(), row.id.desc())
    )
    return [
        Finish(ticket, filed, given, answered)
        for ticket, filed, given, answered in ask(chosen).all()
        if given and answered
    ]


def _within(moment: Any, during: During) -> ColumnElement[bool]:
    return and_(moment >= during.start, moment < during.until)


def _is_late(now: GivenMoment) -> ColumnElement[bool]:
    row = TicketRow
    is_late: ColumnElement[bool] = case(
        (row.stopped_at.is_(None), row.due_at < now), else_=row.stopped_at > row.due_at
    )
    return is_late


def _missed(now: GivenMoment) -> ColumnElement[bool]:
    """Did the promise fall due by now, and was it not kept?"""
    return and_(TicketRow.due_at < now, _is_late(now))


def _is_solved_at_desk() -> ColumnElement[bool]:
    """Ended in scope, and no department ever had it."""
    row = TicketRow
    return and_(
        row.closed_at.is_not(None), row.dispatched_at.is_(None), row.exclusion.is_(None)
    )


def _sum(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
