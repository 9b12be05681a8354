"""Deadline arithmetic as a contract: one JSON request a line, one answer each.

A request names its calendar or means the district's. Whatever cannot be answered is
answered with a sentence that says why; nothing else is read into a request.
The law behind the limits is in deadlines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache

from app.domain.calendar.files import read_clock
from app.domain.calendar.instants import SECOND
from app.domain.deadlines import END_OF_DAY, Limit, LimitUnit, deadline
from app.domain.working_calendar import WorkingCalendar, calendar_from_request

Answer = dict[str, object]
Request = Mapping[str, object]

_INSTANT = re.compile(r"[0-9W-]+[T ][0-9:.,]+(?:Z|[+-][0-9:]+)", re.ASCII)


class RequestFault(ValueError):
    """A request that cannot be answered; the message says why."""


def answer_line(line: str | bytes, default: WorkingCalendar) -> Answer:
    """The answer to one line: {"id", "result"} or {"id", "error"}; it never raises.

    default:  the calendar of a request that names none
    """
    name: object = None
    try:
        request = _object(_parsed(line), "a request")
        name = request.get("id")
        if not isinstance(name, str):
            name = None
            raise RequestFault("id: must be a text")
        return {"id": name, "result": _result(request, default)}
    except RecursionError:
        return {"id": name, "error": "the request is nested too deeply"}
    except (OverflowError, ValueError) as fault:
        return {"id": name, "error": str(fault)}


def _parsed(line: str | bytes) -> object:
    try:
        return json.loads(line)
    except ValueError as fault:
        raise RequestFault(f"not a line of JSON: {fault}") from None


def _result(request: Request, default: WorkingCalendar) -> object:
    name = request.get("op")
    operation = _OPERATIONS.get(name) if isinstance(name, str) else None
    if operation is None:
        raise RequestFault(f"op: must be one of {', '.join(_OPERATIONS)}")
    return operation(_calendar(request, default), request)


def _calendar(request: Request, default: WorkingCalendar) -> WorkingCalendar:
    content = request.get("calendar")
    if content is None:
        return default
    return _calendar_of(json.dumps(content, sort_keys=True))


@lru_cache(maxsize=64)
def _calendar_of(text: str) -> WorkingCalendar:
    return calendar_from_request(json.loads(text))


# Operations


def _is_working_day(calendar: WorkingCalendar, request: Request) -> bool:
    return calendar.is_working_day(calendar.civil_date(_instant(request, "start")))


def _is_working_time(calendar: WorkingCalendar, request: Request) -> bool:
    return calendar.is_working_time(_instant(request, "start"))


def _add_working_time(calendar: WorkingCalendar, request: Request) -> str:
    start, seconds = _instant(request, "start"), _whole(request, "seconds")
    return _shown(calendar.add_working_time(start, seconds, _pauses(request)))


def _working_time_between(calendar: WorkingCalendar, request: Request) -> float:
    start, end = _instant(request, "start"), _instant(request, "end")
    worked = calendar.working_microseconds_between(start, end, _pauses(request))
    return worked / SECOND if worked % SECOND else worked // SECOND


def _add_working_days(calendar: WorkingCalendar, request: Request) -> str:
    start, count = _instant(request, "start"), _whole(request, "days")
    return _shown(calendar.same_time_working_days_later(start, count))


def _deadline(calendar: WorkingCalendar, request: Request) -> Answer:
    start, limit = _instant(request, "start"), _limit(request)
    pauses = _pauses(request) if limit.unit is LimitUnit.WORKING_HOUR else []
    day_end = _day_end(request)
    found = deadline(calendar, start, limit, day_end=day_end, pauses=pauses)
    last = found.last_day
    return {
        "last_day": None if last is None else last.isoformat(),
        "due_at": _shown(found.due_at),
    }


_OPERATIONS: Mapping[str, Callable[[WorkingCalendar, Request], object]] = {
    "is_working_day": _is_working_day,
    "is_working_time": _is_working_time,
    "add_working_time": _add_working_time,
    "working_time_between": _working_time_between,
    "add_working_days": _add_working_days,
    "deadline": _deadline,
}


# Fields


def _instant(request: Request, name: str) -> datetime:
    return _read_instant(request.get(name), name)


def _read_instant(text: object, name: str) -> datetime:
    if not isinstance(text, str):
        raise RequestFault(f"{name}: must be a text, an instant in ISO 8601")
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or _INSTANT.fullmatch(text) is None:
        raise RequestFault(f"{name}: not an instant in ISO 8601 with an offset")
    return at


def _whole(request: Request, name: str) -> int:
    number = request.get(name)
    if not isinstance(number, int) or isinstance(number, bool):
        raise RequestFault(f"{name}: must be a whole number")
    return number


def _pauses(request: Request) -> list[tuple[datetime, datetime]]:
    content = request.get("pauses")
    if content is None:
        return []
    if not isinstance(content, list):
        raise RequestFault("pauses: must be a list of [from, to]")
    return [_pause(pause) for pause in content]


def _pause(content: object) -> tuple[datetime, datetime]:
    if not isinstance(content, list) or len(content) != 2:
        raise RequestFault("pauses: a pause is [from, to]")
    return _read_instant(content[0], "pauses"), _read_instant(content[1], "pauses")


def _limit(request: Request) -> Limit:
    content = _object(request.get("limit"), "limit")
    unit = content.get("unit")
    if unit not in tuple(LimitUnit):
        raise RequestFault(f"limit: unit must be one of {', '.join(LimitUnit)}")
    return Limit(_whole(content, "n"), LimitUnit(str(unit)))


def _day_end(request: Request) -> int:
    content = request.get("day_end")
    return END_OF_DAY if content is None else read_clock(content)


def _object(content: object, place: str) -> Mapping[str, object]:
    if not isinstance(content, dict):
        raise RequestFault(f"{place}: must be an object")
    return content


def _shown(at: datetime) -> str:
    """ISO 8601 with seconds and offset; in the calendar's zone already."""
    return at.isoformat()
