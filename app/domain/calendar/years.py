"""A year of holidays as it is given: CSV, JSON, or the text of the notice.

Each becomes one `CalendarYear`; what is wrong is refused with its place, and nothing
of it is used. Source: notices of the State Council; docs/rules.md, section 7.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.calendar.holiday_notice import read_notice, year_in
from app.domain.calendar.year_fault import YearFault

LONGEST = 200_000  # signs; a year has a hundred lines
FIRST_YEAR, LAST_YEAR = 2000, 2100
# Since 2025 the law gives 13 days; a notice that joins weekends names more.
USUAL_REST_DAYS = 13

_REST = frozenset({"rest", "holiday", "off", "放假", "休息", "休", "节假日", "调休"})
_WORK = frozenset({"work", "workday", "on", "上班", "补班", "班", "调休上班"})
_HEADS = frozenset({"date", "日期"})
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """What holds for one year.

    rest, work: days off, and make-up days; days of the December before may be among
    number:     of the notice, 国办发明电〔2025〕7号; empty when it was not given
    notice:     its address; empty when it was not given
    """

    year: int
    rest: tuple[date, ...]
    work: tuple[date, ...]
    number: str = ""
    notice: str = ""

    def as_entry(self) -> dict[str, object]:
        """As a year stands in the district's file of holidays."""
        return {
            "notice": self.notice or None,
            "number": self.number or None,
            "provisional": False,
            "rest": [day.isoformat() for day in self.rest],
            "work": [day.isoformat() for day in self.work],
        }

    @property
    def version(self) -> str:
        """SHA-256, in hexadecimal, of what it says."""
        text = json.dumps([self.year, self.as_entry()], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def looks_incomplete(self) -> bool:
        """Are there fewer days off than the law alone gives?"""
        return sum(day.year == self.year for day in self.rest) < USUAL_REST_DAYS


def read_year(given: str | bytes, year: int | None = None) -> CalendarYear:
    """One year from CSV, JSON or the text of the notice.

    year:   where it does not say itself; what it says must be the same
    raises: YearFault
    """
    text = _text(given)
    if text.lstrip().startswith(("{", "[")):
        found = _from_json(text, year)
    elif _is_csv(text):
        found = _from_csv(text, year)
    else:
        found = _from_notice(text, year)
    _check(found)
    return found


def _text(given: str | bytes) -> str:
    if len(given) > LONGEST * (4 if isinstance(given, bytes) else 1):
        raise YearFault("year.too_large", most=LONGEST)
    if isinstance(given, bytes):
        given = _decoded(given)
    text = given.removeprefix("\ufeff")
    if len(text) > LONGEST:
        raise YearFault("year.too_large", most=LONGEST)
    if not text.strip():
        raise YearFault("year.empty")
    return text


def _decoded(raw: bytes) -> str:
    """UTF-8, or what spreadsheets on Chinese desks write."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise YearFault("year.encoding")


def _from_notice(text: str, year: int | None) -> CalendarYear:
    said = year_in(text)
    known = _one_year([said] if said else [], year)
    days = read_notice(text, known)
    return _year(known, days.rest, days.work, days.number)


# --- JSON ------------------------------------------------------------------------


def _from_json(text: str, year: int | None) -> CalendarYear:
    """{"2027": {"rest": [...], "work": [...]}}, or the same with "year" beside them."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as fault:
        line = getattr(fault, "lineno", 1)
        raise YearFault("year.json", line=line, text=text[:30]) from None
    if not isinstance(content, dict):
        raise YearFault("year.shape", line=1, text=text[:30])
    if "rest" not in content and "work" not in content:
        if len(content) != 1:
            raise YearFault("year.one_only", line=1, text=", ".join(content)[:60])
        ((name, entry),) = content.items()
        return _from_entry(entry, _whole(name), year)
    return _from_entry(content, _whole(content.get("year")), year)


def _from_entry(entry: object, said: int | None, year: int | None) -> CalendarYear:
    if not isinstance(entry, Mapping):
        raise YearFault("year.shape", line=1, text=str(entry)[:60])
    rest, work = (_listed(entry, name) for name in ("rest", "work"))
    known = _one_year([said] if said else [], year)
    number, notice = (entry.get(name) or "" for name in ("number", "notice"))
    if not isinstance(number, str) or not isinstance(notice, str):
        raise YearFault("year.shape", line=1, text=str(number or notice)[:60])
    return _year(known, rest, work, number, notice)


def _listed(entry: Mapping[str, object], name: str) -> list[date]:
    days = entry.get(name) or []
    if not isinstance(days, list):
        raise YearFault("year.shape", line=1, text=name)
    return [_date(day, 1) for day in days]


def _whole(value: object) -> int | None:
    text = str(value) if isinstance(value, (int, str)) else ""
    return int(text) if re.fullmatch(r"[0-9]{4}", text) else None


# --- CSV -------------------------------------------------------------------------


def _is_csv(text: str) -> bool:
    first = next(line for line in text.splitlines() if line.strip())
    head, comma, _ = first.replace("，", ",").partition(",")
    head = head.strip().strip('"').lower()
    return bool(comma) and (head in _HEADS or bool(_DATE.fullmatch(head)))


def _from_csv(text: str, year: int | None) -> CalendarYear:
    """Lines "2027-02-05,放假" or "2027-02-20,上班"; a head and a third column are passed
    over."""
    rest: list[date] = []
    work: list[date] = []
    rows = csv.reader(text.replace("，", ",").splitlines())
    for number, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (number == 1 and cells[0].lower() in _HEADS):
            continue
        if len(cells) < 2:
            raise YearFault("year.line", line=number, text=cells[0][:60])
        day, kind = _date(cells[0], number), cells[1].lower()
        if kind not in _REST | _WORK:
            raise YearFault("year.kind", line=number, text=cells[1][:60])
        (rest if kind in _REST else work).append(day)
    years = sorted({day.year for day in (*rest, *work) if day.month < 12})
    return _year(_one_year(years, year), rest, work)


def _date(text: object, line: int) -> date:
    found = _DATE.fullmatch(text.strip()) if isinstance(text, str) else None
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    raise YearFault("year.no_such_day", line=line, text=str(text)[:60])


# --- what every form has in common ---------------------------------------------------


def _one_year(said: list[int], asked: int | None) -> int:
    years = sorted({*said, *([asked] if asked else [])})
    if not years:
        raise YearFault("year.unknown")
    if len(years) > 1:
        raise YearFault("year.several", line=1, text=", ".join(map(str, years)))
    return years[0]


def _year(
    year: int,
    rest: Iterable[date],
    work: Iterable[date],
    number: str = "",
    notice: str = "",
) -> CalendarYear:
    days_off, days_on = sorted(set(rest)), sorted(set(work))
    return CalendarYear(year, tuple(days_off), tuple(days_on), number, notice)


def _check(found: CalendarYear) -> None:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise YearFault("year.range_of_years", line=1, text=str(found.year))
    if not found.rest:
        raise YearFault("year.no_days")
    for day in (*found.rest, *found.work):
        if day.year != found.year and (day.year, day.month) != (found.year - 1, 12):
            raise YearFault("year.other_year", text=day.isoformat(), year=found.year)
    for day in found.work:
        if day in found.rest:
            raise YearFault("year.both", text=day.isoformat())
        if day.weekday() < 5:
            raise YearFault("year.works_anyway", text=day.isoformat())
