"""The names of the register that pages show: made once for each version of its data."""

from __future__ import annotations

from collections.abc import Iterable

from flask import current_app

from app.process import offices_here
from app.store import organisation
from app.store.directory import District
from app.store.reads.organisation import list_centers, list_departments, list_searched
from app.web.furnishing import district_here
from app.web.written_names import WrittenNames

# Parts of names that are put together: a counter's label, a notice's number.
_PARTS = ("号窗", "办不成事", "国办发明电")
_KEPT = "written_names"  # by district, with the version of its data


def names_here() -> WrittenNames:
    """Return the names of the district this page speaks for."""
    district = district_here()
    if district is None:
        return WrittenNames(_PARTS)
    kept = current_app.extensions.setdefault(_KEPT, {})
    version = organisation.content_version(district.id)
    if kept.get(district.id, ("",))[0] != version:
        kept[district.id] = version, WrittenNames(_names(district))
    names: WrittenNames = kept[district.id][1]
    return names


def _names(district: District) -> Iterable[str]:
    yield from (district.name, district.name.rpartition("市")[2], *_PARTS)
    yield offices_here().of(district.id).rules.title
    for center in list_centers(district.id):
        yield from (center.name, center.short_name, center.address)
    for department in list_departments(district.id):
        yield from (department.name, department.short_name)
    for matter in list_searched(district.id):
        yield matter.name
