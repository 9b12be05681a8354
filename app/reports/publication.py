"""The snapshot of a period that is published: counted once, then never again.

A suspicion is no verdict: a supervision notice whose ground nobody confirmed yet is not
listed. One that was published and whose ground was not upheld later stays in the
correction, marked as revoked; so does one that was lifted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from app.domain.figures.publication import (
    RULED,
    PublishedNotice,
    PublishedUnit,
    Snapshot,
)
from app.domain.periods import Period
from app.domain.rule_set import RuleSet
from app.domain.terms import ReviewStatus
from app.domain.working_calendar import WorkingCalendar
from app.reports.figures import PeriodFigures, count_period
from app.store.reads.organisation import list_departments
from app.store.reads.published import (
    IssuedNotice,
    issued_notices,
    reviews_of_departments,
)

# By hand, or on a ground that a person confirmed; and what takes it away again.
_UPHELD = (None, ReviewStatus.CONFIRMED)
_TAKEN_BACK = (
    ReviewStatus.DISMISSED,
    ReviewStatus.DOWNGRADED,
    ReviewStatus.REVOKED,
)

_REVOKED = frozenset({ReviewStatus.DISMISSED, ReviewStatus.REVOKED})


def take_snapshot(
    district_id: int,
    period: Period,
    now: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
    published: Collection[str] = (),
) -> Snapshot:
    """Count what is to be published of a period.

    published: numbers of the notices that an earlier publication of it lists
    """
    counted = count_period(district_id, period, now, calendar, rules)
    start, end = period.instants(calendar.zone)
    reviews = reviews_of_departments(district_id, start, end)
    issued = issued_notices(district_id, start, end)
    return Snapshot(
        period.key,
        counted.until,
        counted.least,
        counted.total,
        tuple(_units(district_id, counted, reviews)),
        tuple(_notices(issued, published, calendar)),
    )


def _units(
    district_id: int,
    counted: PeriodFigures,
    reviews: Mapping[str, Mapping[str, int]],
) -> Iterator[PublishedUnit]:
    """Every department with a case or a ruling, in the official order."""
    compares = sum(unit.rank is not None for unit in counted.units) > 1
    for one in list_departments(district_id):
        unit, reviewed = counted.unit(one.code), _ruled(reviews.get(one.code, {}))
        if unit is None and not reviewed:
            continue
        yield PublishedUnit(
            one.code,
            one.name,
            one.short_name,
            one.english_name,
            unit.figures if unit else counted.nothing,
            unit.rank if unit and compares else None,
            reviewed,
        )


def _ruled(reviewed: Mapping[str, int]) -> dict[str, int]:
    return {status: count for status, count in reviewed.items() if status in RULED}


def _notices(
    issued: list[IssuedNotice], published: Collection[str], calendar: WorkingCalendar
) -> Iterator[PublishedNotice]:
    for one in issued:
        stands = one.review in _UPHELD and not one.is_lifted
        if not stands and one.number not in published:
            continue
        yield PublishedNotice(
            one.number,
            one.colour,
            one.department,
            calendar.civil_date(one.issued_at),
            calendar.civil_date(one.reply_due_at),
            calendar.civil_date(one.replied_at) if one.replied_at else None,
            _in_time(one),
            is_revoked=one.is_lifted or one.review in _REVOKED,
        )


def _in_time(one: IssuedNotice) -> bool | None:
    """None without an answer."""
    return None if one.replied_at is None else one.replied_at <= one.reply_due_at
