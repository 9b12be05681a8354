"""Periods by their keys, and where they begin and end."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies

from app.domain.periods import parse_period, period_of
from app.domain.terms import PeriodKind

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("2026-11-23", date(2026, 11, 23), date(2026, 11, 23)),
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_a_key_names_its_days(key, first, last):
    period = parse_period(key)

    assert (period.first, period.last, period.key) == (first, last, key)


@pytest.mark.parametrize(
    "key", ["", "x", "2026-13", "2026-Q5", "2026-02-30", "0000", "2026-1", "２026x"]
)
def test_what_is_no_period_is_refused(key):
    with pytest.raises(ValueError, match=r"."):
        parse_period(key)


def test_a_month_ends_where_the_next_begins():
    start, end = parse_period("2026-11").instants(SHANGHAI)

    assert start == datetime(2026, 11, 1, tzinfo=SHANGHAI)
    assert end == parse_period("2026-12").instants(SHANGHAI)[0]


@pytest.mark.parametrize(
    ("now", "until", "is_over"),
    [
        (datetime(2026, 10, 31, 23, 59, tzinfo=SHANGHAI), 1, False),
        (datetime(2026, 11, 23, tzinfo=SHANGHAI), 23, False),
        (datetime(2026, 11, 30, tzinfo=SHANGHAI), 30, False),
        (datetime(2026, 12, 1, tzinfo=SHANGHAI), 31, True),
        (datetime(2027, 3, 1, tzinfo=SHANGHAI), 31, True),
    ],
)
def test_a_month_is_counted_until_now_and_at_most_to_its_end(now, until, is_over):
    month = parse_period("2026-11")
    start = datetime(2026, 11, 1, tzinfo=SHANGHAI)

    assert month.so_far(now, SHANGHAI) == (start, start + timedelta(until - 1))
    assert month.is_over(now, SHANGHAI) is is_over


@given(strategies.sampled_from(list(PeriodKind)), strategies.dates(date(2, 1, 1)))
def test_a_day_lies_in_its_period_and_not_in_the_one_before(kind, day):
    period = period_of(kind, day)

    assert period.first <= day <= period.last
    assert (period.first - period.previous.last).days == 1
    assert parse_period(period.key) == period
