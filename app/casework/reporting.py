"""Verbs of reports: owed ones are ordered on working mornings, others by people.

A run is one period's reports. Making them is the timer's round (scheduler.reports) or a
command's; here is what of it is written.
"""

from __future__ import annotations

from datetime import datetime

from app.casework.desk import Desk
from app.casework.digest import is_morning
from app.casework.office import Offices
from app.domain.periods import Period
from app.domain.permissions import SYSTEM_NAME
from app.domain.reporting import owed_periods, require_orderer, require_reportable
from app.store import directory, reports

MOST_TRIES = 3


def order_reports(desk: Desk, period: Period) -> int:
    """Have the reports of a period made, once more if there are some.

    returns: the number of the run
    raises:  NotPermitted; RuleBroken reports.other_day, reports.not_begun
    """
    require_orderer(desk.actor.role)
    return _order(desk.district, period, desk.now, desk.actor.name)


def order_reports_for_system(district_id: int, period: Period, now: datetime) -> int:
    """The same for a command on the machine itself, where nobody is signed in."""
    return _order(district_id, period, now, SYSTEM_NAME)


def order_owed(offices: Offices, district_id: int, now: datetime) -> list[str]:
    """On a working morning, order what is owed and was not made yet.

    returns: the periods
    """
    known = directory.district(district_id)
    calendar = offices.of(district_id).calendar(known.window)
    if not is_morning(calendar, now):
        return []
    today = calendar.civil_date(now)
    ordered = reports.list_ordered(district_id)
    owed = list(owed_periods(today, ordered, calendar.zone))
    for period in owed:
        reports.add_run(district_id, period.key, SYSTEM_NAME, now)
    return [period.key for period in owed]


def _order(district_id: int, period: Period, now: datetime, by: str) -> int:
    zone = directory.district(district_id).zone
    require_reportable(period, now.astimezone(zone).date())
    return reports.add_run(district_id, period.key, by, now)
