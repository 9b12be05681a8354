"""The daily digest: on working mornings, what lies before each department.

A notice like any other, once a day and district, to those who have something to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from app.casework.office import Office, Offices
from app.domain.decision import Notice
from app.domain.hearing import AWAITING_INSPECTION
from app.domain.notices import audience_of
from app.domain.terms import Role
from app.domain.working_calendar import WorkingCalendar
from app.store import directory, leases, outbox
from app.store.directory import District
from app.store.outbox import Counts
from app.store.reads.counts import to_do_counts
from app.store.reads.flags import count_by_status

KIND = "digest"
CALENDAR_MISSING = "calendar_missing"
KEEPERS = (Role.INSPECTOR, Role.SYSTEM_ADMINISTRATOR)
BEFORE_OPENING = timedelta(minutes=30)
REMEMBERED = timedelta(days=31)
DEPARTMENT_READERS = (Role.HANDLER, Role.CHIEF_REPRESENTATIVE)
TOLD = ("to_do", "today", "overdue")


def tell_day(offices: Offices, district_id: int, now: datetime) -> int:
    """Write this morning's digest of one district, unless it is written already.

    A morning lasts from half an hour before opening until the first closing.

    returns: how many notices were written
    """
    known = directory.district(district_id)
    office = offices.of(district_id)
    calendar = office.calendar(known.window)
    if not is_morning(calendar, now) or not _is_first_today(known, calendar, now):
        return 0
    told = [
        *_to_departments(known, calendar, now),
        *_to_inspection(known),
        *_to_keepers(office, calendar, now),
    ]
    outbox.add_notices(district_id, told, now)
    return len(told)


def is_morning(calendar: WorkingCalendar, now: datetime) -> bool:
    """Is it the hour of the digest, on a working day?"""
    today = calendar.civil_date(now)
    if not calendar.is_working_day(today):
        return False
    opens, closes = calendar.blocks(today)[0]
    return opens - BEFORE_OPENING <= now < closes


def _is_first_today(known: District, calendar: WorkingCalendar, now: datetime) -> bool:
    """Has nobody written it today? A lease of this day says so, on both databases.

    Each day has its own, so that a clock that steps back a day and forth again finds
    that both mornings are done.
    """
    today = calendar.civil_date(now)
    left = int((_midnight(calendar, now) - now).total_seconds())
    name = f"{KIND}-{known.code}-{today:%Y%m%d}"
    leases.forget_lapsed(f"{KIND}-{known.code}-", now - REMEMBERED)
    return leases.take_lease(name, now.isoformat(), now, left)


def _to_departments(
    known: District, calendar: WorkingCalendar, now: datetime
) -> Iterator[tuple[Notice, Counts]]:
    tonight = _midnight(calendar, now)
    for row_id, code in known.department_codes.items():
        found = to_do_counts(row_id, now, tonight)
        counts = {name: found[name] for name in TOLD}
        if any(counts.values()):
            for role in DEPARTMENT_READERS:
                yield Notice(KIND, audience_of(role, code, "") or ""), counts


def _to_inspection(known: District) -> Iterator[tuple[Notice, Counts]]:
    counts = count_by_status(known.id)
    pending = sum(counts.get(one, 0) for one in AWAITING_INSPECTION)
    if pending:
        yield Notice(KIND, str(Role.INSPECTOR)), {"to_review": pending}


def _to_keepers(
    office: Office, calendar: WorkingCalendar, now: datetime
) -> Iterator[tuple[Notice, Counts]]:
    """On the first working day of each week, while the next year has no notice."""
    today = calendar.civil_date(now)
    last = calendar.previous_working_day(today)
    is_first = last.isocalendar()[:2] != today.isocalendar()[:2]
    if is_first and office.missing_year(now) is not None:
        for role in KEEPERS:
            yield Notice(CALENDAR_MISSING, str(role)), {}


def _midnight(calendar: WorkingCalendar, now: datetime) -> datetime:
    """The end of today."""
    tomorrow = calendar.civil_date(now) + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, calendar.zone)
