"""Improvement items: proposed once, taken up, ended; the next only for what came after."""

import pytest

from app.casework import improvements as verbs
from app.casework import merging
from app.domain.errors import NotFound, NotPermitted, NotPossible, Refusal, Stale
from app.domain.terms import CauseCode, ImprovementOutcome, ImprovementState
from app.scheduler.tick import propose_improvements
from app.store import improvements
from app.store.reads.improvements import (
    find_item,
    items_of_case,
    list_cases,
    list_steps,
)
from app.store.transaction import reading, transaction
from tests.casework.given_office import (
    act,
    answered,
    dispatched,
    everything,
    filed,
    rows,
    ticket,
    verify,
)
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at

S = ImprovementState
CAUSE = {"cause": CauseCode.C26}


def propose(short="11-25 10:00"):
    return propose_improvements(at(short))


def three(**changes):
    return [
        dispatched(f"11-{day} 09:20", **CAUSE, **changes) for day in ("16", "17", "23")
    ]


def items():
    return rows("improvement_items")


def test_three_of_a_class_in_a_month_become_one_item(district):
    first, second = three()[:2]
    dispatched(**CAUSE, matter_name="身份证补领")

    assert propose() == 1
    (item,) = items()
    assert (item["matter"], item["cause"], item["state"], item["period"]) == (
        "不动产变更登记",
        CauseCode.C26,
        S.PROPOSED,
        "2026-11",
    )
    assert item["department_id"] == district.department_ids["SJ"]
    with reading():
        assert [line.number for line in list_cases(item["id"], 9)][-2:] == [
            second,
            first,
        ]
        assert [one.id for one in items_of_case(ticket(first)["id"])] == [item["id"]]
    (told,) = rows("notices", kind=verbs.PROPOSED)
    assert told["audience"] == "dispatcher"


@on_sqlite_only
def test_a_second_look_changes_nothing(district):
    three()
    propose()
    before = everything()

    assert propose("11-25 11:00") == 0
    assert everything() == before


@on_sqlite_only
def test_two_timers_at_once_cannot_propose_it_twice(district):
    three()
    propose()
    (item,) = items()
    of = verbs.Class(item["matter"], item["cause"])

    with pytest.raises(Exception, match="UNIQUE"), transaction():
        improvements.add_item(district.id, of, 1, "2026-11", None, at("11-25 10:00"))


@on_sqlite_only
def test_what_comes_while_it_is_open_is_named_in_it(district):
    three()
    propose()
    late = dispatched("11-26 09:20", **CAUSE)

    assert propose("11-26 10:00") == 0
    (item,) = items()
    with reading():
        assert late in [line.number for line in list_cases(item["id"], 9)]
        assert [(step.kind, step.text) for step in list_steps(item["id"])] == [
            ("proposed", "3"),
            ("repeated", "1"),
        ]


@on_sqlite_only
def test_the_verified_cause_counts_and_not_that_of_the_desk(district):
    for short in ("11-24 10:00", "11-24 10:10", "11-24 10:20"):
        verify(answered(short, cause=CauseCode.C25), "11-24 15:00", cause="C26")

    propose()

    assert [item["cause"] for item in items()] == [CauseCode.C26]


@on_sqlite_only
def test_what_was_withdrawn_or_merged_is_not_counted(district):
    _, second, third = three()
    into = {"into": second, "reason": "同一件"}
    act("clerk", "11-24 10:00", merging.merge_ticket, third, **into)

    assert propose() == 0
    dispatched("11-25 09:20", **CAUSE)
    assert propose("11-25 10:00") == 1


@on_sqlite_only
def test_it_goes_from_proposed_to_done(district):
    three()
    propose()
    item = items()[0]["id"]
    words = ("SJ", "李主任", "修订办事指南")
    act("dispatcher", "11-30 10:00", verbs.take_up, item, *words)
    act("handler", "12-02 10:00", verbs.note_step, item, "指南已改,正在会签")
    outcome = (ImprovementOutcome.GUIDE, "新指南自12月10日起施行")
    act("dispatcher", "12-09 10:00", verbs.complete, item, *outcome)

    with reading():
        found = find_item(district.id, item)
        steps = [(step.kind, step.role) for step in list_steps(item)]
    assert (found.state, found.department, found.owner) == (S.DONE, "SJ", "李主任")
    assert f"{found.due_on}" == "2026-12-28"
    assert found.outcome is ImprovementOutcome.GUIDE
    assert steps == [
        ("proposed", "system"),
        ("taken_up", "dispatcher"),
        ("noted", "handler"),
        ("done", "dispatcher"),
    ]
    told = {row["audience"] for row in rows("notices", kind=verbs.TAKEN_UP)}
    assert told == {"chief_representative@SJ", "deputy_leader@SJ"}


@on_sqlite_only
@pytest.mark.parametrize("end", ["declined", "done"])
def test_after_its_end_only_what_came_later_makes_the_next(district, end):
    three()
    propose()
    item = items()[0]["id"]
    if end == "declined":
        act("dispatcher", "11-24 10:00", verbs.decline, item, "属个案,已另行处理")
    else:
        words = ("SJ", "李主任", "修订办事指南")
        act("dispatcher", "11-24 10:00", verbs.take_up, item, *words)
        outcome = (ImprovementOutcome.GUIDE, "已改")
        act("dispatcher", "11-24 10:00", verbs.complete, item, *outcome)

    dispatched("11-25 09:20", **CAUSE)
    dispatched("11-26 09:20", **CAUSE)
    assert propose("11-26 10:00") == 0
    filed("11-26 10:10", **CAUSE)
    assert propose("11-26 11:00") == 1

    assert [row["nth"] for row in items()] == [1, 2]
    with reading():
        assert len(list_cases(items()[1]["id"], 9)) == 3


@on_sqlite_only
def test_who_may_what(district):
    three()
    propose()
    item = items()[0]["id"]
    words = ("SJ", "李主任", "修订办事指南")

    def refused(who, verb, *said):
        try:
            act(who, "11-30 10:00", verb, item, *said)
        except Refusal as refusal:
            return type(refusal)
        return None

    assert refused("inspector", verbs.take_up, *words) is NotPermitted
    assert refused("handler", verbs.note_step, "看看") is NotFound  # not theirs yet
    assert refused("dispatcher", verbs.note_step, "看看") is NotPossible
    assert refused("clerk", verbs.note_step, "看看") is NotFound
    assert refused("dispatcher", verbs.take_up, *words) is None
    assert refused("dispatcher", verbs.decline, "不办") is NotPossible
    assert refused("inspector", verbs.note_step, "看看") is NotPermitted
    assert refused("police", verbs.note_step, "看看") is NotFound
    assert refused("handler", verbs.complete, ImprovementOutcome.GUIDE, "好") is (
        NotPermitted
    )


@on_sqlite_only
def test_of_two_at_once_the_second_is_told(district):
    three()
    propose()
    item = items()[0]["id"]
    act("dispatcher", "11-30 10:00", verbs.decline, item, "属个案")

    with pytest.raises(Stale), transaction():
        improvements.start_item(item, None, "李主任", at("12-28 10:00").date())


@on_sqlite_only
def test_an_item_is_of_its_district_alone(district):
    three()
    propose()
    item = items()[0]["id"]

    with reading():
        assert find_item(district.id, item) is not None
        assert find_item(district.id + 1, item) is None
