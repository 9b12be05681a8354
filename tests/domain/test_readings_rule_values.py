"""Every number of the contract is a value of the rule file, and is read from there."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from app.domain.rule_set import RuleSet
from app.domain.terms import CauseCode, Step, SuspensionReason, TicketClass
from tests.given import (
    Event,
    Judgement,
    answered,
    answered_early,
    closed,
    dispatched,
    dissatisfied,
    event,
    extended,
    filed,
    in_hand,
    judged,
    not_reached,
    passed,
    redone,
    resumed,
    returned,
    suspended,
    the_rules,
)

NEW = [filed("11-23 09:10"), dispatched("11-23 09:20", assisting=["GA"])]


def ruled(events: list[Event], until: str, rules: RuleSet) -> Judgement:
    return judged(events, until, rules=rules)


def with_findings(**changes: Any) -> RuleSet:
    findings = replace(the_rules().findings, **changes)
    return replace(the_rules(), findings=findings)


def with_class(**changes: Any) -> RuleSet:
    classes = dict(the_rules().classes)
    classes[TicketClass.COMPLEX] = replace(classes[TicketClass.COMPLEX], **changes)
    return replace(the_rules(), classes=classes)


def with_step(step: Step, **changes: Any) -> RuleSet:
    ladder = dict(the_rules().ladder)
    ladder[step] = replace(ladder[step], **changes)
    return replace(the_rules(), ladder=ladder)


def with_hearings(**changes: Any) -> RuleSet:
    suspensions = dict(the_rules().suspensions)
    old = suspensions[SuspensionReason.HEARING]
    suspensions[SuspensionReason.HEARING] = replace(old, **changes)
    return replace(the_rules(), suspensions=suspensions)


@pytest.mark.parametrize(
    ("rules", "events", "clock", "due"),
    [
        (replace(the_rules(), sign_hours=2), NEW, "sign", "11-23 11:20"),
        (replace(the_rules(), return_days=2), NEW, "return", "11-25 17:00"),
        (with_class(limit_working_days=4), NEW, "finish", "11-27 17:00"),
        (
            replace(the_rules(), assist_days_before_finish=2),
            NEW,
            "assist",
            "11-26 17:00",
        ),
        (
            replace(the_rules(), arbitration_days=2),
            [*in_hand(), returned("11-24 10:00")],
            "arbitration",
            "11-26 17:00",
        ),
        (
            replace(the_rules(), verify_days=2),
            answered_early(),
            "verify",
            "11-27 17:00",
        ),
        (
            replace(the_rules(), revisit_days=2),
            answered_early(),
            "revisit",
            "11-27 17:00",
        ),
        (replace(the_rules(), redo_days=3), redone(), "redo", "12-01 17:00"),
        (
            replace(the_rules(), rating_contact_days=2),
            redone(),
            "rating_contact",
            "11-30 17:00",
        ),
        (
            with_step(Step.BLUE, reply_days=3),
            in_hand(),
            "notice_reply",
            "12-07 17:00",
        ),
        (
            with_hearings(max_days=1),
            in_hand("11-23", suspended("11-24 10:00", 9)),
            "finish",
            "12-02 17:00",
        ),
        (
            with_hearings(stops_clock=False),
            in_hand("11-23", suspended("11-24 10:00", 9)),
            "finish",
            "11-30 17:00",
        ),
        (
            replace(the_rules(), extension_times=2),
            in_hand("11-23", extended("11-24 10:00", 1), extended("11-25 10:00", 1)),
            "finish",
            "12-02 17:00",
        ),
    ],
)
def test_a_due_instant_follows_its_value(
    rules: RuleSet, events: list[Event], clock: str, due: str
) -> None:
    assert ruled(events, "12-02 10:00", rules).clock(clock).due == due


def test_the_hours_of_the_first_contact_are_values() -> None:
    rules = replace(
        the_rules(),
        contact_same_day_before=the_rules().contact_next_day_by,  # 12:00
        contact_next_day_by=the_rules().contact_same_day_before,  # 15:00
    )
    for at, due in [("11:59:59", "11-23 17:00"), ("12:00:00", "11-24 15:00")]:
        events = [filed("11-23 09:10"), dispatched(f"11-23 {at}")]
        assert ruled(events, "11-23 13:00", rules).clock("contact").due == due


@pytest.mark.parametrize("most", [1, 4])
def test_the_longest_extension_is_a_value(most: int) -> None:
    rules = replace(the_rules(), extension_max_days=most)
    longest = in_hand("11-23", extended("11-24 10:00", most))
    too_long = in_hand("11-23", extended("11-24 10:00", most + 1))

    assert ruled(longest, "11-25 10:00", rules).error is None
    assert ruled(too_long, "11-25 10:00", rules).position == 4


def test_the_number_of_attempts_is_a_value() -> None:
    rules = replace(the_rules(), revisit_attempts=1)
    events = answered_early(not_reached("11-26 10:00"), closed("11-26 11:00"))

    assert ruled(events, "11-26 12:00", rules).error is None


@pytest.mark.parametrize(
    ("rules", "steps"),
    [
        (with_class(yellow_last_days=3), ["yellow 11-26 09:00", "urge 12-01 09:00"]),
        (
            with_step(Step.URGE, overdue_days=2),
            ["yellow 11-30 09:00", "urge 12-02 09:00", "blue 12-02 09:00"],
        ),
    ],
)
def test_the_days_of_the_ladder_are_values(rules: RuleSet, steps: list[str]) -> None:
    assert ruled(in_hand(), "12-02 09:00", rules).steps()[: len(steps)] == steps


def test_the_redos_yellow_light_is_a_value() -> None:
    rules = replace(the_rules(), redo_yellow_last_days=2)

    assert ruled(redone(), "12-03 10:00", rules).steps("redo") == ["yellow 12-02 09:00"]


def test_a_simple_tickets_yellow_light_is_a_value() -> None:
    rules = replace(the_rules(), simple_yellow_hours=2)
    told = judged(in_hand(), "11-23 17:00", "simple", rules=rules)

    assert told.steps() == ["yellow 11-23 15:00"]


def test_the_dissatisfaction_that_raises_is_a_value() -> None:
    first = answered_early(dissatisfied("11-26 10:00"))
    again = redone(
        answered("11-27 10:00"), passed("11-27 11:00"), dissatisfied("11-28 10:00")
    )
    one = replace(the_rules(), raised_at_dissatisfaction=1)
    three = replace(the_rules(), raised_at_dissatisfaction=3)

    assert ruled(first, "11-26 11:00", one).steps() == ["raised 11-26 10:00"]
    assert ruled(again, "11-28 11:00", three).step_names() == []


def test_the_causes_that_bring_the_clue_are_values() -> None:
    rules = replace(the_rules(), clue_causes=frozenset({CauseCode.C21}))
    told = ruled(answered_early(), "11-26 10:00", rules)

    assert told.steps() == ["clue 11-25 15:00"]


def test_what_a_bad_rating_is_is_a_value() -> None:
    fair = event("revisited", "11-26 10:00", reached=True, solved=True, rating=3)
    told = ruled(
        answered_early(fair), "11-26 11:00", with_findings(q1_bad_rating_max=3)
    )

    assert told.clock("rating_contact").due == "11-27 17:00"


def test_the_number_of_corrections_is_a_value() -> None:
    events = in_hand(
        "11-23",
        suspended("11-24 10:00", 1, "correction"),
        resumed("11-24 11:00"),
        suspended("11-25 10:00", 1, "correction"),
        resumed("11-25 11:00"),
    )
    told = ruled(events, "11-26 10:00", with_findings(t3_corrections=2))

    assert told.clock("finish").due == "12-02 17:00"
    assert told.findings() == []


@pytest.mark.parametrize(
    ("rules", "events", "finding"),
    [
        (with_findings(n1_again_days=2), NEW[:2], "N1 SJ 11-25 17:00 [1]"),
        (with_findings(n2_max_days=1), NEW[:2], "N2 SJ 11-24 17:00 [1]"),
        (with_findings(n2_limit_percent=20), NEW[:2], "N2 SJ 11-24 17:00 [1]"),
        (with_findings(n2_limit_percent=21), NEW[:2], "N2 SJ 11-25 17:00 [1]"),
        (
            with_findings(n3_cause_prefix="C2"),
            answered_early(),
            "N3 SJ 11-25 15:00 [5]",
        ),
        (
            with_findings(t3_first_within_days=1),
            in_hand("11-23", suspended("11-25 10:00", 1, "correction")),
            "T3 SJ 11-25 10:00 [1, 4]",
        ),
        (
            replace(the_rules(), rectify_days=2),
            redone(),
            "Q1 SJ 11-30 17:00 [6]",
        ),
        (
            with_hearings(times=0),
            in_hand("11-23", suspended("11-24 10:00", 1)),
            "M5 SJ 11-24 10:00 [4]",
        ),
    ],
)
def test_a_finding_follows_its_value(
    rules: RuleSet, events: list[Event], finding: str
) -> None:
    assert finding in ruled(events, "12-02 10:00", rules).findings()


@pytest.mark.parametrize(
    ("resumed_at", "yellow"),
    [
        ("11-24 15:59:59", "11-24 16:00"),
        ("11-24 16:00:00", "11-24 16:00"),  # the event comes first
        ("11-24 16:00:01", "11-25 09:00"),
        ("11-24 17:00:01", "11-25 09:00"),  # it had ended by itself at 17:00
    ],
)
def test_a_yellow_of_hours_waits_while_suspended(resumed_at: str, yellow: str) -> None:
    """Reading 23: due Wed 25 Nov 10:00, two business hours before is Tue 24, 16:00."""
    early = replace(the_rules(), contact_next_day_by=time(10), simple_yellow_hours=2)
    at_hand = [filed("11-23 09:10"), dispatched("11-23 16:00")]
    waiting = [*at_hand, suspended("11-23 16:00", 1), resumed(resumed_at)]
    told = judged(waiting, "11-25 10:00", "simple", rules=early)

    assert told.clock("finish").due == "11-25 10:00"
    assert told.steps() == [f"yellow {yellow}"]
