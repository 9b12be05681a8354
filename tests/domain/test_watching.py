"""The policy watch-list: on it, kept after closing, called back, off it."""

import pytest

from app.domain import filing, merging, revisits, watching
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.terms import ResultCode, State
from tests.domain import given_facts as given
from tests.domain.given_facts import moment

LATER = moment("2027-03-01 10:00")


def called_back(facts, reached):
    return watching.call_back(facts, "新办法", reached, "已电告", LATER).facts


@pytest.mark.parametrize(
    ("result", "is_watched"),
    [(ResultCode.R1, False), (ResultCode.R4, False), (ResultCode.R5, True)],
)
def test_an_answer_r5_puts_it_on_the_list_by_itself(result, is_watched):
    assert given.answered(result=result).watched is is_watched


def test_it_stays_on_the_list_when_it_is_closed_and_archived():
    facts = given.answered(result=ResultCode.R5)
    facts = given.revisited(facts=given.verified(facts=facts))
    facts = revisits.close(facts, "", moment("2026-11-27 10:00")).facts

    assert given.archived(facts).watched


def test_a_later_answer_decides_anew():
    facts = given.verified(facts=given.answered(result=ResultCode.R5), passed=False)

    assert not given.answered(facts, "2026-11-27 10:00").watched


def test_whoever_is_reached_comes_off_the_list_and_who_is_not_stays():
    facts = given.watched(given.archived())

    assert called_back(facts, False).watched
    assert not called_back(facts, True).watched
    assert called_back(facts, True).state is State.ARCHIVED


def test_it_comes_off_the_list_with_a_reason():
    facts = given.watched()
    with pytest.raises(FieldMissing):
        watching.unwatch(facts, "", LATER)

    assert not watching.unwatch(facts, "已迁出", LATER).facts.watched


def test_it_is_put_on_the_list_once_with_the_rule_and_the_explanation():
    with pytest.raises(RuleBroken) as refused:
        given.watched(given.watched(), "2026-11-30 12:00")
    assert refused.value.code == "watch.already"
    for policy, reason in (("", "已解释"), ("第九条", "")):
        with pytest.raises(FieldMissing):
            watching.watch(given.closed(), policy, reason, LATER)


@pytest.mark.parametrize("facts", [given.closed, given.answered])
def test_nothing_else_is_called_back_or_taken_off(facts):
    with pytest.raises(NotPossible) as refused:
        called_back(facts(), True)
    assert refused.value.code == "watch.not_watched"


def test_a_merged_ticket_is_watched_in_its_main_one():
    now = moment("2026-11-25 10:00")
    merged = merging.merge(given.dispatched(), "PJ26-0001", "同一件事", now).facts

    with pytest.raises(RuleBroken) as refused:
        watching.watch(merged, "第九条", "已解释", LATER)
    assert refused.value.code == "watch.merged"


def test_who_withdraws_waits_for_nothing():
    facts = given.answered(result=ResultCode.R5)

    assert not filing.withdraw(
        facts, "不办了", moment("2026-11-26 10:00")
    ).facts.watched
