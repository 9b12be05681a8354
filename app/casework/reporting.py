"""Verbs of reports: owed ones are ordered on working mornings, others by people.

A run is one period's reports. Making them is the timer's round (scheduler.reports) or a
command's; here is what of it is written.
"""

from __future__ import annotations

from datetime import datetime

from app.casework.desk import Desk
from app.casework.digest import is_morning
from app.casework.office import Offices
from app.domain.errors import NotPossible
from app.domain.periods import Period
from app.domain.permissions import SYSTEM_NAME
from app.domain.reporting import owed_periods, require_orderer, require_reportable
from app.store import directory, reports
from app.store.reads.reported import has_cases_before

MOST_TRIES = 3


def order_reports(desk: Desk, period: Period) -> int:
    """Have the reports of a period made, once more if there are some.

    returns: the number of the run
    raises:  NotPermitted; RuleBroken reports.other_day, reports.not_begun
    """
    require_orderer(desk.actor.role)
    return _order(desk.district, period, desk.now, desk.actor.name)


def stop_reports(desk: Desk, run_id: int) -> None:
    """Stop a run after the report it is at; what was made stays.

    raises: NotPermitted, NotFound; NotPossible, when it has ended
    """
    require_orderer(desk.actor.role)
    run = reports.get_run(desk.district, run_id)
    if not reports.stop_run(run.id, desk.actor.name, desk.now):
        raise NotPossible("reports.ended")


def order_reports_for_system(district_id: int, period: Period, now: datetime) -> int:
    """The same for a command on the machine itself, where nobody is signed in."""
    return _order(district_id, period, now, SYSTEM_NAME)


def owed_now(offices: Offices, district_id: int, now: datetime) -> list[Period]:
    """What is owed on this working morning and was not made yet; else nothing.

    Before a district's first case there is nothing to tell.
    """
    known = directory.district(district_id)
    calendar = offices.of(district_id).calendar(known.window)
    if not is_morning(calendar, now):
        return []
    zone, ordered = calendar.zone, reports.list_ordered(district_id)
    return [
        period
        for period in owed_periods(calendar.civil_date(now), ordered, zone)
        if has_cases_before(district_id, period.instants(zone)[1])
    ]


def order_owed(offices: Offices, district_id: int, now: datetime) -> int:
    """Order what is owed this morning. returns: how many periods"""
    owed = owed_now(offices, district_id, now)
    for period in owed:
        reports.add_run(district_id, period.key, SYSTEM_NAME, now)
    return len(owed)


def _order(district_id: int, period: Period, now: datetime, by: str) -> int:
    zone = directory.district(district_id).zone
    require_reportable(period, now.astimezone(zone).date())
    return reports.add_run(district_id, period.key, by, now)
