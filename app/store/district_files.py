"""The files in which a district describes itself, read and checked.

organisation.json: the district, its service centers, its departments
matters.csv:       its service matters, one a line
everyday.toml:     what people call them, if the district has such a file

Another district puts its own files in another folder. All faults are told at once, in
words that name the file and the place.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.store.directory import DISTRICT_LEVEL, TOWN_LEVEL
from app.store.everyday import EVERYDAY, Everyday, read_everyday

ORGANISATION, MATTERS = "organisation.json", "matters.csv"
_DISTRICT_KEYS = ("code", "name", "zone", "number_prefix", "notice_prefix")
# Rows and columns of the map of squares; the style sheet has as many.
MAP = frozenset(range(1, 9))
_BODY_KEYS = ("code", "name", "short_name")
_MATTER_KEYS = ("code", "name", "kind", "department_code")


class DistrictFaults(Exception):
    """The district's files cannot be used; one fault a line."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(["The district's files have faults:", *self.faults]))


@dataclass(frozen=True, slots=True)
class DistrictFiles:
    """What the files say, as the columns of the tables; ids are not known yet."""

    district: Mapping[str, str]
    centers: tuple[Mapping[str, Any], ...]
    departments: tuple[Mapping[str, Any], ...]
    matters: tuple[Mapping[str, Any], ...]


def read_district_files(folder: Path) -> DistrictFiles:
    """Read the files of one district.

    raises: DistrictFaults, with all faults; OSError for a file that is not there
    """
    faults: list[str] = []
    body = _parsed(folder / ORGANISATION, faults)
    district = _district(body.get("district"), faults)
    _check_zone(district.get("zone", ""), faults)
    centers = [
        _center(one, where, faults) for where, one in _listed(body, "service_centres")
    ]
    departments = [
        _department(one, where, faults) for where, one in _listed(body, "departments")
    ]
    _check_codes("service_centres", centers, faults)
    _check_codes("departments", departments, faults)
    known = {one["code"] for one in departments if "code" in one}
    _check_merged(departments, known, faults)
    everyday = _everyday(folder, faults)
    matters = [
        {**one, "aliases": everyday.beside(one.get("name", ""), one["aliases"])}
        for one in _matters(folder / MATTERS, known, faults)
    ]
    _check_codes(MATTERS, matters, faults)
    if faults:
        raise DistrictFaults(faults)
    return DistrictFiles(district, tuple(centers), tuple(departments), tuple(matters))


def _parsed(path: Path, faults: list[str]) -> Mapping[str, Any]:
    try:
        body = json.loads(path.read_text("utf-8-sig"))
    except ValueError as error:
        faults.append(f"  {path.name}: not JSON in UTF-8 ({error})")
        return {}
    if not isinstance(body, dict):
        faults.append(f"  {path.name}: not a JSON object")
        return {}
    return body


def _listed(body: Mapping[str, Any], key: str) -> list[tuple[str, Any]]:
    several = body.get(key)
    if not isinstance(several, list):
        return [(key, None)]
    return [(f"{key}[{place}]", one) for place, one in enumerate(several)]


def _texts(
    given: object, keys: Iterable[str], where: str, faults: list[str]
) -> dict[str, str]:
    """The named texts of an object; each that is missing or empty is a fault."""
    if not isinstance(given, dict):
        faults.append(f"  {where}: missing, or not an object")
        return {}
    found = {}
    for key in keys:
        value = given.get(key)
        if isinstance(value, str) and value.strip():
            found[key] = value.strip()
        else:
            faults.append(f"  {where}.{key}: missing or empty")
    return found


def _district(given: Any, faults: list[str]) -> dict[str, str]:
    texts = _texts(given, _DISTRICT_KEYS, "district", faults)
    if not texts:
        return {}
    further = ("supervision_phone", "english_name")
    return {**texts, **{key: _optional(given, key) for key in further}}


def _check_zone(zone: str, faults: list[str]) -> None:
    try:
        ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        faults.append(f"  district.zone: {zone!r} is no time zone")


def _center(given: Any, where: str, faults: list[str]) -> dict[str, Any]:
    texts = _texts(given, _BODY_KEYS, where, faults)
    if not texts:
        return {}
    is_district = given.get("type") == "district_centre"
    hours = given.get("hours")
    row, column = _place(given.get("map"), where, faults)
    return {
        **texts,
        "english_name": _optional(given, "english_name"),
        "level": DISTRICT_LEVEL if is_district else TOWN_LEVEL,
        "address": _optional(given, "address"),
        "phone": _optional(given, "phone"),
        "hours": json.dumps(hours, ensure_ascii=False) if hours else None,
        "is_confirmed": not str(given.get("confidence", "")).startswith("UNCONFIRMED"),
        "map_row": row,
        "map_column": column,
    }


def _place(given: Any, where: str, faults: list[str]) -> tuple[int | None, int | None]:
    """Row and column on the map of squares, or neither."""
    if given is None:
        return None, None
    match given:
        case [int(row), int(column)] if {row, column} <= MAP:
            return row, column
    faults.append(f"  {where}.map: not a row and a column from 1 to {max(MAP)}")
    return None, None


def _department(given: Any, where: str, faults: list[str]) -> dict[str, Any]:
    texts = _texts(given, _BODY_KEYS, where, faults)
    if not texts:
        return {}
    return {
        **texts,
        "english_name": _optional(given, "english_name"),
        "phone": _optional(given, "phone"),
        "merged_into": _optional(given, "merged_into"),
    }


def _check_merged(
    departments: Iterable[Mapping[str, Any]], known: set[str], faults: list[str]
) -> None:
    """Who took a department over stands in the file and was not merged itself."""
    merged = {one.get("code") for one in departments if one.get("merged_into")}
    for one in departments:
        heir = one.get("merged_into")
        if heir and (heir not in known or heir in merged):
            code = one.get("code")
            faults.append(f"  departments: {code} is merged into {heir}, which is none")


def _optional(given: Mapping[str, Any], key: str) -> str:
    value = given.get(key)
    return value.strip() if isinstance(value, str) else ""


def _check_codes(
    where: str, several: Iterable[Mapping[str, Any]], faults: list[str]
) -> None:
    seen = set()
    for one in several:
        code = one.get("code")
        if code in seen:
            faults.append(f"  {where}: the code {code} stands twice")
        seen.add(code)


def _everyday(folder: Path, faults: list[str]) -> Everyday:
    try:
        return read_everyday(folder)
    except ValueError as error:
        faults.append(f"  {EVERYDAY}: {error}")
        return Everyday()


def _matters(path: Path, departments: set[str], faults: list[str]) -> list[Any]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.DictReader(file))
    except (UnicodeDecodeError, csv.Error) as error:
        faults.append(f"  {path.name}: not a CSV file in UTF-8 ({error})")
        return []
    return [
        _matter(line, f"{path.name}, line {number}", departments, faults)
        for number, line in enumerate(lines, start=2)
    ]


def _matter(
    line: Mapping[str, str | None], where: str, departments: set[str], faults: list[str]
) -> dict[str, Any]:
    texts = _texts(dict(line), _MATTER_KEYS, where, faults)
    department = texts.get("department_code")
    if department is not None and department not in departments:
        faults.append(f"  {where}: there is no department {department}")
    return {
        **texts,
        "statutory_limit": _days(line, "statutory_limit_working_days", where, faults),
        "promised_limit": _days(line, "promised_limit_working_days", where, faults),
        "special_procedures": _optional(line, "special_procedures"),
        "materials": _optional(line, "materials"),
        "aliases": _optional(line, "aliases"),
        "is_frequent": _optional(line, "high_frequency_enterprise") == "true",
        "limit_basis": _optional(line, "limit_basis"),
        "source_url": _optional(line, "source_url"),
    }


def _days(
    line: Mapping[str, str | None], key: str, where: str, faults: list[str]
) -> int | None:
    text = _optional(line, key)
    if not text:
        return None
    if not text.isascii() or not text.isdigit():
        faults.append(f"  {where}: {key} {text!r} is not a whole number")
        return None
    return int(text)
