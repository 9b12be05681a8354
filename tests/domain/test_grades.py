"""Points, grades, the worst of a month and streaks, one step on each side."""

import pytest

from app.domain.figures.grades import (
    Marks,
    grade,
    must_be_summoned,
    points,
    streak,
    worst_of,
)
from app.domain.terms import Grade
from tests.domain.given_facts import RULES

UNITS, TAKEN = RULES.units, RULES.deductions


@pytest.mark.parametrize(
    ("marks", "left", "named"),
    [
        (Marks(), 100, Grade.EXCELLENT),
        (Marks(yellow=40), 100, Grade.EXCELLENT),
        (Marks(urge=10), 90, Grade.EXCELLENT),
        (Marks(urge=11), 89, Grade.GOOD),
        (Marks(red=5), 80, Grade.GOOD),
        (Marks(red=5, blue=1), 79, Grade.PASSED),
        (Marks(false_closing=4), 60, Grade.PASSED),
        (Marks(false_closing=4, improper_return=1), 59, Grade.FAILED),
        (Marks(orange=3, bad_rating=2, bad_rating_not_rectified=1), 89, Grade.GOOD),
        (Marks(false_closing=11), 0, Grade.FAILED),
        (Marks(retaliation=1), 100, Grade.FAILED),
    ],
)
def test_points_and_grade(marks, left, named):
    assert (points(marks, TAKEN), grade(marks, TAKEN)) == (left, named)


def test_the_worst_has_the_most_confirmed_flags():
    volumes = {"SJ": 30, "GA": 10, "JY": 9}

    assert worst_of({"SJ": 2, "GA": 3, "JY": 8}, volumes, UNITS) == ("GA",)
    assert worst_of({"SJ": 3, "GA": 3}, volumes, UNITS) == ("GA", "SJ")
    assert worst_of({"SJ": 0}, volumes, UNITS) == ()
    assert worst_of({"JY": 8}, volumes, UNITS) == ()


@pytest.mark.parametrize(
    ("worst", "months"),
    [
        ([], 0),
        ([("SJ",)], 1),
        ([("SJ",), ("GA",)], 0),
        ([("GA",), ("SJ",), ("GA", "SJ")], 2),
        ([("SJ",), (), ("SJ",)], 1),
    ],
)
def test_a_streak_ends_with_a_month_of_others(worst, months):
    assert streak(worst, "SJ") == months


@pytest.mark.parametrize(
    ("months", "reds", "summoned"),
    [(1, 2, False), (2, 0, True), (0, 3, True)],
)
def test_two_months_running_or_three_red_notices_summon(months, reds, summoned):
    assert must_be_summoned(months, reds, UNITS) is summoned
