"""What holds in a district now. Whoever keeps something made of it in memory compares
it with this, so that no process goes on with what another has changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import aliased

from app.store.database import Chosen, ask
from app.store.tables import CalendarChangeRow, DistrictRow, RuleActivationRow


@dataclass(frozen=True, slots=True)
class InForce:
    """calendar, rules: number of the last change and of the last activation, 0 for none
    content: version of the district's files as they were loaded, empty for none"""

    calendar: int
    rules: int
    content: str


def find_in_force(district_id: int) -> InForce:
    """What holds in a district at this moment."""
    row = ask(_of_district(), {"district": district_id}).one()
    return in_force_from(row)


def in_force_columns(district_id: Any) -> tuple[ColumnElement[Any], ...]:
    """The columns of an InForce, for a select that knows the district."""
    changes = (
        select(func.max(row.id)).where(row.district_id == district_id).scalar_subquery()
        for row in (CalendarChangeRow, RuleActivationRow)
    )
    district = aliased(DistrictRow)  # the select may have the table already
    content = select(district.content_version).where(district.id == district_id)
    return (*changes, content.scalar_subquery())


def in_force_from(columns: Any) -> InForce:
    """What those columns say."""
    calendar, rules, content = columns
    return InForce(calendar or 0, rules or 0, content or "")


@cache  # asked before every act
def _of_district() -> Chosen:
    return select(*in_force_columns(bindparam("district")))
