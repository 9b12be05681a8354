"""Centers, departments and matters of a district, and the search for a matter."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, exists, select

from app.store.database import db
from app.store.tables import DepartmentRow, MatterRow, ServiceCenterRow


@dataclass(frozen=True, slots=True)
class Center:
    """A service center. level: district or town; is_confirmed: is it certain?"""

    id: int
    code: str
    name: str
    short_name: str
    english_name: str
    level: str
    address: str
    phone: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Department:
    """A department."""

    id: int
    code: str
    name: str
    short_name: str
    english_name: str
    phone: str


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
        )
        .where(ServiceCenterRow.district_id == district_id)
        .order_by(ServiceCenterRow.level, ServiceCenterRow.code)
    )
    return [Center(*row) for row in db.session.execute(several)]


def center_hours(district_id: int) -> dict[str, Mapping[str, Any]]:
    """By center code, the hours of the centers that keep their own."""
    several = select(ServiceCenterRow.code, ServiceCenterRow.hours).where(
        ServiceCenterRow.district_id == district_id,
        ServiceCenterRow.hours.is_not(None),
    )
    return {
        row.code: json.loads(row.hours)
        for row in db.session.execute(several)
        if row.hours
    }


def list_departments(district_id: int) -> list[Department]:
    """All departments, in the order they were loaded, which is the official one."""
    several = (
        select(
            DepartmentRow.id,
            DepartmentRow.code,
            DepartmentRow.name,
            DepartmentRow.short_name,
            DepartmentRow.english_name,
            DepartmentRow.phone,
        )
        .where(DepartmentRow.district_id == district_id)
        .order_by(DepartmentRow.id)
    )
    return [Department(*row) for row in db.session.execute(several)]


def has_department(district_id: int, code: str) -> bool:
    """Does the district have a department of that code?"""
    found = select(
        exists().where(
            DepartmentRow.district_id == district_id, DepartmentRow.code == code
        )
    )
    return bool(db.session.execute(found).scalar_one())


def find_matter(district_id: int, code: str) -> Matter | None:
    """The matter of that code, or None."""
    chosen = _matters().where(
        MatterRow.district_id == district_id, MatterRow.code == code
    )
    row = db.session.execute(chosen).one_or_none()
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
    rows = db.session.execute(chosen.order_by(MatterRow.code).limit(limit))
    return [Matter(*row) for row in rows]


def search_matters(district_id: int, words: str, limit: int = 10) -> list[Matter]:
    """The matters that fit what a person says, the best first.

    Every word is looked for in code, name and everyday words; where a word stands
    nowhere as a whole, its pairs of characters count, so that 开饭店的证 finds 饭店开业.
    """
    terms = words.casefold().split()
    if not terms:
        return []
    light = select(
        MatterRow.id,
        MatterRow.code,
        MatterRow.name,
        MatterRow.aliases,
        MatterRow.is_frequent,
    ).where(MatterRow.district_id == district_id)
    scored = [
        (_score(terms, row.code, row.name, row.aliases), row.is_frequent, row.id)
        for row in db.session.execute(light)
    ]
    best = sorted(
        (one for one in scored if one[0] > 0), key=lambda s: (-s[0], not s[1], s[2])
    )
    return _in_order([row_id for _, _, row_id in best[:limit]])


def _score(terms: list[str], code: str, name: str, aliases: str) -> float:
    """How well the words fit; 0 for not at all."""
    code, name, aliases = code.casefold(), name.casefold(), aliases.casefold()
    return sum(_score_word(term, code, name, aliases) for term in terms)


def _score_word(term: str, code: str, name: str, aliases: str) -> float:
    if term == code:
        return 100
    if term in aliases.split(","):
        return 12
    if term in name:
        return 10 + len(term) / len(name)
    if term in aliases or term in code:
        return 8
    pairs = [term[i : i + 2] for i in range(len(term) - 1)]
    hits = sum(max(pair in name, 1.5 * (pair in aliases)) for pair in pairs)
    return 4 * hits / len(pairs) if pairs else 0


def _in_order(ids: list[int]) -> list[Matter]:
    if not ids:
        return []
    rows = db.session.execute(_matters().where(MatterRow.id.in_(ids)))
    found = {row[0]: Matter(*row) for row in rows}
    return [found[row_id] for row_id in ids]


def _matters() -> Select[*tuple[Any, ...]]:
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
