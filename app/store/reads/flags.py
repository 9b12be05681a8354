"""One queue of everything that is heard and ruled on: escalations and findings.

Two selects by index, each in the order of the legal moments, merged here; a page of
the queue never reads more than its rows from either table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from heapq import merge
from itertools import islice
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select

from app.domain.errors import NotFound
from app.domain.finding import FindingKey
from app.domain.hearing import FlagKey, Hearing
from app.domain.terms import FindingCode, ReviewStatus, Step, TicketClass
from app.store.database import Chosen, ask
from app.store.hearings import columns_of
from app.store.reads.conditions import GivenMoment, Place, comes_after
from app.store.reads.discretion import is_open_to_all
from app.store.tables import (
    DepartmentRow,
    EscalationRow,
    FindingRow,
    TicketRow,
    UserRow,
)

# A condition on the rows of either table.
Wanted: TypeAlias = Callable[[Any], ColumnElement[bool]]
# What is under review in one table, and in the other.
Kind: TypeAlias = Step | FindingCode
MOST = 1000


@dataclass(frozen=True, slots=True)
class Late:
    """What makes the inspection office late.

    untold_since: a flag detected before this and not told yet is late
    """

    now: datetime
    untold_since: datetime


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """by_status: of all flags; by_kind: of those asked for; late: the office's own"""

    by_status: Mapping[ReviewStatus, int]
    by_kind: Mapping[Kind, int]
    late: int


@dataclass(frozen=True, slots=True)
class QueuedFlag:
    """One flag with what is promised on its ticket.

    id:          of its row, unique among escalations, or among findings
    department:  code, None for the window's or the arbiter's
    at:          the legal moment; detected_at: when the register wrote it
    reviewed_by: the name of the person who ruled first, reviewed_by_id: the account
    """

    hearing: Hearing
    key: FlagKey
    id: int
    number: str
    matter_name: str
    ticket_class: TicketClass
    department: str | None
    department_name: str
    at: datetime
    detected_at: datetime
    rules_hash: str
    calendar_hash: str
    promised_at: datetime | None
    finished_at: datetime | None
    reviewed_by_id: int | None
    reviewed_by: str

    @property
    def is_finding(self) -> bool:
        """Is it a finding, not a step of the ladder?"""
        return isinstance(self.key, FindingKey)

    @property
    def place(self) -> Place:
        """Where the queue goes on after this row."""
        return self.at, 2 * self.id + self.is_finding


def list_flags(
    district_id: int,
    statuses: Sequence[ReviewStatus],
    *,
    department_id: int | None = None,
    kind: Kind | None = None,
    wanted: Wanted | None = None,
    findings_only: bool = False,
    openly: bool = False,
    after: Place | None = None,
    limit: int = 50,
) -> list[QueuedFlag]:
    """Flags with one of these statuses, in the order of their legal moments.

    kind: only this step of the ladder, or only findings of this code
    wanted: a further condition, such as is_late, awaits_department, is_told
    openly: without those that only the inspection office may know of
    """
    found: list[Iterable[QueuedFlag]] = []
    for row, moment, code in _TABLES:
        if kind is not None and not isinstance(kind, _KIND_OF[row]):
            continue
        if findings_only and row is EscalationRow:
            continue
        chosen = _queue(row).where(
            row.district_id == district_id, row.review_status.in_(statuses)
        )
        if department_id is not None:
            chosen = chosen.where(row.department_id == department_id)
        if kind is not None:
            chosen = chosen.where(code == kind)
        if openly:
            chosen = chosen.where(is_open_to_all(row))
        if wanted is not None:
            chosen = chosen.where(wanted(row))
        if after is not None:
            chosen = chosen.where(comes_after(moment, row.id, _after_in(row, after)))
        first = chosen.order_by(moment, row.id).limit(limit)
        found.append([_flag(row, one) for one in ask(first).all()])
    return list(islice(merge(*found, key=lambda one: one.place), limit))


def list_flags_of(ticket_id: int, statuses: Sequence[ReviewStatus]) -> list[QueuedFlag]:
    """All flags of one ticket with one of these statuses, in the order of the queue.

    Asked by the ticket alone: beside the queue's own condition SQLite would take the
    queue's index, and read all of it.
    """
    found = [
        _flag(row, one)
        for row, _, _ in _TABLES
        for one in ask(_queue(row).where(row.ticket_id == ticket_id)).all()
    ]
    wanted = [one for one in found if one.hearing.status in statuses]
    return sorted(wanted, key=lambda one: one.place)


def get_flag_line(district_id: int, flag_id: int, *, is_finding: bool) -> QueuedFlag:
    """One flag by its row. raises: NotFound escalation.unknown, finding.unknown"""
    row: type[EscalationRow | FindingRow] = FindingRow if is_finding else EscalationRow
    chosen = _queue(row).where(
        row.district_id == district_id,
        row.id == flag_id,
        row.review_status.is_not(None),
    )
    found = ask(chosen).one_or_none()
    if found is None:
        raise NotFound("finding.unknown" if is_finding else "escalation.unknown")
    return _flag(row, found)


def count_queue(
    district_id: int,
    statuses: Sequence[ReviewStatus],
    late: Late,
    *,
    openly: bool = False,
) -> QueueCounts:
    """What the filters over the queue count, in one statement; each up to MOST.

    statuses: those whose flags are counted by kind
    openly:   as in `list_flags`
    """
    counted = _queue_counts(tuple(statuses), openly)
    given = {
        "district": district_id,
        "now": late.now,
        "untold_since": late.untold_since,
    }
    numbers = iter(ask(counted, given).one())
    by_status: Counter[ReviewStatus] = Counter()
    for _, status in _BY_STATUS:
        by_status[status] += next(numbers)
    by_kind = {kind: next(numbers) for _, _, kind in _BY_KIND}
    return QueueCounts(by_status, by_kind, sum(numbers))


def count_by_status(district_id: int) -> dict[ReviewStatus, int]:
    """How many flags have each status, counted up to MOST in either table."""
    counts: Counter[ReviewStatus] = Counter()
    found = ask(_status_counts(), {"district": district_id}).one()
    for (_, status), count in zip(_BY_STATUS, found, strict=True):
        counts[status] += count
    return dict(counts)


@cache  # built once: building it takes longer than asking
def _queue_counts(statuses: tuple[ReviewStatus, ...], openly: bool) -> Chosen:
    """By status, by kind, and the three ways of being late of either table."""

    def of_district(row: Any) -> Select[int]:
        chosen = _of_district(row)
        return chosen.where(is_open_to_all(row)) if openly else chosen

    return _counts(
        [
            *(
                of_district(row).where(row.review_status == status)
                for row, status in _BY_STATUS
            ),
            *(
                of_district(row).where(row.review_status.in_(statuses), code == kind)
                for row, code, kind in _BY_KIND
            ),
            *(
                of_district(row).where(way)
                for row, _, _ in _TABLES
                for way in _ways_of_being_late(
                    row, bindparam("now"), bindparam("untold_since")
                )
            ),
        ]
    )


@cache
def _status_counts() -> Chosen:
    return _counts(_some(row, status) for row, status in _BY_STATUS)


def _some(row: Any, status: ReviewStatus) -> Select[int]:
    return _of_district(row).where(row.review_status == status)


def _of_district(row: Any) -> Select[int]:
    return select(row.id).where(row.district_id == bindparam("district"))


def _counts(chosen: Iterable[Select[int]]) -> Chosen:
    """How many each of these finds, up to MOST."""
    return select(
        *(
            select(func.count())
            .select_from(one.limit(MOST).subquery())
            .scalar_subquery()
            for one in chosen
        )
    )


def is_late(late: Late) -> Wanted:
    """Only what the inspection office is late with."""

    def wanted(row: Any) -> ColumnElement[bool]:
        return or_(*_ways_of_being_late(row, late.now, late.untold_since))

    return wanted


def _ways_of_being_late(
    row: Any, now: GivenMoment, untold_since: GivenMoment
) -> tuple[ColumnElement[bool], ...]:
    """Not told, not ruled, not decided; no flag is late in two ways."""
    status, moment = row.review_status, _MOMENT_OF[row]
    return (
        # Nothing is detected before its legal moment, by which the index is ordered.
        and_(
            status == ReviewStatus.PENDING,
            moment < untold_since,
            row.detected_at < untold_since,
        ),
        and_(
            status.in_((ReviewStatus.STATEMENT, ReviewStatus.HEARD)),
            row.ruling_due_at < now,
        ),
        and_(status == ReviewStatus.OBJECTED, row.decision_due_at < now),
    )


def awaits_department(now: datetime) -> Wanted:
    """Only what the department may still speak on, or object to."""

    def wanted(row: Any) -> ColumnElement[bool]:
        status = row.review_status
        return and_(
            is_told(row),
            or_(
                and_(status == ReviewStatus.STATEMENT, row.statement_due_at >= now),
                and_(
                    status.in_((ReviewStatus.CONFIRMED, ReviewStatus.DOWNGRADED)),
                    row.decided_at.is_(None),
                    row.objection_due_at >= now,
                ),
            ),
        )

    return wanted


def is_told(row: Any) -> ColumnElement[bool]:
    """Only what the department knows of: steps of the ladder, and findings that it was
    told of; what was dismissed before it was told stays between inspectors."""
    if row is EscalationRow:
        return and_(row.review_status.is_not(None), is_open_to_all(row))
    return or_(row.told_at.is_not(None), row.review_status == ReviewStatus.CONFIRMED)


_TABLES: tuple[tuple[type[EscalationRow | FindingRow], Any, Any], ...] = (
    (EscalationRow, EscalationRow.due_at, EscalationRow.step),
    (FindingRow, FindingRow.since, FindingRow.code),
)
_MOMENT_OF: dict[type[Any], Any] = {row: moment for row, moment, _ in _TABLES}
_KIND_OF: dict[type[Any], type[Any]] = {EscalationRow: Step, FindingRow: FindingCode}
_BY_STATUS = [(row, status) for row, _, _ in _TABLES for status in ReviewStatus]
_BY_KIND: list[tuple[Any, Any, Kind]] = [
    (row, code, kind)
    for row, _, code in _TABLES
    for kind in _KIND_OF[row]
    if kind is not Step.YELLOW
]


def _after_in(row: type[Any], after: Place) -> Place:
    """The place in one table, see QueuedFlag.place."""
    at, mixed = after
    return at, (mixed - (row is FindingRow)) // 2


def _queue(row: Any) -> Chosen:
    is_finding = row is FindingRow
    names = ("code", "start_seq", "nth") if is_finding else ("clock", "cycle", "step")
    chosen: Chosen = (
        select(
            row.id,
            TicketRow.number,
            TicketRow.matter_name,
            TicketRow.ticket_class,
            *(getattr(row, name) for name in names),
            DepartmentRow.code,
            func.coalesce(DepartmentRow.short_name, ""),
            row.since if is_finding else row.due_at,
            row.detected_at,
            row.rules_hash,
            row.calendar_hash,
            TicketRow.due_at,
            TicketRow.stopped_at,
            row.reviewed_by_id,
            func.coalesce(UserRow.display_name, ""),
            *columns_of(row),
        )
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .outerjoin(DepartmentRow, DepartmentRow.id == row.department_id)
        .outerjoin(UserRow, UserRow.id == row.reviewed_by_id)
    )
    return chosen


def _flag(row: type[Any], told: Any) -> QueuedFlag:
    key = FindingKey(*told[4:7]) if row is FindingRow else tuple(told[4:7])
    return QueuedFlag(Hearing(*told[17:]), key, *(told[:4] + told[7:17]))
