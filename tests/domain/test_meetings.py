"""Raising a level by hand, and the joint meetings that a raise asks for."""

import pytest

from app.domain import filing, meetings
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.terms import EntryKind, Step
from tests.domain import given_facts as given
from tests.domain.calendars import at
from tests.domain.given_facts import CALENDAR, LEAD, OTHER, RULES, moment

NOW = moment("2026-11-25 10:00")


def raised(facts=None, when="2026-11-25 10:00"):
    facts = given.dispatched() if facts is None else facts
    return meetings.raise_level(facts, "久拖不决", moment(when))


def called(facts, when="2026-11-25 11:00", planned="2026-11-26 09:30"):
    words = (at(planned), "区中心三楼", (LEAD, OTHER), "由谁办")
    return meetings.call_meeting(facts, *words, moment(when))


def held(facts, when="2026-11-26 11:00"):
    words = ((LEAD, OTHER), "各方陈述", "由市监局牵头")
    return meetings.hold_meeting(facts, *words, moment(when))


def test_a_raise_by_hand_is_the_step_of_the_ladder_taken_now():
    decision = raised()

    (step,) = [one for one in decision.escalations if one.key[2] is Step.RAISED]
    assert step.due_at == at("2026-11-25 10:00")
    assert [e.kind for e in decision.entries[-2:]] == [
        EntryKind.LEVEL_RAISED,
        EntryKind.ESCALATED,
    ]
    told = {n.audience for n in decision.notices if n.kind == "step_raised"}
    assert "district_leader" in told
    assert len(told) == len(RULES.ladder[Step.RAISED].recipients)


def test_it_moves_no_limit_and_the_ladder_takes_the_other_steps_as_before():
    facts = given.until(raised().facts, "2026-12-16 10:00")
    plain = given.until(given.dispatched(), "2026-12-16 10:00")

    assert facts.promise.due_at == plain.promise.due_at
    assert set(facts.promise.fallen) == set(plain.promise.fallen)
    assert facts.promise.fallen.count(Step.RAISED) == 1


def test_it_is_raised_once():
    with pytest.raises(RuleBroken) as refused:
        raised(raised().facts, "2026-11-25 11:00")
    assert refused.value.code == "raise.already"

    with pytest.raises(RuleBroken):
        raised(given.until(given.dispatched(), "2026-12-16 10:00"), "2026-12-16 10:00")


def test_nothing_is_raised_before_a_department_has_it():
    with pytest.raises(NotPossible):
        raised(given.filed(), "2026-11-23 09:10")


def test_a_raise_owes_a_meeting_until_one_is_called():
    facts = raised().facts
    assert facts.meeting_owed

    facts = called(facts).facts
    assert (facts.meeting_owed, facts.meeting_called) == (False, True)

    facts = held(facts).facts
    assert (facts.meeting_owed, facts.meeting_called, facts.meetings) == (
        False,
        False,
        1,
    )


def test_the_ladders_own_raise_owes_one_as_well():
    facts = given.until(given.dispatched(), "2026-12-14 09:00:01")

    assert Step.RAISED in facts.promise.fallen
    assert facts.meeting_owed


def test_a_meeting_may_be_called_without_a_raise_and_none_is_owed():
    facts = held(called(given.dispatched()).facts).facts

    assert not facts.meeting_owed
    assert raised(facts, "2026-11-26 14:00").facts.meeting_owed is False  # held before


def test_what_has_ended_owes_no_meeting():
    ended = filing.withdraw(raised().facts, "不办了", moment("2026-11-25 14:00")).facts

    assert not ended.meeting_owed


@pytest.mark.parametrize(
    ("raised_at", "due"),
    [
        ("2026-11-25 10:00", "2026-11-30 17:00"),  # Wed: Thu, Fri, Mon
        ("2026-12-14 09:00", "2026-12-17 17:00"),
        ("2026-11-28 12:00", "2026-12-03 17:00"),  # a Saturday counts from Monday
    ],
)
def test_the_meeting_is_due_within_three_working_days(raised_at, due):
    assert meetings.meeting_due(at(raised_at), 3, CALENDAR) == at(due)


def test_calling_tells_everybody_at_the_table_and_says_when_and_where():
    decision = called(given.dispatched())

    said = given.payload(decision)
    assert said["planned_at"] == "2026-11-26T09:30:00+08:00"
    assert (said["place"], said["invited"]) == ("区中心三楼", [LEAD, OTHER])
    told = {n.audience for n in decision.notices if n.kind == "meeting_called"}
    assert {
        f"handler@{LEAD}",
        f"chief_representative@{LEAD}",
        f"chief_representative@{OTHER}",
        "district_leader",
    } <= told


def test_the_minutes_reach_who_came():
    decision = held(called(given.dispatched()).facts)

    told = {n.audience for n in decision.notices if n.kind == "meeting_held"}
    assert {f"chief_representative@{OTHER}", f"handler@{LEAD}"} <= told
    assert given.payload(decision)["conclusions"] == "由市监局牵头"


@pytest.mark.parametrize(
    ("words", "kind", "code"),
    [
        ({"planned_at": at("2026-11-25 09:59")}, RuleBroken, "meeting.in_the_past"),
        ({"planned_at": at("2027-11-27 10:00")}, RuleBroken, "meeting.too_far"),
        ({"place": ""}, FieldMissing, "field.missing"),
        ({"invited": ()}, FieldMissing, "field.missing"),
        ({"agenda": " "}, FieldMissing, "field.missing"),
    ],
)
def test_a_call_without_its_words_is_refused(words, kind, code):
    usual = {"planned_at": NOW.now, "place": "三楼", "invited": (LEAD,), "agenda": "议"}
    with pytest.raises(kind) as refused:
        meetings.call_meeting(given.dispatched(), **{**usual, **words}, moment=NOW)
    assert refused.value.code == code


def test_one_meeting_at_a_time():
    facts = called(given.dispatched()).facts
    with pytest.raises(RuleBroken) as refused:
        called(facts, "2026-11-25 12:00")
    assert refused.value.code == "meeting.called_already"

    with pytest.raises(NotPossible) as too_early:
        held(given.dispatched())
    assert too_early.value.code == "meeting.not_called"
