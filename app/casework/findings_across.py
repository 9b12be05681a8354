"""Looking across cases: what the timer finds on working days, kept and told once.

The inspection office is told of M3, dispatch of a person who comes back; of a class of
cases dispatch learns by its improvement item. Nobody is heard, no point is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from app.casework import improvements
from app.casework.desk import Desk
from app.casework.office import Office, Offices
from app.domain.decision import Notice
from app.domain.figures.patterns import last_minute
from app.domain.findings import across as rules
from app.domain.findings.across import Across
from app.domain.improvements import counted_from
from app.domain.terms import AcrossCode, Role
from app.domain.working_calendar import WorkingCalendar
from app.store import directory, findings_across, outbox
from app.store.reads.findings_across import (
    Found,
    known_keys,
    list_found,
    list_person_cases,
    named_for_persons,
    numbers_since,
)
from app.store.reads.pattern_histories import read_history

LAST_MINUTE, PERSON_AGAIN = "mostly_last_minute", "person_again"
READERS = frozenset({Role.INSPECTOR, Role.DISTRICT_LEADER})
_TOLD = {
    AcrossCode.M3: Notice(LAST_MINUTE, str(Role.INSPECTOR)),
    AcrossCode.PERSON_AGAIN: Notice(PERSON_AGAIN, str(Role.DISPATCHER)),
}
_R1 = (AcrossCode.PERSON_AGAIN, AcrossCode.CLASS_AGAIN)


# --- the timer -------------------------------------------------------------------------


def read_across(offices: Offices, district_id: int, now: datetime) -> list[Across]:
    """What the district's cases show today; nothing on a day of rest. Reads only."""
    office = offices.of(district_id)
    calendar = office.calendar(directory.district(district_id).window)
    if not calendar.is_working_day(calendar.civil_date(now)):
        return []
    return [
        *_last_minute(district_id, office, calendar, now),
        *_again(offices, district_id, calendar, now),
    ]


def keep(
    offices: Offices, district_id: int, found: Sequence[Across], now: datetime
) -> int:
    """Keep what is new and tell of it; name further cases of R1 in what is known.

    Done twice, it changes nothing more. returns: how many findings are new
    """
    version = offices.of(district_id).rules.version
    keys, persons = known_keys(district_id), named_for_persons(district_id)
    new = []
    for one in found:
        known = keys.get(one.key) or _known_person(one, persons)
        if known is None:
            known = findings_across.add_finding(district_id, one, version, now)
            new.append(one)
        elif one.key.code is AcrossCode.M3:
            continue  # the quarter is over: it stays as it was found
        findings_across.add_cases(district_id, known, one.cases)
    _tell(district_id, new, now)
    return len(new)


def _last_minute(
    district_id: int, office: Office, calendar: WorkingCalendar, now: datetime
) -> list[Across]:
    today, limits = calendar.civil_date(now), office.rules.findings
    quarter = rules.judged_quarter(today, office.rules.verify_days, calendar)
    if quarter is None:
        return []
    history, _ = read_history(district_id, *quarter.instants(calendar.zone))
    occasions = last_minute(history, limits.m3_last_percent, calendar)
    return rules.last_minute_departments(occasions, quarter, limits)


def _again(
    offices: Offices, district_id: int, calendar: WorkingCalendar, now: datetime
) -> list[Across]:
    limits = offices.of(district_id).rules.findings
    first = counted_from(calendar.civil_date(now))
    since = datetime.combine(first, time.min, calendar.zone)
    classes = improvements.read_classes(offices, district_id, now)
    return [
        *rules.persons_again(list_person_cases(district_id, since), limits),
        *rules.classes_again(classes, numbers_since(district_id, since), limits),
    ]


def _known_person(one: Across, persons: dict[str, int]) -> int | None:
    if one.key.code is not AcrossCode.PERSON_AGAIN:
        return None
    return next((persons[case] for case in one.cases if case in persons), None)


def _tell(district_id: int, new: Sequence[Across], now: datetime) -> None:
    codes = [one.key.code for one in new]
    told = [
        (notice, {"found": codes.count(code)})
        for code, notice in _TOLD.items()
        if code in codes
    ]
    if told:
        outbox.add_notices(district_id, told, now)


# --- people ----------------------------------------------------------------------------


def list_last_minute(desk: Desk, department: str = "") -> list[Found]:
    """M3 for the inspection office and the district's leader, of the own department for
    a department; nothing for others. department: code, all when left out"""
    own = desk.actor.department
    if own is None and desk.actor.role not in READERS:
        return []
    return list_found(desk.district, [AcrossCode.M3], own or department or None)


def list_again(desk: Desk) -> list[Found]:
    """R1 for dispatch, the inspection office and the district's leader."""
    if desk.actor.role not in improvements.READERS:
        return []
    return list_found(desk.district, _R1)
