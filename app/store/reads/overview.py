"""The district in numbers: open, late and due, by department and by center.

Late is computed here from (due moment, now); nothing of it is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, not_, select

from app.domain.terms import State
from app.store.database import db
from app.store.reads.conditions import is_open, is_promised
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


def loads_of_departments(
    district_id: int, now: datetime, today_ends: datetime
) -> list[Load]:
    """One row for each department that has something open, the most late ones first."""
    chosen = (
        select(DepartmentRow.code, DepartmentRow.short_name, *_sums(now, today_ends))
        .join(DepartmentRow, DepartmentRow.id == TicketRow.holder_id)
        .where(TicketRow.district_id == district_id, is_open())
        .group_by(DepartmentRow.id, DepartmentRow.code, DepartmentRow.short_name)
    )
    loads = [Load(*row) for row in db.session.execute(chosen)]
    return sorted(loads, key=lambda load: (-load.late, -load.open, load.code))


def loads_of_centers(
    district_id: int, now: datetime, today_ends: datetime
) -> list[Load]:
    """One row for each center, those with nothing open too; the district's own first."""
    is_its_load = and_(TicketRow.window_id == ServiceCenterRow.id, is_open())
    chosen = (
        select(
            ServiceCenterRow.code,
            ServiceCenterRow.short_name,
            *_sums(now, today_ends),
        )
        .select_from(ServiceCenterRow)
        .outerjoin(TicketRow, is_its_load)
        .where(ServiceCenterRow.district_id == district_id)
        .group_by(
            ServiceCenterRow.id,
            ServiceCenterRow.code,
            ServiceCenterRow.short_name,
            ServiceCenterRow.level,
        )
        .order_by(ServiceCenterRow.level, ServiceCenterRow.code)
    )
    return [Load(*row) for row in db.session.execute(chosen)]


def _sums(now: datetime, today_ends: datetime) -> list[Any]:
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
