"""The Wilson interval, against values others published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figures.intervals import wilson

# Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3.
PUBLISHED = [
    # hits  total  lower   upper
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("hits", "total", "lower", "upper"), PUBLISHED)
def test_it_gives_what_newcombe_printed(hits, total, lower, upper):
    assert wilson(hits, total) == pytest.approx((lower, upper), abs=5e-5)


def test_confidence_is_not_taken_for_the_error():
    narrow, wide = wilson(12, 40, 0.05), wilson(12, 40)

    assert wide == pytest.approx((0.1807, 0.4543), abs=5e-5)
    assert narrow[1] - narrow[0] < 0.02 < wide[1] - wide[0]


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_rate_lies_within_and_the_interval_within_nothing_and_all(case):
    hits, total = case
    lower, upper = wilson(hits, total)

    assert 0 <= lower <= hits / total <= upper <= 1


@given(st.integers(1, 500), st.integers(0, 500))
def test_success_and_failure_mirror_each_other(total, hits):
    hits = min(hits, total)
    lower, upper = wilson(hits, total)

    assert wilson(total - hits, total) == pytest.approx((1 - upper, 1 - lower))


@pytest.mark.parametrize(("hits", "total"), [(0, 0), (3, 2), (-1, 5)])
def test_what_is_no_rate_is_refused(hits, total):
    with pytest.raises(ValueError, match="no rate"):
        wilson(hits, total)
