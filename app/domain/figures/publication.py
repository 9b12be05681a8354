"""What is published of a period, and who publishes: one prepares, another approves.

A publication is a snapshot: counts by department, supervision notices, how many
suspicions were ruled on and how. What nobody has ruled on accuses a department that was
not heard, and is not in it. It names no person and no case, and it is never changed; a
later one of the same period says what it corrects and why.
Source: docs/rules.md, 13.5 (monthly publication); docs/decisions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.domain.errors import FieldMissing, NotPermitted, RuleBroken
from app.domain.figures.measures import Figures
from app.domain.periods import Period
from app.domain.statements import LONGEST_REASON
from app.domain.terms import Colour, PeriodKind, ReviewStatus, Role

PREPARERS = frozenset({Role.INSPECTOR})
APPROVERS = frozenset({Role.INSPECTOR, Role.DISTRICT_LEADER})
KINDS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)
# Where suspicions stand that a person has ruled on; contested ones are shown as such.
RULED = (
    ReviewStatus.CONFIRMED,
    ReviewStatus.DOWNGRADED,
    ReviewStatus.DISMISSED,
    ReviewStatus.OBJECTED,
    ReviewStatus.REVOKED,
)


@dataclass(frozen=True, slots=True)
class PublishedUnit:
    """One department. rank: None with too few cases, a rate without any, or nobody to compare with

    reviews: how many suspicions against it were ruled on and how, by the codes of RULED
    """

    code: str
    name: str
    short_name: str
    english_name: str
    figures: Figures
    rank: int | None
    reviews: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PublishedNotice:
    """One supervision notice (督办单): what was asked of which department, and when.

    replied_on: None while unanswered; in_time: the answer; False when none came in time
    is_revoked: its ground was not upheld after it had been published
    is_contested: the department objected, and nobody has ruled yet
    """

    number: str
    colour: Colour
    department: str
    issued_on: date
    reply_due_on: date
    replied_on: date | None
    in_time: bool | None
    is_revoked: bool = False
    is_contested: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that is published of one period.

    counted_until: the end of the period
    least:         fewest cases for a rank
    """

    period: str
    counted_until: datetime
    least: int
    total: Figures
    units: Sequence[PublishedUnit]
    notices: Sequence[PublishedNotice]

    def reviews(self) -> dict[str, int]:
        """How many suspicions were ruled on and how, in the whole district."""
        found: dict[str, int] = {}
        for unit in self.units:
            for status, count in unit.reviews.items():
                found[status] = found.get(status, 0) + count
        return found


@dataclass(frozen=True, slots=True)
class Change:
    """One number that a correction changed. unit: code; was, now: None for nothing"""

    unit: str
    what: str
    was: float | None
    now: float | None


def require_preparer(role: Role) -> None:
    """Raise NotPermitted for whoever is not of the inspection office."""
    if role not in PREPARERS:
        raise NotPermitted("publication.not_yours", role=role)


def require_approver(role: Role) -> None:
    """Raise NotPermitted for whoever may not let a publication go out."""
    if role not in APPROVERS:
        raise NotPermitted("publication.not_yours", role=role)


def require_second_person(prepared_by: str, approved_by: str) -> None:
    """Whoever prepared it may not approve it, under whatever account."""
    if prepared_by == approved_by:
        raise NotPermitted("publication.own_draft", prepared_by=prepared_by)


def require_ended(period: Period, now: datetime, zone: ZoneInfo) -> None:
    """A period is published when it is over, and never by the day."""
    if period.kind not in KINDS:
        raise RuleBroken("publication.no_such_period", field="period")
    if not period.is_over(now, zone):
        raise RuleBroken("publication.period_runs", field="period", until=period.last)


def correction_reason(corrects: int | None, reason: str) -> str:
    """The reason, tidied. Whoever corrects what was published says why; nobody else does.

    raises: FieldMissing, RuleBroken field.too_long
    """
    reason = " ".join(reason.split())
    if corrects is not None and not reason:
        raise FieldMissing("publication.reason", field="reason", number=corrects)
    if len(reason) > LONGEST_REASON:
        raise RuleBroken("field.too_long", field="reason", most=LONGEST_REASON)
    return reason if corrects is not None else ""


def changes(before: Snapshot, after: Snapshot) -> list[Change]:
    """What a correction changed, department by department, in their order."""
    was = {unit.code: _numbers(unit) for unit in before.units}
    now = {unit.code: _numbers(unit) for unit in after.units}
    nothing: Mapping[str, float | None] = {}
    return [
        Change(code, what, was.get(code, nothing).get(what), now_value)
        for code, what, now_value in _each(was, now)
        if was.get(code, nothing).get(what) != now_value
    ]


def _each(
    was: Mapping[str, Mapping[str, float | None]],
    now: Mapping[str, Mapping[str, float | None]],
) -> list[tuple[str, str, float | None]]:
    nothing: Mapping[str, float | None] = {}
    return [
        (code, what, now.get(code, nothing).get(what))
        for code in dict.fromkeys([*was, *now])
        for what in {**was.get(code, nothing), **now.get(code, nothing)}
    ]


def _numbers(unit: PublishedUnit) -> dict[str, float | None]:
    shown = unit.figures
    upheld = unit.reviews.get(str(ReviewStatus.CONFIRMED), 0)
    return {
        "cases": shown.cases,
        "on_time": shown.on_time.hits,
        "on_time_of": shown.on_time.total,
        "response": shown.response.hits,
        "response_of": shown.response.total,
        "solution": shown.solution.hits,
        "solution_of": shown.solution.total,
        "satisfaction": round(shown.satisfaction.sum, 2),
        "satisfaction_of": shown.satisfaction.total,
        "confirmed": upheld,
        "rank": unit.rank,
    }
