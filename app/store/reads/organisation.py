"""Centers, departments and matters of a district."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from app.store.database import Chosen, ask
from app.store.tables import DepartmentRow, DistrictRow, MatterRow, ServiceCenterRow


@dataclass(frozen=True, slots=True)
class Center:
    """A service center. level: district or town; is_confirmed: is it certain?

    map_row, map_column: see ServiceCenterRow
    """

    id: int
    code: str
    name: str
    short_name: str
    english_name: str
    level: str
    address: str
    phone: str
    is_confirmed: bool
    map_row: int | None = None
    map_column: int | None = None


@dataclass(frozen=True, slots=True)
class Department:
    """A department. merged_into: code of the one that took it over, else empty"""

    id: int
    code: str
    name: str
    short_name: str
    english_name: str
    phone: str
    merged_into: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """A service matter with its department. Limits are working days or None."""

    id: int
    code: str
    name: str
    kind: str
    department: str
    department_name: str
    statutory_limit: int | None
    promised_limit: int | None
    special_procedures: str
    materials: str
    aliases: str
    limit_basis: str
    source_url: str


@dataclass(frozen=True, slots=True)
class SearchedMatter:
    """What finds a matter. aliases, spelling: as their columns (tables/organisation)"""

    code: str
    name: str
    department: str
    aliases: str
    spelling: str
    is_frequent: bool


def list_centers(district_id: int) -> list[Center]:
    """All centers, the district's own first, then by code."""
    several = (
        select(
            ServiceCenterRow.id,
            ServiceCenterRow.code,
            ServiceCenterRow.name,
            ServiceCenterRow.short_name,
            ServiceCenterRow.english_name,
            ServiceCenterRow.level,
            ServiceCenterRow.address,
            ServiceCenterRow.phone,
            ServiceCenterRow.is_confirmed,
            ServiceCenterRow.map_row,
            ServiceCenterRow.map_column,
        )
        .where(ServiceCenterRow.district_id == district_id)
        .order_by(ServiceCenterRow.level, ServiceCenterRow.code)
    )
    return [Center(*row) for row in ask(several).all()]


def center_hours(district_id: int) -> dict[str, Mapping[str, Any]]:
    """By center code, the hours of the centers that keep their own."""
    several = select(ServiceCenterRow.code, ServiceCenterRow.hours).where(
        ServiceCenterRow.district_id == district_id,
        ServiceCenterRow.hours.is_not(None),
    )
    return {row.code: json.loads(row.hours) for row in ask(several).all() if row.hours}


def list_departments(district_id: int) -> list[Department]:
    """All departments, in the order they were loaded, which is the official one; those
    that were merged as well, because old cases name them."""
    several = _departments().where(DepartmentRow.district_id == district_id)
    found = ask(several.order_by(DepartmentRow.id))
    return [Department(*row) for row in found]


def short_names(district_id: int) -> dict[str, str]:
    """The short name of every department by its code, merged ones as well."""
    return {one.code: one.short_name for one in list_departments(district_id)}


def _departments() -> Chosen:
    return select(
        DepartmentRow.id,
        DepartmentRow.code,
        DepartmentRow.name,
        DepartmentRow.short_name,
        DepartmentRow.english_name,
        DepartmentRow.phone,
        DepartmentRow.merged_into,
    )


def find_department(district_id: int, code: str) -> Department | None:
    """The department of that code, merged or not, or None."""
    chosen = _departments().where(
        DepartmentRow.district_id == district_id, DepartmentRow.code == code
    )
    row = ask(chosen).one_or_none()
    return None if row is None else Department(*row)


def find_matter(district_id: int, code: str) -> Matter | None:
    """The matter of that code, or None."""
    chosen = _matters().where(
        MatterRow.district_id == district_id, MatterRow.code == code
    )
    row = ask(chosen).one_or_none()
    return None if row is None else Matter(*row)


def list_matters(
    district_id: int, department: str | None = None, *, after: str = "", limit: int = 50
) -> list[Matter]:
    """Matters by code, those after the code `after`; of one department, if named."""
    chosen = _matters().where(
        MatterRow.district_id == district_id, MatterRow.code > after
    )
    if department is not None:
        chosen = chosen.where(DepartmentRow.code == department)
    rows = ask(chosen.order_by(MatterRow.code).limit(limit))
    return [Matter(*row) for row in rows]


def count_matters(district_id: int) -> dict[str, int]:
    """How many matters each department has, by its code."""
    counted = (
        select(DepartmentRow.code, func.count())
        .join(MatterRow, MatterRow.department_id == DepartmentRow.id)
        .where(DepartmentRow.district_id == district_id)
        .group_by(DepartmentRow.id, DepartmentRow.code)
    )
    return {row[0]: row[1] for row in ask(counted).all()}


def list_searched(district_id: int) -> list[SearchedMatter]:
    """All matters as the search and routing read them, by code."""
    several = (
        select(
            MatterRow.code,
            MatterRow.name,
            DepartmentRow.code,
            MatterRow.aliases,
            MatterRow.spelling,
            MatterRow.is_frequent,
        )
        .join(DepartmentRow, DepartmentRow.id == MatterRow.department_id)
        .where(MatterRow.district_id == district_id)
        .order_by(MatterRow.code)
    )
    return [SearchedMatter(*row) for row in ask(several).all()]


def content_version(district_id: int) -> str:
    """Changes whenever the district's files were loaded with something new."""
    kept = select(DistrictRow.content_version).where(DistrictRow.id == district_id)
    return ask(kept).scalar_one_or_none() or ""


def find_matters(district_id: int, codes: Sequence[str]) -> list[Matter]:
    """The matters of these codes, in their order; unknown ones are left out."""
    if not codes:
        return []
    chosen = _matters().where(
        MatterRow.district_id == district_id, MatterRow.code.in_(codes)
    )
    found = {row[1]: Matter(*row) for row in ask(chosen).all()}
    return [found[code] for code in codes if code in found]


def _matters() -> Chosen:
    return select(
        MatterRow.id,
        MatterRow.code,
        MatterRow.name,
        MatterRow.kind,
        DepartmentRow.code,
        DepartmentRow.name,
        MatterRow.statutory_limit,
        MatterRow.promised_limit,
        MatterRow.special_procedures,
        MatterRow.materials,
        MatterRow.aliases,
        MatterRow.limit_basis,
        MatterRow.source_url,
    ).join(DepartmentRow, DepartmentRow.id == MatterRow.department_id)
