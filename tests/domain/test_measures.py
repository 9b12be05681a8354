"""A month counted by hand, and each figure at its edges."""

import pytest

from app.domain.figures.measures import (
    CountedCase,
    Figure,
    Rate,
    counted_in,
    figures,
    hits_in,
    nearest_rank,
    on_time,
    response,
    satisfaction,
    solution,
)


def a_case(number=1, **facts):
    return CountedCase(f"PJ26-{number:04}", "SJ", **facts)


CLOSED = {"closed": True, "must_respond": True, "responded": True}
# November at one department, as the office would count it on paper:
#   20 closed on time, 3 closed late, 2 open and overdue, 4 open in time
MONTH = [
    *(a_case(n, **CLOSED, handling_days=2) for n in range(1, 13)),
    *(a_case(n, **CLOSED, handling_days=4) for n in range(13, 21)),
    *(a_case(n, **CLOSED, late=True, handling_days=9) for n in range(21, 24)),
    *(a_case(n, overdue=True, late=True, must_respond=True) for n in (24, 25)),
    *(a_case(n, must_respond=True, responded=True) for n in range(26, 30)),
]


def test_a_month_counted_by_hand():
    counted = figures(MONTH)

    assert counted.cases == 29
    assert counted.on_time == Rate(20, 25)  # 20 of 23 closed and 2 overdue
    assert counted.response == Rate(27, 29)
    assert (counted.median_days, counted.ninetieth_days) == (2, 9)


def test_an_open_overdue_case_weighs_as_much_as_one_closed_late():
    closed_late = [a_case(closed=True), a_case(2, closed=True, late=True)]
    left_open = [a_case(closed=True), a_case(2, overdue=True, late=True)]

    assert on_time(closed_late) == on_time(left_open) == Rate(1, 2)


def test_what_is_open_and_in_time_is_not_counted_yet():
    assert on_time([a_case()]) == Rate(0, 0)
    assert on_time([a_case()]).value is None
    assert on_time([a_case()]).interval is None


def test_who_was_not_dispatched_need_not_respond():
    assert response([a_case(responded=True)]) == Rate(0, 0)


@pytest.mark.parametrize(
    ("facts", "counted"),
    [
        ({"reached": True, "solved": True}, Rate(1, 1)),
        ({"reached": True, "solved": False}, Rate(0, 1)),
        ({"reached": True, "solved": None}, Rate(0, 0)),
        ({"reached": False, "solved": True}, Rate(0, 0)),
        ({"reached": True, "solved": False, "cannot_be_done": True}, Rate(0, 0)),
    ],
)
def test_solved_is_asked_of_whom_a_revisit_reached(facts, counted):
    assert solution([a_case(**facts)]) == counted


def test_no_rating_is_never_satisfied():
    score = satisfaction([a_case(), a_case(2, rating=1)])

    assert (score.sum, score.total, score.value) == (0, 1, 0)
    assert satisfaction([a_case()]).value is None


def test_basically_satisfied_counts_eight_tenths():
    rated = [a_case(level, rating=level) for level in (5, 4, 3, 2, 1)]

    assert satisfaction(rated).value == pytest.approx(2.8 / 5)


def test_the_composite_needs_all_three_rates():
    good = a_case(
        must_respond=True, responded=True, reached=True, solved=True, rating=3
    )

    assert figures([good]).composite() == pytest.approx(30 + 35 + 28)
    assert figures([good]).composite(deducted=4) == pytest.approx(89)
    assert figures([a_case(must_respond=True)]).composite() is None


def test_a_composite_of_nothing_good_is_nothing():
    bad = a_case(must_respond=True, reached=True, solved=False, rating=1)

    assert figures([bad]).composite() == 0


@pytest.mark.parametrize(
    ("values", "share", "rank"),
    [
        ([], 0.5, None),
        ([7], 0.9, 7),
        ([1, 2, 3, 4], 0.5, 2),
        ([1, 2, 3, 4, 5], 0.5, 3),
        (list(range(1, 11)), 0.9, 9),
        (list(range(1, 12)), 0.9, 10),
    ],
)
def test_quantiles_are_values_that_occurred(values, share, rank):
    assert nearest_rank(values, share) == rank


@pytest.mark.parametrize("figure", [Figure.ON_TIME, Figure.RESPONSE, Figure.SOLUTION])
def test_the_lists_behind_a_rate_are_as_long_as_it_says(figure):
    asked = [
        a_case(30, reached=True, solved=True),
        a_case(31, reached=True, solved=False),
        a_case(32, reached=True, solved=False, cannot_be_done=True),
        a_case(33, reached=True),
    ]
    cases = [*MONTH, *asked]
    rate = getattr(figures(cases), figure)

    assert (len(hits_in(figure, cases)), len(counted_in(figure, cases))) == (
        rate.hits,
        rate.total,
    )
    assert rate.total


def test_what_is_no_rate_has_one_list():
    rated = [a_case(1, rating=4), a_case(2, rating=1), a_case(3)]

    assert counted_in(Figure.CASES, rated) == rated
    assert hits_in(Figure.SATISFACTION, rated) == rated[:2]
    assert hits_in(Figure.DAYS, MONTH) == counted_in(Figure.DAYS, MONTH)
