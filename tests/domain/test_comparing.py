"""When a department's share is said to differ from the others', and when nothing is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figures.comparing import shares
from app.domain.figures.intervals import difference
from app.domain.figures.measures import Rate
from app.domain.terms import Comparison

# Newcombe 1998, Statistics in Medicine 17, 873-890, table II, method 10.
PUBLISHED = [
    ((56, 70), (48, 80), 0.0524, 0.3339),
    ((9, 10), (3, 10), 0.1705, 0.8090),
    ((6, 7), (2, 7), 0.0582, 0.8062),
    ((5, 56), (0, 29), -0.0381, 0.1926),
    ((0, 10), (0, 20), -0.1611, 0.2775),
    ((0, 10), (0, 10), -0.2775, 0.2775),
    ((10, 10), (0, 20), 0.6791, 1.0000),
    ((10, 10), (0, 10), 0.6075, 1.0000),
]


@pytest.mark.parametrize(("first", "second", "lower", "upper"), PUBLISHED)
def test_the_difference_is_as_newcombe_printed(first, second, lower, upper):
    assert difference(first, second) == pytest.approx((lower, upper), abs=5e-5)


def comparison_of(own, *others, least=10):
    counted = {
        "own": Rate(*own),
        **{str(n): Rate(*one) for n, one in enumerate(others)},
    }
    return shares(counted, least)["own"].comparison


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        ((9, 10), (3, 10), Comparison.ABOVE),
        ((3, 10), (9, 10), Comparison.BELOW),
        ((5, 10), (4, 10), Comparison.ALIKE),
        ((9, 9), (0, 10), Comparison.TOO_FEW),
        ((10, 10), (0, 9), Comparison.TOO_FEW),
        ((0, 10), (0, 10), Comparison.ALIKE),
    ],
)
def test_nothing_is_said_under_ten_on_either_side(own, other, expected):
    assert comparison_of(own, other) is expected


def test_the_more_are_compared_the_more_it_takes():
    """9 of 20 beside 36 of 180 stands out of two, and not out of nineteen."""
    assert comparison_of((9, 20), (36, 180)) is Comparison.ABOVE
    assert comparison_of((9, 20), *[(2, 10)] * 18) is Comparison.ALIKE
    # Those with too few are not compared, and make nothing harder.
    assert comparison_of((9, 20), (18, 90), *[(2, 9)] * 10) is Comparison.ABOVE


def test_nobody_is_compared_with_nobody():
    assert shares({"own": Rate(5, 20)}, 10)["own"].comparison is Comparison.TOO_FEW
    assert shares({}, 10) == {}


rates = st.integers(0, 60).flatmap(
    lambda total: st.builds(Rate, st.integers(0, total), st.just(total))
)


@given(st.dictionaries(st.sampled_from("ABCDEF"), rates, min_size=2))
def test_own_and_others_are_everything_and_the_sign_is_that_of_the_rates(counted):
    total = sum(rate.total for rate in counted.values())

    for share in shares(counted, 10).values():
        assert share.own.total + share.others.total == total
        own, others = share.own.value or 0, share.others.value or 0
        if share.comparison is Comparison.ABOVE:
            assert own > others
        if share.comparison is Comparison.BELOW:
            assert own < others
