"""A district's organisation written: from its files into the register.

Loading again changes names, limits and words to what the files now say, and adds what
is new. Nothing is removed: tickets refer to it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.store import directory
from app.store.base import Base
from app.store.bulk import table_of
from app.store.database import db, is_postgresql
from app.store.district_files import DistrictFiles
from app.store.everyday import parted, words_of
from app.store.reads.organisation import (
    Matter,
    center_hours,
    content_version,
    find_department,
    find_matter,
)
from app.store.spelling import spelling
from app.store.tables import (
    DepartmentRow,
    DistrictRow,
    MatterRow,
    ServiceCenterRow,
)
from app.store.transaction import lock_for_writing

__all__ = [
    "LoadedDistrict",
    "Matter",
    "center_hours",
    "content_version",
    "find_department",
    "find_matter",
    "load_district",
]


@dataclass(frozen=True, slots=True)
class LoadedDistrict:
    """What was loaded, counted."""

    id: int
    code: str
    name: str
    centers: int
    departments: int
    matters: int


def load_district(
    files: DistrictFiles, progress: Callable[[int], None] = lambda done: None
) -> LoadedDistrict:
    """Write what a district's files say. A second district stands beside the first.

    progress: is told of each matter that was read, by one
    """
    lock_for_writing()
    _put(DistrictRow, ["code"], [files.district])
    district_id = _district_id(files.district["code"])
    _mark_version(district_id, files)
    own = {"district_id": district_id}
    key = ["district_id", "code"]
    _put(ServiceCenterRow, key, [{**own, **row} for row in files.centers])
    _put(DepartmentRow, key, [{**own, **row} for row in files.departments])
    _put(MatterRow, key, _with_departments(district_id, files.matters, progress))
    directory.forget()
    return LoadedDistrict(
        district_id,
        files.district["code"],
        files.district["name"],
        len(files.centers),
        len(files.departments),
        len(files.matters),
    )


def _with_departments(
    district_id: int,
    matters: Sequence[Mapping[str, Any]],
    progress: Callable[[int], None],
) -> list[dict[str, Any]]:
    ids = select(DepartmentRow.code, DepartmentRow.id).where(
        DepartmentRow.district_id == district_id
    )
    by_code = {row.code: row.id for row in db.session.execute(ids)}
    rows = []
    for matter in matters:
        row = {"district_id": district_id, **matter}
        row["department_id"] = by_code[row.pop("department_code")]
        row["spelling"] = spelling([parted(row["name"])[0], *words_of(row["aliases"])])
        rows.append(row)
        progress(1)
    return rows


def _mark_version(district_id: int, files: DistrictFiles) -> None:
    content = json.dumps([files.centers, files.departments, files.matters])
    version = hashlib.sha256(content.encode()).hexdigest()
    changed = update(DistrictRow).where(DistrictRow.id == district_id)
    db.session.execute(changed.values(content_version=version))


def _district_id(code: str) -> int:
    chosen = select(DistrictRow.id).where(DistrictRow.code == code)
    return db.session.execute(chosen).scalar_one()


def _put(
    row_class: type[Base], key: list[str], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert rows; where the key exists, change the rest."""
    if not rows:
        return
    dialect = postgresql if is_postgresql() else sqlite
    new = dialect.insert(table_of(row_class))
    changed = {name: new.excluded[name] for name in rows[0] if name not in key}
    statement = new.on_conflict_do_update(index_elements=key, set_=changed)
    db.session.connection().execute(statement, [dict(row) for row in rows])
