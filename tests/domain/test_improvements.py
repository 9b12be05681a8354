"""When a class of cases comes too often, and what can be done with its item."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.direct import DIRECT
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.improvements import (
    Class,
    ClassCase,
    by_class,
    counted_from,
    is_overdue,
    repetition,
    require_may_decline,
    require_under_way,
    taken_up,
)
from app.domain.terms import CauseCode, ImprovementState
from tests.given import the_calendar, the_rules
from tests.store.given_tickets import at

S = ImprovementState
UNITS = the_rules().units
CARD = Class("居民身份证补领", CauseCode.C26)


def cases(*days, of=CARD):
    return [
        ClassCase(number, of.matter, of.cause, filed_at, filed_at.date())
        for number, day in enumerate(days, start=1)
        for filed_at in (at(f"{day} 10:00"),)
    ]


@pytest.mark.parametrize(
    ("days", "period", "named"),
    [
        (["11-02", "11-16"], None, ()),
        (["11-02", "11-16", "11-30"], "2026-11", (1, 2, 3)),
        (["10-31", "11-16", "11-30"], None, ()),
        (["10-31", "11-02", "11-16", "11-30"], "2026-11", (2, 3, 4)),
        (["10-08", "10-30", "11-02", "11-16"], None, ()),
        (["10-08", "10-30", "11-02", "11-16", "12-31"], "2026-Q4", (1, 2, 3, 4, 5)),
        (["09-29", "10-08", "10-30", "11-02", "11-16"], None, ()),
    ],
)
def test_three_a_month_or_five_a_quarter_are_too_many(days, period, named):
    found = repetition(cases(*days), UNITS)

    assert (found.period.key if found else None) == period
    assert (found.ticket_ids if found else ()) == named


def test_a_class_is_the_same_matter_and_the_same_cause():
    other_cause = Class(CARD.matter, CauseCode.C25)
    other_matter = Class("居民身份证办理", CARD.cause)
    several = [
        *cases("11-16", "11-02"),
        *cases("11-03", of=other_cause),
        *cases("11-04", of=other_matter),
    ]

    found = by_class(several)

    assert {of: len(of_class) for of, of_class in found.items()} == {
        CARD: 2,
        other_cause: 1,
        other_matter: 1,
    }
    assert [case.filed.day for case in found[CARD]] == [2, 16]


@pytest.mark.parametrize("cause", [CauseCode.C90, *sorted(DIRECT)])
def test_other_causes_and_those_of_the_inspection_office_make_no_class(cause):
    assert by_class(cases("11-02", of=Class(CARD.matter, cause))) == {}


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 30), date(2026, 7, 1)),
        (date(2027, 1, 1), date(2026, 10, 1)),
        (date(2026, 3, 31), date(2025, 10, 1)),
    ],
)
def test_the_last_quarter_is_looked_at_too(today, first):
    assert counted_from(today) == first


def take(state=S.PROPOSED, owner="李主任", plan="修订办事指南"):
    return taken_up(state, owner, plan, date(2026, 11, 30), 20, the_calendar())


def test_it_is_to_be_done_within_twenty_working_days_the_first_not_counted():
    assert take() == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("given", "refusal", "code"),
    [
        ({"state": S.TAKEN_UP}, NotPossible, "improvement.not_proposed"),
        ({"state": S.DONE}, NotPossible, "improvement.not_proposed"),
        ({"owner": " "}, FieldMissing, "field.missing"),
        ({"plan": ""}, FieldMissing, "field.missing"),
        ({"owner": "李" * 101}, RuleBroken, "field.too_long"),
        ({"plan": "改" * 2001}, RuleBroken, "field.too_long"),
    ],
)
def test_what_was_decided_or_says_nothing_is_refused(given, refusal, code):
    with pytest.raises(refusal) as told:
        take(**given)

    assert told.value.code == code


@pytest.mark.parametrize("state", list(S))
def test_it_is_declined_before_and_ended_after_it_was_taken_up(state):
    def refused(require):
        try:
            require(state)
        except NotPossible:
            return True
        return False

    assert refused(require_may_decline) is (state is not S.PROPOSED)
    assert refused(require_under_way) is (state is not S.TAKEN_UP)


@pytest.mark.parametrize(
    ("state", "today", "late"),
    [
        (S.TAKEN_UP, 28, False),
        (S.TAKEN_UP, 29, True),
        (S.DONE, 29, False),
        (S.PROPOSED, 29, False),
    ],
)
def test_it_is_overdue_after_its_last_day(state, today, late):
    assert is_overdue(state, date(2026, 12, 28), date(2026, 12, today)) is late


days = st.integers(0, 180).map(lambda n: f"{date(2026, 7, 1) + timedelta(n):%m-%d}")


@given(st.lists(days, max_size=12))
def test_what_is_named_lies_in_the_period_and_is_enough(chosen):
    several = cases(*chosen)
    found = repetition(several, UNITS)
    by_month = {case.filed.month: 0 for case in several}
    for case in several:
        by_month[case.filed.month] += 1

    if found is None:
        assert max(by_month.values(), default=0) < UNITS.repeated_month
        return
    named = [case for case in several if case.ticket_id in found.ticket_ids]
    assert len(named) >= UNITS.repeated_month
    assert all(found.period.first <= case.filed <= found.period.last for case in named)
    within = [
        case
        for case in several
        if found.period.first <= case.filed <= found.period.last
    ]
    assert len(named) == len(within)
