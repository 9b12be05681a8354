"""Which cases an address of the list names, and how that is told above it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import gettext

from app.casework.desk import Desk
from app.domain.figures.durations import CLASSES, LONGEST, class_of
from app.domain.periods import parse_period
from app.domain.terms import State
from app.store import directory
from app.store.reads.happenings import During, What, finishes
from app.store.reads.lines import TicketFilter
from app.web.department.to_do import today_ends
from app.web.formats import term, working_days
from app.web.leader.pictures import causes_in, days_of
from app.web.leader.spans import calendar_of, during, named
from app.web.places import list_address, place_here

LONGEST_WORDS = 100
LONGEST_NAME = 300
# Parameters that a search within the list keeps.
SPAN = ("what", "period", "cause", "matter", "days", "filed_at")
KEPT = ("show", "department", "center", *SPAN)
_AT_WINDOW = (State.ANSWERED, State.VERIFIED, State.REVISITED)
_RUNNING = (State.HELD, State.RETURNED)


def words_here() -> str:
    """What is looked for."""
    return request.args.get("words", "").strip()[:LONGEST_WORDS]


def wanted(desk: Desk, rows: int) -> tuple[TicketFilter, bool]:
    """Which cases, and whether they are sorted by their due moments.

    rows: how many are shown at most
    """
    known = directory.district(desk.district)
    given: dict[str, Any] = {
        "words": words_here(),
        "holder": known.department_ids.get(request.args.get("department", "")),
        "window": known.center_ids.get(request.args.get("center", "")),
        "center": known.center_ids.get(request.args.get("filed_at", "")),
        "cause": causes_in(request.args.get("cause", "")),
        "matter_name": request.args.get("matter", "")[:LONGEST_NAME] or None,
    }
    show = request.args.get("show", "")
    given |= _standing(desk).get(show, {})
    span = _during(desk)
    if span is not None:
        given["during"] = span
        given["ids"] = _ids(desk, span, rows)
    wanted = TicketFilter(district_id=desk.district, **given)
    return wanted, span is None and show in ("late", "today", "later", "suspended")


def choices() -> list[tuple[str, None, str, bool]]:
    """How things stand now: the filters above the list."""
    words = {
        "": gettext("All"),
        "open": gettext("Open"),
        "late": gettext("Overdue"),
        "today": gettext("Due today"),
        "later": gettext("Due later"),
        "suspended": gettext("Suspended"),
        "window": gettext("At the window"),
        "returned": gettext("Returned"),
        "unrouted": gettext("Unrouted"),
    }
    chosen = request.args.get("show", "")
    is_span = bool(request.args.get("what"))
    return [
        (
            word,
            None,
            list_address("leader.cases", show=name or None, **dict.fromkeys(SPAN)),
            name == chosen and not is_span,
        )
        for name, word in words.items()
    ]


def told() -> list[str]:
    """What else the list is narrowed to, in words."""
    said = []
    if what := _what():
        said.append(f"{named(request.args.get('period', ''))} {_happened()[what]}")
    if cause := causes_in(request.args.get("cause", "")):
        said.append(term(cause))
    if matter := request.args.get("matter", "")[:LONGEST_NAME]:
        said.append(matter)
    if (days := _days()) is not None:
        many = working_days(min(days, LONGEST))
        said.append(gettext("over %(days)s", days=many) if days > LONGEST else many)
    return said


def _standing(desk: Desk) -> Mapping[str, dict[str, Any]]:
    """How a case stands now, by the word in the address."""
    ends = today_ends()
    return {
        "late": {"due_before": desk.now},
        "today": {"due_from": desk.now, "due_before": ends, "states": _RUNNING},
        "later": {"due_from": ends, "states": _RUNNING},
        "suspended": {"states": (State.SUSPENDED,), "due_from": desk.now},
        "window": {"states": _AT_WINDOW},
        "unrouted": {"states": (State.FILED,)},
        "returned": {"states": (State.RETURNED,)},
        "open": {"is_open": True},
    }


def _happened() -> Mapping[What, str]:
    return {
        What.FILED: gettext("Filed"),
        What.AT_DESK: gettext("Solved at the desk"),
        What.HANDED_UP: gettext("Handed up to the district"),
        What.ENDED: gettext("Cases ended"),
        What.DUE: gettext("Promises that fell due"),
        What.LATE: gettext("Promise not kept"),
        What.FILED_LATE: gettext("Filed, promise not kept"),
    }


def _what() -> What | None:
    given = request.args.get("what", "")
    return next((what for what in What if what == given), None)


def _during(desk: Desk) -> During | None:
    """What happened when, as the address says; None when it names no such thing."""
    what = _what()
    if what is None:
        return None
    try:
        period = parse_period(request.args.get("period", ""))
        return during(what, period, desk.now, calendar_of(desk).zone)
    except (ValueError, OverflowError):
        return None


def _days() -> int | None:
    given = request.args.get("days", "")
    if not given.isascii() or not given.isdigit() or len(given) > 2:
        return None
    return int(given) if int(given) in CLASSES else None


def _ids(desk: Desk, span: During, rows: int) -> tuple[int, ...] | None:
    """The cases that took so many days, as many as are shown; None for any."""
    days = _days()
    if days is None:
        return None
    calendar, after = calendar_of(desk), place_here()
    several = (
        one.id
        for one in finishes(desk.district, span)
        if class_of(days_of(one, calendar)) == days
        and (after is None or (one.filed_at, one.id) < after)
    )
    return tuple(one for one, _ in zip(several, range(rows), strict=False))
