"""The district in numbers: open, late and due, by department and by center.

Late is computed here from (due moment, now); nothing of it is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import and_, bindparam, case, func, not_, select

from app.domain.terms import State
from app.store.database import Chosen, ask
from app.store.reads.conditions import GivenMoment, is_open, is_promised
from app.store.tables import DepartmentRow, ServiceCenterRow, TicketRow


@dataclass(frozen=True, slots=True)
class Load:
    """What is open at one department or center.

    late, suspended, today, later: what is promised and not finished, each once:
              overdue; suspended and not overdue; due by the end of today; due later
    at_window: answered, and waiting for the window
    unrouted:  filed, with no department yet
    """

    code: str
    name: str
    late: int
    suspended: int
    today: int
    later: int
    at_window: int
    unrouted: int

    @property
    def open(self) -> int:
        """Everything that has not ended."""
        promised = self.late + self.suspended + self.today + self.later
        return promised + self.at_window + self.unrouted


@dataclass(frozen=True, slots=True)
class Loads:
    """What is open in a district, twice: by department, those with something open, the
    most late ones first; and by center that answers for it, all of them, the district's
    own first."""

    departments: Sequence[Load]
    centers: Sequence[Load]


def loads(district_id: int, now: datetime, today_ends: datetime) -> Loads:
    """What is open by department and by center; the open cases are read once."""
    given = {"district": district_id, "now": now, "today_ends": today_ends}
    centers: _Counts = {}
    departments: _Counts = {}
    for center, its_name, department, name, *counts in ask(_by_both(), given).all():
        centers.setdefault((center, its_name), []).append(counts)
        if department is not None:
            departments.setdefault((department, name), []).append(counts)
    late_first = sorted(
        _summed(departments), key=lambda load: (-load.late, -load.open, load.code)
    )
    return Loads(late_first, _summed(centers))


# Code and name of a place, and the counts of each part of it.
_Counts: TypeAlias = dict[tuple[str, str], list[list[int]]]


def _summed(places: _Counts) -> list[Load]:
    return [
        Load(*place, *map(sum, zip(*parts, strict=True)))
        for place, parts in places.items()
    ]


@cache
def _by_both() -> Chosen:
    center, department = ServiceCenterRow, DepartmentRow
    names = (center.code, center.short_name, department.code, department.short_name)
    is_its_load = and_(TicketRow.window_id == center.id, is_open())
    return (
        select(*names, *_sums(bindparam("now"), bindparam("today_ends")))
        .select_from(center)
        .outerjoin(TicketRow, is_its_load)
        .outerjoin(department, department.id == TicketRow.holder_id)
        .where(center.district_id == bindparam("district"))
        .group_by(center.id, center.level, department.id, *names)
        .order_by(center.level, center.code, department.code)
    )


def _sums(now: GivenMoment, today_ends: GivenMoment) -> list[Any]:
    promised, late = is_promised(), TicketRow.due_at < now
    held = TicketRow.state == State.SUSPENDED
    running = and_(promised, not_(late), not_(held))
    return [
        _count(and_(promised, late)),
        _count(and_(promised, not_(late), held)),
        _count(and_(running, TicketRow.due_at < today_ends)),
        _count(and_(running, TicketRow.due_at >= today_ends)),
        _count(and_(TicketRow.due_at.is_not(None), TicketRow.stopped_at.is_not(None))),
        _count(TicketRow.state == State.FILED),
    ]


def _count(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
