"""The demo's publication: the month that ended last, prepared by the inspection office
and let out by the district leader, each with their own verb at their own moment. Days
later a ruling of that month is revoked (casework.demo.month), and both correct it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from app.casework import publishing
from app.casework.demo.case import Act
from app.casework.demo.staff import Staff
from app.domain.figures.snapshots import read_snapshot
from app.domain.periods import Period, period_of
from app.domain.terms import PeriodKind
from app.reports.publication import take_snapshot
from app.store import publications

PREPARED_AT, APPROVED_AT = time(10, 30), time(15, 30)
PREPARER, APPROVER = "ducha", "lingdao"
CORRECTED_AFTER = 3  # working days, the one after the objection was decided
WHY = "一张蓝色督办单的认定，部门提出异议后经复核撤销，有关数字相应更正。"


def publication_acts(staff: Staff, now: datetime) -> Iterator[Act]:
    """Both acts of the first working day of this month, and both of the correction, as
    far as it has come."""
    calendar = staff.office.calendar("C0")
    period = period_of(PeriodKind.MONTH, calendar.civil_date(now)).previous
    day = period.last + timedelta(days=1)
    if not calendar.is_working_day(day):
        day = calendar.add_working_days(day, 1)
    corrected = calendar.add_working_days(day, CORRECTED_AFTER)
    for on, clock_time, act in (
        (day, PREPARED_AT, _prepare),
        (day, APPROVED_AT, _approve),
        (corrected, PREPARED_AT, _prepare),
        (corrected, APPROVED_AT, _approve),
    ):
        at = _moment(on, clock_time, staff)
        if at <= now:
            yield Act(at, partial(act, staff, period, at))


def _moment(day: date, clock_time: time, staff: Staff) -> datetime:
    return datetime.combine(day, clock_time, staff.office.calendar("C0").zone)


def _prepare(staff: Staff, period: Period, at: datetime) -> None:
    desk = staff.desk(PREPARER, at)
    calendar = staff.office.calendar("C0")
    standing = publications.standing_publication(desk.district, period.key)
    before = read_snapshot(standing.content).notices if standing else ()
    listed = {one.number for one in before}
    counted = take_snapshot(
        desk.district, period, at, calendar, staff.office.rules, listed
    )
    publishing.prepare_publication(desk, counted, WHY)


def _approve(staff: Staff, period: Period, at: datetime) -> None:
    desk = staff.desk(APPROVER, at)
    (draft,) = (
        one
        for one in publications.list_drafts(desk.district)
        if one.period == period.key
    )
    publishing.approve_publication(desk, draft.id)
