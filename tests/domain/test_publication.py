"""What may be published, by whom; a snapshot as text and back; what a correction changed."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.canonical import text_hash
from app.domain.errors import FieldMissing, NotPermitted, RuleBroken
from app.domain.figures.measures import Figures, Rate, Score
from app.domain.figures.publication import (
    Change,
    PublishedNotice,
    PublishedUnit,
    Snapshot,
    changes,
    correction_reason,
    require_approver,
    require_ended,
    require_preparer,
    require_second_person,
)
from app.domain.figures.snapshots import read_snapshot, snapshot_text
from app.domain.periods import parse_period
from app.domain.terms import Colour, Role

ZONE = ZoneInfo("Asia/Shanghai")


def counted(cases=3, hits=1, total=2, ratings=1.8):
    rate = Rate(hits, total)
    return Figures(cases, rate, rate, rate, Score(ratings, 2), 2, 4)


def unit(code="SJ", **changed):
    made = PublishedUnit(
        code,
        "江门市蓬江区市场监督管理局",
        "区市场监管局",
        "Market",
        counted(),
        None,
        {},
    )
    return replace(made, **changed)


def snapshot(*units, notices=()):
    until = datetime(2026, 12, 1, tzinfo=ZONE)
    return Snapshot("2026-11", until, 10, counted(), units or (unit(),), notices)


@pytest.mark.parametrize(
    ("now", "has_ended"),
    [
        (datetime(2026, 11, 30, 23, 59, 59, tzinfo=ZONE), False),
        (datetime(2026, 12, 1, 0, 0, tzinfo=ZONE), True),
    ],
)
def test_a_month_is_published_when_it_is_over(now, has_ended):
    if has_ended:
        require_ended(parse_period("2026-11"), now, ZONE)
    else:
        with pytest.raises(RuleBroken, match=r"publication\.period_runs"):
            require_ended(parse_period("2026-11"), now, ZONE)


def test_a_day_is_never_published():
    long_after = datetime(2027, 1, 1, tzinfo=ZONE)
    with pytest.raises(RuleBroken, match=r"publication\.no_such_period"):
        require_ended(parse_period("2026-11-03"), long_after, ZONE)


@pytest.mark.parametrize("role", Role)
def test_inspection_prepares_and_the_leader_may_approve(role):
    for require, allowed in (
        (require_preparer, {Role.INSPECTOR}),
        (require_approver, {Role.INSPECTOR, Role.DISTRICT_LEADER}),
    ):
        if role in allowed:
            require(role)
        else:
            with pytest.raises(NotPermitted):
                require(role)


def test_one_person_does_not_do_both():
    require_second_person("P1", "P2")
    with pytest.raises(NotPermitted, match=r"publication\.own_draft"):
        require_second_person("P1", "P1")


def test_a_correction_says_why_and_nothing_else_does():
    assert correction_reason(None, " 误填 ") == ""
    assert correction_reason(4, " 复核 后\n更正 ") == "复核 后 更正"
    with pytest.raises(FieldMissing):
        correction_reason(4, "  ")
    assert correction_reason(4, "更" * 500)
    with pytest.raises(RuleBroken, match=r"field\.too_long"):
        correction_reason(4, "更" * 501)


def test_what_changed_is_told_by_number_and_department():
    before = snapshot(unit(reviews={"confirmed": 2}), unit("GA"))
    after = snapshot(
        unit(figures=counted(hits=2), reviews={"confirmed": 1, "dismissed": 1})
    )

    found = changes(before, after)

    assert Change("SJ", "on_time", 1, 2) in found
    assert Change("SJ", "confirmed", 2, 1) in found
    assert Change("GA", "cases", 3, None) in found
    assert not [one for one in found if (one.unit, one.what) == ("SJ", "cases")]
    assert changes(after, after) == []


def test_a_notice_keeps_its_days_and_that_it_was_revoked():
    notice = PublishedNotice(
        "蓬督蓝〔2026〕1号",
        Colour.BLUE,
        "SJ",
        date(2026, 11, 3),
        date(2026, 11, 5),
        None,
        None,
        is_revoked=True,
    )

    kept = snapshot(notices=(notice,))

    assert read_snapshot(snapshot_text(kept)) == kept


rates = st.builds(
    lambda total, share: Rate(round(total * share), total),
    st.integers(0, 10_000),
    st.floats(0, 1),
)
scores = st.builds(
    lambda total, share: Score(round(total * share, 2), total),
    st.integers(0, 10_000),
    st.floats(0, 1),
)
figures = st.builds(
    Figures,
    st.integers(0, 10_000),
    rates,
    rates,
    rates,
    scores,
    st.none() | st.integers(0, 400),
    st.none() | st.integers(0, 400),
)
units = st.builds(
    PublishedUnit,
    st.text(),
    st.text(),
    st.text(),
    st.text(),
    figures,
    st.none() | st.integers(1, 30),
    st.dictionaries(st.sampled_from(["confirmed", "pending"]), st.integers(0, 99)),
)


@given(st.lists(units, max_size=3))
def test_a_snapshot_comes_back_as_it_was_and_has_one_hash(several):
    kept = snapshot(*several)
    text = snapshot_text(kept)

    again = read_snapshot(text)

    assert again.units == kept.units
    assert text_hash(snapshot_text(again)) == text_hash(text)
