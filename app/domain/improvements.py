"""Improvement items (改进事项): one case mends a class of cases.

Where the same matter fails for the same cause again and again, the single answer is not
enough. Time proposes an item, dispatch takes it up with an owner and a date, or says
why not; steps are noted; it ends with what was changed.
Source: docs/rules.md, sections 2.2 (6) and 13.2 (U3); escalation_rules.toml, [units].
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from app.domain.direct import DIRECT
from app.domain.errors import NotPossible
from app.domain.periods import Period, period_of
from app.domain.rule_set import UnitThresholds
from app.domain.statements import bounded
from app.domain.terms import CauseCode, ImprovementState, PeriodKind
from app.domain.working_calendar import WorkingCalendar

S = ImprovementState

OPEN = frozenset({S.PROPOSED, S.TAKEN_UP})
LONGEST_LINE = 100
_NO_CLASS = DIRECT | {CauseCode.C90}


class Class(NamedTuple):
    """A class of cases: the same matter, the same cause.

    matter: as the case names it, which is the list's name where it has one
    """

    matter: str
    cause: CauseCode


@dataclass(frozen=True, slots=True)
class ClassCase:
    """A case as far as its class asks. filed: its local day"""

    ticket_id: int
    matter: str
    cause: CauseCode
    filed_at: datetime
    filed: date


@dataclass(frozen=True, slots=True)
class Repetition:
    """A class of cases that came too often, in a month or a quarter."""

    period: Period
    ticket_ids: tuple[int, ...]


def by_class(cases: Iterable[ClassCase]) -> dict[Class, list[ClassCase]]:
    """The cases by their class, each class by filing.

    "Other" is no cause that cases have in common, and what goes to the inspection office
    alone is none that dispatch mends: such cases are in no class.
    """
    found: dict[Class, list[ClassCase]] = defaultdict(list)
    for case in sorted(cases, key=lambda one: (one.filed_at, one.ticket_id)):
        if case.cause not in _NO_CLASS:
            found[Class(case.matter, case.cause)].append(case)
    return found


def repetition(cases: Iterable[ClassCase], units: UnitThresholds) -> Repetition | None:
    """The first month in which a class came too often, else the first quarter.

    cases: of one class
    """
    several = list(cases)
    return _repeated(several, PeriodKind.MONTH, units.repeated_month) or _repeated(
        several, PeriodKind.QUARTER, units.repeated_quarter
    )


def _repeated(
    cases: Sequence[ClassCase], kind: PeriodKind, least: int
) -> Repetition | None:
    found: dict[date, list[int]] = defaultdict(list)
    for case in cases:
        found[period_of(kind, case.filed).first].append(case.ticket_id)
    for first, tickets in sorted(found.items()):
        if len(tickets) >= least:
            return Repetition(period_of(kind, first), tuple(tickets))
    return None


def counted_from(today: date) -> date:
    """The first day of filing that is looked at: of the last quarter, because a cause
    is known only when the window has verified the answer."""
    return period_of(PeriodKind.QUARTER, today).previous.first


# --- what people do with an item --------------------------------------------------------


def taken_up(
    state: ImprovementState,
    owner: str,
    plan: str,
    today: date,
    days: int,
    calendar: WorkingCalendar,
) -> date:
    """Dispatch takes an item up. returns: the last day, `days` working days from now on

    owner: who answers for it, by name or office; plan: what is to be changed
    raises: NotPossible improvement.not_proposed; FieldMissing; RuleBroken
    """
    if state is not S.PROPOSED:
        raise NotPossible("improvement.not_proposed", state=state)
    bounded(owner, "owner", LONGEST_LINE)
    bounded(plan, "plan")
    return calendar.add_working_days(today, days)


def require_may_decline(state: ImprovementState) -> None:
    """Only what was proposed can be declined. raises: NotPossible"""
    if state is not S.PROPOSED:
        raise NotPossible("improvement.not_proposed", state=state)


def require_under_way(state: ImprovementState) -> None:
    """Steps are noted, and an end is made, while it is taken up. raises: NotPossible"""
    if state is not S.TAKEN_UP:
        raise NotPossible("improvement.not_taken_up", state=state)


def is_overdue(state: ImprovementState, due: date | None, today: date) -> bool:
    """Has the last day passed, and it is not done?"""
    return state is S.TAKEN_UP and due is not None and today > due
