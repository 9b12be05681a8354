"""Classes of working days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figures.durations import CLASSES, LONGEST, by_class, class_of


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, 0), (1, 1), (LONGEST, LONGEST), (LONGEST + 1, LONGEST + 1), (99, LONGEST + 1)],
)
def test_what_took_longer_than_the_longest_promise_is_one_class(days, expected):
    assert class_of(days) == expected


@given(st.lists(st.integers(0, 60)))
def test_every_case_is_in_one_class(days):
    counted = by_class(days)

    assert len(counted) == len(CLASSES)
    assert sum(counted) == len(days)
    assert counted[0] == days.count(0)
