"""Codes to row ids, kept in memory: districts, their centers and departments.

Organisations change a few times a year, tickets all day. A code or id that is not
known is looked up anew once before it is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select

from app.domain.errors import NotFound
from app.store.database import db
from app.store.tables import DepartmentRow, DistrictRow, ServiceCenterRow


@dataclass(frozen=True, slots=True)
class District:
    """One district, with the ids behind its codes and the codes behind its ids.

    window: code of the district's own center, to which the others hand up; empty when
            it has none
    """

    id: int
    code: str
    name: str
    zone: ZoneInfo
    number_prefix: str
    notice_prefix: str
    supervision_phone: str
    english_name: str
    window: str
    center_ids: Mapping[str, int]
    center_codes: Mapping[int, str]
    department_ids: Mapping[str, int]
    department_codes: Mapping[int, str]

    def department_id(self, code: str | None) -> int | None:
        """The id of a department of this district; None for None.

        raises: NotFound department.unknown
        """
        if code is None:
            return None
        try:
            return self.department_ids[code]
        except KeyError:
            raise NotFound("department.unknown", department=code) from None

    def center_id(self, code: str) -> int:
        """The id of a center of this district. raises: NotFound center.unknown"""
        try:
            return self.center_ids[code]
        except KeyError:
            raise NotFound("center.unknown", center=code) from None


DISTRICT_LEVEL, TOWN_LEVEL = "district", "town"

_known: WeakKeyDictionary[Engine, dict[int, District]] = WeakKeyDictionary()


def district(district_id: int) -> District:
    """The district of that id. raises: NotFound district.unknown"""
    found = _districts().get(district_id) or _reloaded().get(district_id)
    if found is None:
        raise NotFound("district.unknown", district=district_id)
    return found


def districts(ids: Iterable[int]) -> dict[int, District]:
    """The districts of these ids. raises: NotFound district.unknown"""
    return {district_id: district(district_id) for district_id in set(ids)}


def district_by_code(code: str) -> District:
    """The district of that code. raises: NotFound district.unknown"""
    for known in (_districts, _reloaded):
        for one in known().values():
            if one.code == code:
                return one
    raise NotFound("district.unknown", district=code)


def list_districts() -> list[District]:
    """All districts, by id, as they stand now."""
    return list(_reloaded().values())


def first_district() -> District | None:
    """The district that was loaded first, whose the public pages are; None for none."""
    known = _districts() or _reloaded()
    return known[min(known)] if known else None


def sole_district_id() -> int | None:
    """The id of the district, where there is exactly one."""
    known = _districts() or _reloaded()
    return next(iter(known)) if len(known) == 1 else None


def forget() -> None:
    """Read the organisation anew at the next question; after it was changed."""
    _known.pop(db.engine, None)


def _districts() -> dict[int, District]:
    known = _known.get(db.engine)
    return _reloaded() if known is None else known


def _reloaded() -> dict[int, District]:
    _known[db.engine] = loaded = _load()
    return loaded


def _load() -> dict[int, District]:
    centers = _ids_by_code(ServiceCenterRow)
    departments = _ids_by_code(DepartmentRow)
    windows = _windows()
    rows = db.session.execute(
        select(
            DistrictRow.id,
            DistrictRow.code,
            DistrictRow.name,
            DistrictRow.zone,
            DistrictRow.number_prefix,
            DistrictRow.notice_prefix,
            DistrictRow.supervision_phone,
            DistrictRow.english_name,
        ).order_by(DistrictRow.id)
    )
    return {
        row.id: District(
            row.id,
            row.code,
            row.name,
            ZoneInfo(row.zone),
            row.number_prefix,
            row.notice_prefix,
            row.supervision_phone,
            row.english_name,
            windows.get(row.id, ""),
            *_both_ways(centers.get(row.id, {})),
            *_both_ways(departments.get(row.id, {})),
        )
        for row in rows
    }


def _windows() -> dict[int, str]:
    rows = db.session.execute(
        select(ServiceCenterRow.district_id, ServiceCenterRow.code)
        .where(ServiceCenterRow.level == DISTRICT_LEVEL)
        .order_by(ServiceCenterRow.id.desc())
    )
    return {row.district_id: row.code for row in rows}


def _ids_by_code(
    table: type[ServiceCenterRow] | type[DepartmentRow],
) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    rows = db.session.execute(select(table.district_id, table.code, table.id))
    for row in rows:
        found.setdefault(row.district_id, {})[row.code] = row.id
    return found


def _both_ways(ids: dict[str, int]) -> tuple[dict[str, int], dict[int, str]]:
    return ids, {row_id: code for code, row_id in ids.items()}
