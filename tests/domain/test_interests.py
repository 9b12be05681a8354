"""Conflict of interest: what closes a ruling, on which day, about whom."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.errors import NotPermitted
from app.domain.interests import Interest, InterestKind, judged, require_unbiased
from tests.domain.given_facts import dispatched

FILED, TODAY = date(2026, 11, 10), date(2026, 11, 23)
K = InterestKind


def interest(since, until=None, kind=K.OTHER, **changes):
    stated = {"department": "SJ", "name": "区市场监管局", "kind": kind, **changes}
    return Interest(since=date.fromisoformat(since), until=_day(until), **stated)


def speaks_against(one, departments=("SJ",)):
    try:
        require_unbiased([one], departments, FILED, TODAY)
    except NotPermitted as refused:
        return refused.code
    return ""


@pytest.mark.parametrize(
    ("kind", "since", "until", "code"),
    [
        (K.OTHER, "2026-11-23", None, "interest.department"),
        (K.OTHER, "2026-11-24", None, ""),
        (K.OTHER, "2020-01-01", "2026-11-09", ""),
        (K.OTHER, "2020-01-01", "2026-11-10", "interest.department"),
        (K.RELATIVE, "2020-01-01", None, "interest.department"),
        (K.RELATIVE, "2020-01-01", "2026-11-09", ""),
        (K.MEMBER, "2015-01-01", "2016-01-01", "interest.department"),
        (K.MEMBER, "2026-11-24", None, ""),
    ],
)
def test_membership_counts_for_good_and_another_interest_while_it_lasts(
    kind, since, until, code
):
    assert speaks_against(interest(since, until, kind)) == code


def test_another_department_is_no_hindrance():
    assert speaks_against(interest("2026-01-01"), ("GA", "MZ")) == ""


def test_who_is_named_in_the_very_case_does_not_rule_on_it():
    named = interest("2026-11-20", department="", of_this_case=True)

    assert speaks_against(named, ()) == "interest.case"


def test_nothing_declared_speaks_against_nobody():
    require_unbiased([], ["SJ"], FILED, TODAY)


def test_a_ruling_is_about_all_that_ever_held_the_case_or_assist():
    facts = dispatched(assisting=("RS",))
    facts.returned_by = ("ZJ",)

    assert judged(facts) == {"SJ", "RS", "ZJ"}


def _day(text):
    return date.fromisoformat(text) if text else None
