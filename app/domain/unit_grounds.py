"""What a department's figures of a finished period show, and which paper that asks for.

A circular on the worst unit of a month (U1), a talk on so many months running or so many
red notices a quarter (U2), either on a quarter that failed. One proposes, another decides.
Source: docs/rules.md, sections 5 (quarterly grade), 13.2 (U1, U2), 13.4; decision 0023.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from app.domain.errors import NotPermitted, NotPossible, RuleBroken
from app.domain.periods import Period
from app.domain.rule_set import UnitThresholds
from app.domain.terms import Grade, PaperKind, PaperState, PeriodKind, Role, UnitGround

U, K = UnitGround, PaperKind

GROUNDS: Mapping[PaperKind, frozenset[UnitGround]] = {
    K.CIRCULAR: frozenset({U.WORST_OF_MONTH, U.FAILED_QUARTER}),
    K.TALK: frozenset({U.WORST_RUNNING, U.RED_NOTICES, U.FAILED_QUARTER}),
    K.CLUE: frozenset(),
}
PERIODS: Mapping[UnitGround, PeriodKind] = {
    U.WORST_OF_MONTH: PeriodKind.MONTH,
    U.WORST_RUNNING: PeriodKind.MONTH,
    U.RED_NOTICES: PeriodKind.QUARTER,
    U.FAILED_QUARTER: PeriodKind.QUARTER,
}


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """A department in one month or quarter, as the record has it at a moment.

    flags, cases: confirmed in the period, and counted in it
    on_time:      closed on time, and closed or open overdue
    is_worst:     among those with the most flags of the month
    running:      months running among the worst, up to this one
    red:          red notices confirmed in the quarter of the period
    points:       left in the period; grade: what that is for a quarter
    """

    department: str
    period: str
    flags: int
    cases: int
    on_time: tuple[int, int]
    is_worst: bool
    running: int
    red: int
    points: int
    grade: Grade


def shown_by(
    standing: UnitStanding, kind: PeriodKind, units: UnitThresholds
) -> frozenset[UnitGround]:
    """Everything that the figures of a period of this kind give ground for."""
    found = {
        U.WORST_OF_MONTH: standing.is_worst,
        U.WORST_RUNNING: standing.running >= units.worst_months_running,
        U.RED_NOTICES: standing.red >= units.red_notices_quarter,
        U.FAILED_QUARTER: standing.cases >= units.min_cases_to_rank
        and standing.grade is Grade.FAILED,
    }
    return frozenset(one for one in found if found[one] and PERIODS[one] is kind)


def require_unit_ground(
    kind: PaperKind,
    ground: UnitGround,
    period: Period,
    standing: UnitStanding,
    units: UnitThresholds,
) -> None:
    """raises: RuleBroken paper.step, paper.not_shown"""
    if ground not in GROUNDS[kind]:
        raise RuleBroken("paper.step", field="ground", step=ground)
    if ground not in shown_by(standing, period.kind, units):
        raise RuleBroken("paper.not_shown", field="ground")


def require_finished(period: Period, now: datetime, zone: ZoneInfo) -> None:
    """Nobody is named for a period that still runs. raises: RuleBroken"""
    if not period.is_over(now, zone):
        raise RuleBroken("paper.period_runs", field="ground", until=period.last)


def require_inspector(role: Role) -> None:
    """raises: NotPermitted permission"""
    if role is not Role.INSPECTOR:
        raise NotPermitted("permission", role=role)


def require_open_proposal(state: PaperState, proposed_by: str, decides: str) -> None:
    """A proposal is decided once, by another person than proposed it.

    proposed_by, decides: persons, under whatever account
    raises: NotPossible paper.decided; NotPermitted paper.own_proposal
    """
    if state is not PaperState.PROPOSED:
        raise NotPossible("paper.decided", status=state)
    if proposed_by == decides:
        raise NotPermitted("paper.own_proposal")


def require_stands(state: PaperState, withdrawn_at: datetime | None) -> None:
    """Only what was issued and stands is withdrawn. raises: NotPossible"""
    if state is not PaperState.ISSUED:
        raise NotPossible("paper.not_issued", status=state)
    if withdrawn_at is not None:
        raise NotPossible("paper.withdrawn", at=withdrawn_at)
