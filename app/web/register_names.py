"""The names of the register that pages show: made once for each office of a district,
which is opened anew when its files were loaded with something new."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from flask import current_app

from app.casework.office import Office
from app.store.directory import District
from app.store.reads.organisation import list_searched
from app.web.desk import office_here
from app.web.furnishing import district_here
from app.web.unit_names import EnglishNames, Unit, english_names
from app.web.written_names import WrittenNames

T = TypeVar("T")

# Parts of names that are put together: a counter's label, a notice's number.
_PARTS = ("号窗", "办不成事", "国办发明电")
_KEPT = "register_names"  # by what makes them and the district, with its office


def names_here() -> WrittenNames:
    """Return the names of the district this page speaks for, to be written in 繁體."""
    district = district_here()
    return _kept(district, _written) if district else WrittenNames(_PARTS)


def units_here() -> EnglishNames:
    """Return its centers and departments in English."""
    district = district_here()
    return _kept(district, _in_english) if district else EnglishNames({})


def _kept(district: District, make: Callable[[District, Office], T]) -> T:
    """What was made of the office that is open, or is made of it now."""
    office = office_here(district.id)
    kept = current_app.extensions.setdefault(_KEPT, {})
    known = kept.get((make, district.id))
    if known is None or known[0] is not office:
        known = kept[make, district.id] = office, make(district, office)
    made: T = known[1]
    return made


def _in_english(district: District, office: Office) -> EnglishNames:
    units: Iterable[Unit] = (*office.centers, *office.departments)
    return english_names(units, district.english_name)


def _written(district: District, office: Office) -> WrittenNames:
    return WrittenNames(_names(district, office))


def _names(district: District, office: Office) -> Iterable[str]:
    yield from (district.name, district.name.rpartition("市")[2], *_PARTS)
    yield office.rules.title
    for center in office.centers:
        yield from (center.name, center.short_name, center.address)
    for department in office.departments:
        yield from (department.name, department.short_name)
    for matter in list_searched(district.id):
        yield matter.name
