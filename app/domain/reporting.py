"""Reports: of whom, of when, for whose eyes, and which are owed on a working morning.

Daily: what must be done today. Monthly, quarterly, yearly: what happened.
Source: docs/rules.md, section 13.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.domain.errors import NotPermitted, RuleBroken
from app.domain.periods import Period, period_of
from app.domain.permissions import Actor
from app.domain.terms import PeriodKind, ReportScope, Role

# Who reads of everybody; who may have a report made anew.
READERS = frozenset(
    {Role.INSPECTOR, Role.DISPATCHER, Role.DISTRICT_LEADER, Role.STATISTICIAN}
)
ORDERERS = frozenset({Role.INSPECTOR, Role.DISPATCHER, Role.DISTRICT_LEADER})
CENTER_READERS = frozenset({Role.FRONT_DESK, Role.CENTER_LEADER})
DEPARTMENT_READERS = frozenset(
    {Role.HANDLER, Role.CHIEF_REPRESENTATIVE, Role.DEPUTY_LEADER}
)
EVERYBODY = READERS | CENTER_READERS | DEPARTMENT_READERS


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """Whom a report is about. code: of the center or department; empty for the district"""

    kind: ReportScope
    code: str = ""


DISTRICT = Scope(ReportScope.DISTRICT)


@dataclass(frozen=True, slots=True)
class Ordered:
    """A report that was ordered before. at: when, which is what it was counted up to"""

    period: str
    at: datetime


def may_read(actor: Actor, scope: Scope, kind: PeriodKind) -> bool:
    """May this person read such a report of their own district?

    Statistics are told in numbers alone: a daily report lists cases.
    """
    if actor.role is Role.STATISTICIAN:
        return kind is not PeriodKind.DAY
    if actor.role in READERS:
        return True
    if actor.role in CENTER_READERS:
        return scope == Scope(ReportScope.CENTER, actor.center or "-")
    if actor.role in DEPARTMENT_READERS:
        return scope == Scope(ReportScope.DEPARTMENT, actor.department or "-")
    return False


def require_orderer(role: Role) -> None:
    """Raise NotPermitted for whoever may not have reports made."""
    if role not in ORDERERS:
        raise NotPermitted("reports.not_yours", role=role)


def require_reportable(period: Period, today: date) -> None:
    """A daily report is made on its day; a period must have begun.

    raises: RuleBroken reports.other_day, reports.not_begun
    """
    if period.kind is PeriodKind.DAY and period.first != today:
        raise RuleBroken("reports.other_day", field="period", today=today)
    if period.first > today:
        raise RuleBroken("reports.not_begun", field="period", first=period.first)


def owed_periods(
    today: date, ordered: Iterable[Ordered], zone: ZoneInfo
) -> Iterator[Period]:
    """The reports that are owed on a working morning, and were not made yet.

    Today's, and those of the month, quarter and year that ended last: whatever morning
    the timer comes back, they are made then. One of a period that was made before it
    was over does not count.
    """
    known = list(ordered)
    if not any(one.period == today.isoformat() for one in known):
        yield period_of(PeriodKind.DAY, today)
    for kind in (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR):
        period = period_of(kind, today).previous
        end = period.instants(zone)[1]
        if not any(one.period == period.key and one.at >= end for one in known):
            yield period
