"""Readings 5 to 8 and 12 to 15: what starts, ends and moves each clock."""

from __future__ import annotations

import pytest

from tests.given import (
    Event,
    answered,
    answered_early,
    closed,
    contacted,
    dispatched,
    extended,
    filed,
    in_hand,
    judged,
    not_reached,
    progressed,
    replied,
    resumed,
    returned,
    ruled_for,
    satisfied,
    sent_back,
    signed,
    suspended,
    withdrawn,
)


def just_dispatched(at: str = "11-23 09:20", *further: Event) -> list[Event]:
    return [filed("11-21 09:00"), dispatched(at), *further]


# --- finish ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ticket_class", "due"),
    [
        ("simple", "11-23 17:00"),
        ("general", "11-26 17:00"),
        ("cannot_be_done", "11-26 17:00"),
        ("obstruction", "11-26 17:00"),
        ("complex", "11-30 17:00"),
        ("special", "12-07 17:00"),
        ("difficult", "12-14 17:00"),
    ],
)
def test_each_class_has_its_limit(ticket_class: str, due: str) -> None:
    """The table of classes; reading 6 for the simple one."""
    told = judged(just_dispatched(), "11-23 10:00", ticket_class)

    assert told.clock("finish").due == due


def test_finish_runs_from_dispatch_to_the_leads_answer() -> None:
    """Reading 5: what follows has clocks of its own."""
    told = judged(answered_early(), "12-31 17:00")

    finish = told.clock("finish")
    assert (finish.started, finish.stopped) == ("11-23 09:20", "11-25 10:00")
    assert finish.overdue == 0


def test_a_ticket_solved_at_the_desk_has_no_clocks() -> None:
    """Reading 6; no `until` is needed when it is closed."""
    told = judged([filed("11-23 09:10"), closed("11-23 09:30")])

    assert told.clocks() == []
    assert told.step_names() == []


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("11-23 14:59:59", "11-23 17:00"),
        ("11-23 15:00:00", "11-24 12:00"),
        ("11-23 15:00:01", "11-24 12:00"),
        ("11-23 17:00:00", "11-24 12:00"),  # rule 1 is not applied: next, not after
        ("11-23 07:00", "11-23 17:00"),
        ("11-27 14:59:59", "11-27 17:00"),
        ("11-27 15:00:00", "11-30 12:00"),
        ("11-28 10:00", "11-30 12:00"),  # a rest day is no working day before 15:00
        ("11-29 23:00", "11-30 12:00"),
        ("09-30 15:00:00", "10-08 12:00"),
        ("10-10 14:59:59", "10-10 17:00"),
        ("10-10 15:00:00", "10-12 12:00"),
    ],
)
@pytest.mark.parametrize("clock", ["contact", "finish"])
def test_contact_and_the_simple_finish_are_due_at_one_instant(
    clock: str, at: str, due: str
) -> None:
    """Readings 6 and 8."""
    events = [filed("09-01 09:00"), dispatched(at)]

    assert judged(events, "12-31 10:00", "simple").clock(clock).due == due


# --- sign ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("11-23 08:00", "11-23 14:00"),
        ("11-23 09:00", "11-23 14:00"),
        ("11-23 12:00", "11-23 17:00"),
        ("11-23 12:30", "11-23 17:00"),
        ("11-23 13:00", "11-23 17:00"),
        ("11-23 13:00:01", "11-24 09:00:01"),
        ("11-23 16:00", "11-24 12:00"),
        ("11-23 17:00", "11-24 14:00"),
        ("11-27 16:00", "11-30 12:00"),
        ("11-28 10:00", "11-30 14:00"),
    ],
)
def test_signing_takes_four_working_hours(at: str, due: str) -> None:
    """Reading 7."""
    assert judged(just_dispatched(at), "11-30 10:00").clock("sign").due == due


@pytest.mark.parametrize(
    "act",
    [
        signed("11-23 11:00"),
        contacted("11-23 11:00"),
        progressed("11-23 11:00"),
        answered("11-23 11:00"),
        returned("11-23 11:00"),
    ],
    ids=lambda act: act["kind"],
)
def test_the_departments_first_act_signs(act: Event) -> None:
    """Reading 7."""
    told = judged(just_dispatched("11-23 09:20", act), "11-24 10:00")

    assert told.clock("sign").stopped == "11-23 11:00"


def test_signing_by_itself_does_not_stop_the_clock() -> None:
    """Reading 7: due 14:20, signed the next day."""
    told = judged(just_dispatched("11-23 09:20", signed("11-24 10:00")), "11-24 11:00")

    assert told.clock("sign").stopped == "11-24 10:00"
    assert told.clock("sign").overdue == 1


def test_a_suspension_does_not_sign() -> None:
    """Reading 7 names what stops it; reading 21: sign is not frozen."""
    told = judged(
        just_dispatched("11-23 09:20", suspended("11-23 10:00")), "11-24 09:00"
    )

    assert told.clock("sign").stopped is None
    assert told.clock("sign").due == "11-23 14:20"


def test_a_holding_is_signed_once() -> None:
    """Readings 7 and 39: again after the answer was sent back."""
    twice = in_hand("11-23", signed("11-23 11:00"))
    again = [*in_hand(), answered("11-24 10:00"), sent_back("11-24 11:00")]

    assert judged(twice, "11-24 10:00").position == 4
    assert judged([*again, signed("11-24 12:00")], "11-25 10:00").error is None
    third = [*again, signed("11-24 12:00"), signed("11-24 12:30")]
    assert judged(third, "11-25 10:00").position == 7


# --- contact --------------------------------------------------------------------------


def test_an_assistants_contact_does_not_count() -> None:
    """Readings 8 and 15."""
    events = [
        filed("11-23 09:10"),
        dispatched("11-23 09:20", assisting=["GA"]),
        contacted("11-23 10:00", "GA"),
        contacted("11-23 11:00", "SJ"),
    ]
    told = judged(events, "11-23 12:00")

    assert told.clock("contact").stopped == "11-23 11:00"
    assert told.clock("sign").stopped == "11-23 11:00"


@pytest.mark.parametrize(
    "act",
    [answered("11-23 11:00"), returned("11-23 11:00"), withdrawn("11-23 11:00")],
    ids=lambda act: act["kind"],
)
def test_the_end_of_the_holding_ends_the_contact_clock(act: Event) -> None:
    """Reading 8."""
    told = judged(just_dispatched("11-23 09:20", act), "11-24 10:00")

    assert told.clock("contact").stopped == "11-23 11:00"


@pytest.mark.parametrize("act", [signed("11-23 11:00"), progressed("11-23 11:00")])
def test_other_acts_are_no_contact(act: Event) -> None:
    """Reading 8."""
    told = judged(just_dispatched("11-23 09:20", act), "11-24 10:00")

    assert told.clock("contact").stopped is None


# --- verification and revisit ----------------------------------------------------------


def test_an_answer_sent_back_runs_on_the_same_clock() -> None:
    """Reading 12: due_at unchanged; only hold starts anew."""
    told = judged(
        [*in_hand(), answered("11-25 10:00"), sent_back("11-26 10:00")], "11-26 11:00"
    )

    finish = told.clock("finish")
    assert (finish.due, finish.stopped) == ("11-30 17:00", None)
    assert told.clock("hold", 2).started == "11-26 10:00"
    assert ("sign", 2) not in told.clocks()
    assert ("contact", 2) not in told.clocks()
    assert ("finish", 2) not in told.clocks()


@pytest.mark.parametrize(
    ("back_at", "overdue", "steps"),
    [
        ("12-02 08:59:59", 2, ["urge 12-02 09:00", "blue 12-03 09:00"]),
        ("12-02 09:00:00", 2, ["urge 12-02 09:00", "blue 12-03 09:00"]),
        ("12-02 09:00:01", 1, ["urge 12-03 09:00"]),
    ],
)
def test_days_with_the_window_are_no_overdue_days(
    back_at: str, overdue: int, steps: list[str]
) -> None:
    """Reading 12: answered in time on Mon 30 Nov, sent back after the due instant."""
    events = in_hand("11-23", answered("11-30 16:00"), sent_back(back_at))
    told = judged(events, "12-03 10:00")

    assert told.steps() == ["yellow 11-30 09:00", *steps]
    assert told.clock("finish").overdue == overdue


def test_verification_and_revisit_are_the_windows() -> None:
    """Reading 13: one working day each; the revisit stops at the first attempt."""
    told = judged(answered_early(not_reached("11-26 10:00")), "11-26 11:00")

    verify, revisit = told.clock("verify"), told.clock("revisit")
    assert (verify.department, verify.due) == (None, "11-26 17:00")
    assert (revisit.department, revisit.due) == (None, "11-26 17:00")
    assert revisit.stopped == "11-26 10:00"


def attempts(count: int) -> list[Event]:
    days = ["11-26", "11-27", "11-30", "12-01", "12-02"]
    return answered_early(*[not_reached(f"{day} 10:00") for day in days[:count]])


@pytest.mark.parametrize(
    ("count", "fault"), [(0, 6), (1, 7), (2, 8), (3, None), (4, 9)]
)
def test_closing_needs_three_attempts(count: int, fault: int | None) -> None:
    """Reading 13: and a fourth attempt is an error itself."""
    told = judged([*attempts(count), closed("12-02 11:00")])

    assert (told.position if told.error else None) == fault


def test_closing_needs_only_one_attempt_that_reached() -> None:
    """Reading 13."""
    events = answered_early(not_reached("11-26 10:00"), satisfied("11-27 10:00"))

    assert judged([*events, closed("11-27 10:05")]).error is None
    again = judged([*events, satisfied("11-27 11:00")], "11-27 12:00")
    assert again.position == 8


def test_attempts_are_counted_anew_after_each_verification() -> None:
    """Reading 13."""
    events = [
        *attempts(2),
        satisfied("11-30 10:00"),
        closed("11-30 11:00"),
    ]
    assert judged(events).error is None


# --- hold -------------------------------------------------------------------------------


def test_hold_follows_who_has_the_ticket() -> None:
    """Readings 14 and 39: dispatched, arbitrated, sent back; it is never due."""
    events = [
        *in_hand(),
        returned("11-24 10:00"),
        ruled_for("11-24 15:00"),
        answered("11-26 10:00", "GA"),
        sent_back("11-26 15:00"),
        withdrawn("11-27 10:00"),
    ]
    told = judged(events)
    holds = [told.clock("hold", cycle) for cycle in (1, 2, 3)]

    assert [hold.started for hold in holds] == [
        "11-23 09:20",
        "11-24 15:00",
        "11-26 15:00",
    ]
    assert [hold.stopped for hold in holds] == [
        "11-24 10:00",
        "11-26 10:00",
        "11-27 10:00",
    ]
    assert {hold.due for hold in holds} == {None}
    assert [hold.department for hold in holds] == ["SJ", "GA", "GA"]


# --- assistants -------------------------------------------------------------------------


def assisted(*further: Event) -> list[Event]:
    return [
        filed("11-23 09:10"),
        dispatched("11-23 09:20", assisting=["GA", "ZJ"]),
        contacted("11-23 10:00"),
        *further,
    ]


@pytest.mark.parametrize(
    ("ticket_class", "due"),
    [
        ("simple", "11-23 17:00"),
        ("general", "11-25 17:00"),
        ("complex", "11-27 17:00"),
        ("special", "12-04 17:00"),
    ],
)
def test_an_assistant_is_due_a_working_day_before_finish(
    ticket_class: str, due: str
) -> None:
    """Reading 15."""
    told = judged(assisted(), "11-23 11:00", ticket_class)

    assert told.clock("assist", 1).due == due
    assert told.clock("assist", 2).due == due
    assert [told.clock("assist", n).department for n in (1, 2)] == ["GA", "ZJ"]


def test_an_assistant_has_no_other_clock() -> None:
    """Reading 15."""
    told = judged(assisted(), "11-23 11:00")

    assert told.clocks() == [
        ("sign", 1),
        ("contact", 1),
        ("return", 1),
        ("finish", 1),
        ("hold", 1),
        ("assist", 1),
        ("assist", 2),
    ]


def test_the_lead_cannot_answer_before_its_assistants() -> None:
    """Reading 15."""
    one = assisted(answered("11-24 10:00", "GA"), answered("11-24 11:00"))
    both = assisted(
        answered("11-24 10:00", "GA"),
        answered("11-24 10:00", "ZJ"),
        answered("11-24 11:00"),
    )

    assert judged(one, "11-25 10:00").position == 4
    told = judged(both, "11-25 10:00")
    assert told.clock("assist", 2).stopped == "11-24 10:00"
    assert told.clock("finish").stopped == "11-24 11:00"


def test_an_assistants_due_moves_with_finish() -> None:
    """Reading 15: two days granted; finish Wed 2 Dec, assist Tue 1 Dec."""
    told = judged(assisted(extended("11-25 10:00", 2)), "11-26 10:00")

    assert told.clock("finish").due == "12-02 17:00"
    assert told.clock("assist").due == "12-01 17:00"


def test_an_assistant_is_due_on_an_untouched_day() -> None:
    """Readings 15, 47: touched Thu 26, Fri 27, so finish is due Wed 2 Dec ..."""
    told = judged(
        assisted(suspended("11-26 10:00"), resumed("11-27 10:00")), "11-27 11:00"
    )
    assert told.clock("finish").due == "12-02 17:00"
    assert told.clock("assist").due == "12-01 17:00"


def test_the_day_before_finish_may_lie_before_the_suspension() -> None:
    """Reading 47: touched Mon 30 Nov and Tue 1 Dec; finish Wed 2, assist Fri 27."""
    events = assisted(suspended("11-27 17:00"), resumed("12-01 10:00"))
    told = judged(events, "12-01 11:00")

    assert told.clock("finish").due == "12-02 17:00"
    assert told.clock("assist").due == "11-27 17:00"


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("11-27 16:59:59", "12-01 17:00"),
        ("11-27 17:00:00", "12-01 17:00"),  # an act at due_at is on time
        ("11-27 17:00:01", "11-27 17:00"),
    ],
)
def test_an_assist_due_that_has_passed_does_not_move(at: str, due: str) -> None:
    """Reading 47."""
    told = judged(assisted(extended(at, 2)), "11-28 10:00")

    assert told.clock("finish").due == "12-02 17:00"
    assert told.clock("assist").due == due


def test_an_assistants_answer_does_not_move_afterwards() -> None:
    """Reading 15: to its own answered."""
    events = assisted(answered("11-24 10:00", "GA"), extended("11-25 10:00", 2))
    told = judged(events, "11-26 10:00")

    assert told.clock("assist", 1).due == "11-27 17:00"
    assert told.clock("assist", 2).due == "12-01 17:00"


def test_an_assistants_overdue_days_leave_out_suspended_days() -> None:
    """Reading 36: assist due Fri 27; Mon 30 Nov counts, Tue 1 to Thu 3 are touched."""
    events = assisted(suspended("12-01 08:00"), resumed("12-03 10:00"))
    told = judged(events, "12-04 10:00")

    assert told.clock("assist").overdue == 2
    assert told.clock("finish").overdue == 1


def test_a_notice_is_replied_to_while_the_answer_is_verified() -> None:
    """The table of states: anywhere but filed, closed, withdrawn, archived."""
    events = in_hand("11-23", answered("12-02 10:00"), replied("12-02 11:00", "blue"))
    told = judged(events, "12-02 12:00")

    assert told.clock("notice_reply").stopped == "12-02 11:00"
