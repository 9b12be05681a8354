"""What a department's figures give ground for, at the line and one step below it."""

from dataclasses import replace

import pytest

from app.domain.errors import NotPermitted, NotPossible
from app.domain.rule_set import UnitThresholds
from app.domain.terms import Grade, PaperKind, PaperState, PeriodKind, UnitGround
from app.domain.unit_grounds import (
    GROUNDS,
    UnitStanding,
    require_open_proposal,
    shown_by,
)

U = UnitGround
LINES = UnitThresholds(
    worst_months_running=2,
    red_notices_quarter=3,
    repeated_month=3,
    repeated_quarter=5,
    improvement_days=20,
    min_cases_to_rank=10,
)
NOTHING = UnitStanding(
    "SJ", "2026-Q3", 0, 10, (10, 10), False, 0, 0, 100, Grade.EXCELLENT
)


@pytest.mark.parametrize(
    ("kind", "changed", "shown"),
    [
        (PeriodKind.MONTH, {"is_worst": True, "running": 1}, {U.WORST_OF_MONTH}),
        (
            PeriodKind.MONTH,
            {"is_worst": True, "running": 2},
            {U.WORST_OF_MONTH, U.WORST_RUNNING},
        ),
        (PeriodKind.QUARTER, {"running": 2}, set()),
        (PeriodKind.QUARTER, {"red": 2}, set()),
        (PeriodKind.QUARTER, {"red": 3}, {U.RED_NOTICES}),
        (PeriodKind.MONTH, {"red": 3}, set()),
        (PeriodKind.QUARTER, {"grade": Grade.PASSED}, set()),
        (PeriodKind.QUARTER, {"grade": Grade.FAILED}, {U.FAILED_QUARTER}),
        (PeriodKind.QUARTER, {"grade": Grade.FAILED, "cases": 9}, set()),
    ],
)
def test_it_is_shown_from_the_line_on(kind, changed, shown):
    assert shown_by(replace(NOTHING, **changed), kind, LINES) == shown


def test_figures_never_ground_a_clue_package():
    assert GROUNDS[PaperKind.CLUE] == frozenset()


def test_a_proposal_is_decided_once_and_by_another():
    require_open_proposal(PaperState.PROPOSED, "001", "002")
    with pytest.raises(NotPermitted, match=r"paper\.own_proposal"):
        require_open_proposal(PaperState.PROPOSED, "001", "001")
    with pytest.raises(NotPossible, match=r"paper\.decided"):
        require_open_proposal(PaperState.ISSUED, "001", "002")
