"""Readings 30 to 35, 38, 43, 45 and 48: what a history suggests, and with what proof.

A finding reads "code department since [positions of events]".
"""

from __future__ import annotations

import pytest

from tests.given import (
    Event,
    answered,
    answered_early,
    closed,
    contacted,
    dispatched,
    dissatisfied,
    extended,
    filed,
    in_hand,
    judged,
    not_reached,
    passed,
    progressed,
    redone,
    reopened,
    replied,
    resumed,
    returned,
    ruled_against,
    ruled_for,
    satisfied,
    sent_back,
    signed,
    suspended,
    withdrawn,
)


def found(events: list[Event], until: str | None, *codes: str, of: str = "complex"):
    """The findings of these codes."""
    told = judged(events, until, of).findings()
    return [one for one in told if one.split()[0] in codes]


NEW = [filed("11-23 09:10"), dispatched("11-23 09:20")]  # sign is due Mon 14:20


# --- N1: not signed ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "since"),
    [
        ("11-23 14:20:00", []),  # reading 2: only later than the due instant
        ("11-23 14:20:01", ["N1 SJ 11-23 14:20 [1]"]),
        ("11-24 17:00:00", ["N1 SJ 11-23 14:20 [1]"]),
        ("11-24 17:00:01", ["N1 SJ 11-23 14:20 [1]", "N1 SJ 11-24 17:00 [1]"]),
        ("12-31 17:00", ["N1 SJ 11-23 14:20 [1]", "N1 SJ 11-24 17:00 [1]"]),
    ],
)
def test_an_unsigned_ticket_is_found_twice(until: str, since: list[str]) -> None:
    """Reading 30, N1."""
    assert found(NEW, until, "N1") == since


@pytest.mark.parametrize(
    ("at", "count"),
    [
        ("11-23 14:20:00", 0),
        ("11-23 14:20:01", 1),
        ("11-24 17:00:00", 1),
        ("11-24 17:00:01", 2),
    ],
)
def test_signing_ends_the_finding(at: str, count: int) -> None:
    """Readings 30, 35: the act that ended it is evidence."""
    told = found([*NEW, signed(at)], "12-31 17:00", "N1")

    assert len(told) == count
    assert all(one.endswith("[1, 2]") for one in told)


def test_each_department_signs_for_itself() -> None:
    """Reading 30: the ruling starts GA's clock; it is due Wed 25 Nov 11:00."""
    events = [*in_hand(), returned("11-24 10:00"), ruled_for("11-24 15:00")]
    told = found([*events, signed("11-25 11:00:01", "GA")], "11-25 12:00", "N1")

    assert told == ["N1 GA 11-25 11:00 [5, 6]"]


# --- N2: nothing done --------------------------------------------------------------


@pytest.mark.parametrize(
    ("ticket_class", "since"),
    [
        ("general", "11-25 17:00"),  # half of 3, rounded up: 2
        ("cannot_be_done", "11-25 17:00"),
        ("obstruction", "11-25 17:00"),
        ("complex", "11-26 17:00"),  # half of 5, rounded up: 3
        ("special", "11-26 17:00"),  # at most 3
        ("difficult", "11-26 17:00"),
    ],
)
def test_half_the_limit_without_a_word(ticket_class: str, since: str) -> None:
    """Reading 30, N2."""
    until = since.replace("17:00", "17:00:01")

    assert found(NEW, until, "N2", of=ticket_class) == [f"N2 SJ {since} [1]"]
    assert found(NEW, since, "N2", of=ticket_class) == []


def test_a_simple_ticket_has_no_such_limit() -> None:
    """Reading 30, N2."""
    assert found(NEW, "12-31 17:00", "N2", of="simple") == []


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (contacted("11-26 17:00:00"), []),
        (progressed("11-26 17:00:00"), []),
        (contacted("11-26 17:00:01"), ["N2 SJ 11-26 17:00 [1, 2]"]),
        (progressed("11-27 10:00"), ["N2 SJ 11-26 17:00 [1, 2]"]),
        (signed("11-23 10:00"), ["N2 SJ 11-26 17:00 [1]"]),  # signing is no word
        (answered("11-26 17:00:00"), []),
        (answered("11-26 17:00:01"), ["N2 SJ 11-26 17:00 [1, 2]"]),
        (returned("11-24 10:00"), []),
        (withdrawn("11-27 10:00"), ["N2 SJ 11-26 17:00 [1]"]),
    ],
)
def test_a_word_of_the_holder_is_enough(act: Event, expected: list[str]) -> None:
    """Reading 30, N2."""
    assert found([*NEW, act], "12-31 17:00", "N2") == expected


def test_a_word_after_the_answer_is_not_in_the_holding() -> None:
    """Readings 3, 30, 35: at one instant, but in this order; the answer ended it."""
    events = [*NEW, answered("11-27 10:00"), contacted("11-27 10:00")]

    assert found(events, "12-31 17:00", "N2") == ["N2 SJ 11-26 17:00 [1, 2]"]


def test_an_assistants_word_is_not_the_holders() -> None:
    """Reading 30, N2."""
    events = [NEW[0], dispatched("11-23 09:20", assisting=["GA"])]
    events += [contacted("11-23 10:00", "GA")]

    assert found(events, "11-26 18:00", "N2") == ["N2 SJ 11-26 17:00 [1]"]


def test_each_holding_needs_a_word_of_its_own() -> None:
    """Readings 30, 39: sent back Tue 24, so the close of Fri 27; redo and ruling too."""
    back = [*in_hand(), answered("11-24 10:00"), sent_back("11-24 11:00")]
    again = redone()[:-1]  # reopened Thu 26 10:05, contact left out
    ruled = [*in_hand(), returned("11-24 10:00"), ruled_against("11-24 11:00")]

    assert found(back, "12-31 17:00", "N2") == ["N2 SJ 11-27 17:00 [5]"]
    assert found(again, "12-31 17:00", "N2") == ["N2 SJ 12-01 17:00 [7]"]
    assert found(ruled, "12-31 17:00", "N2") == ["N2 SJ 11-27 17:00 [5]"]


def test_suspended_days_do_not_count_for_the_first_word() -> None:
    """Readings 21, 30: touched Wed 25 and Thu 26; so Tue 24, Fri 27, Mon 30 Nov."""
    events = [*NEW, suspended("11-25 10:00"), resumed("11-26 10:00")]

    assert found(events, "12-31 17:00", "N2") == ["N2 SJ 11-30 17:00 [1]"]


def test_a_suspension_that_comes_too_late_moves_nothing() -> None:
    """Readings 18, 30."""
    events = [*NEW, suspended("11-27 10:00"), resumed("11-30 10:00")]

    assert found(events, "12-31 17:00", "N2") == ["N2 SJ 11-26 17:00 [1]"]


# --- N3, N6: obstruction and false closing --------------------------------------------


@pytest.mark.parametrize(
    ("cause", "expected"),
    [
        ("C29", []),
        ("C31", ["N3 SJ 11-25 11:00 [5]"]),
        ("C36", ["N3 SJ 11-25 11:00 [5]"]),
        ("C38", ["N3 SJ 11-25 11:00 [5]"]),
        ("C41", []),
    ],
)
def test_a_verified_obstruction_is_found(cause: str, expected: list[str]) -> None:
    """Reading 30, N3: whether passed or sent back, or, when passed, the answer's."""
    own = in_hand("11-23", answered("11-25 10:00"), passed("11-25 11:00", cause=cause))
    back = in_hand(
        "11-23", answered("11-25 10:00"), sent_back("11-25 11:00", cause=cause)
    )
    of_the_answer = in_hand(
        "11-23", answered("11-25 10:00", cause=cause), passed("11-25 11:00")
    )

    for events in (own, back, of_the_answer):
        assert found(events, "11-25 11:00", "N3", "N6") == expected


def test_the_answers_cause_counts_only_when_it_passed() -> None:
    """Reading 30, N3."""
    events = in_hand(
        "11-23", answered("11-25 10:00", cause="C32"), sent_back("11-25 11:00")
    )
    assert found(events, "11-25 12:00", "N3") == []


def test_a_false_closing_of_a_reopened_ticket_is_n6() -> None:
    """Reading 30, N6: instead of N3; other causes stay N3."""
    false = redone(answered("11-27 10:00"), passed("11-27 11:00", cause="C38"))
    other = redone(answered("11-27 10:00"), passed("11-27 11:00", cause="C32"))

    assert found(false, "11-27 12:00", "N3", "N6") == ["N6 SJ 11-27 11:00 [10]"]
    assert found(other, "11-27 12:00", "N3", "N6") == ["N3 SJ 11-27 11:00 [10]"]


# --- N4: notice unanswered --------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "expected"),
    [("12-04 17:00:00", []), ("12-04 17:00:01", ["N4 SJ 12-04 17:00 [1]"] * 2)],
)
def test_an_unanswered_notice_is_found(until: str, expected: list[str]) -> None:
    """Reading 30, N4: blue and orange are due at one instant; time started them."""
    assert found(in_hand(), until, "N4") == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("12-04 17:00:00", []),
        ("12-04 17:00:01", ["N4 SJ 12-04 17:00 [1, 4]"]),
    ],
)
def test_a_late_reply_ends_the_lateness(at: str, expected: list[str]) -> None:
    """Readings 30, 35."""
    blue = replied(at, "blue")
    orange = replied("12-04 10:00", "orange")
    events = sorted([blue, orange], key=lambda event: event["at"])
    told = found(in_hand("11-23", *events), "12-06 10:00", "N4")

    assert told == [one.replace("[1, 4]", "[1, 5]") for one in expected]


def test_the_notice_of_a_redo_began_with_its_reopening() -> None:
    """Reading 35: redo due Thu 3 Dec; its blue of Mon 7 is due Wed 9."""
    assert found(redone(), "12-09 17:00:01", "N4")[0] == "N4 SJ 12-09 17:00 [7]"


def test_a_notice_given_while_the_arbiter_had_it_is_nobodys() -> None:
    """Reading 38."""
    events = [*in_hand(), returned("11-24 10:00")]

    assert found(events, "12-05 10:00", "N4") == ["N4 None 12-04 17:00 [1]"] * 2


# --- assistants: N5, M2, and whose M1 it is ----------------------------------------------


def assisted(*further: Event) -> list[Event]:
    """Assist is due Fri 27 Nov, finish Mon 30 Nov."""
    return [
        filed("11-23 09:10"),
        dispatched("11-23 09:20", assisting=["GA"]),
        contacted("11-23 10:00"),
        *further,
    ]


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (progressed("11-24 10:00"), ["N5 GA 11-27 17:00 [1]"]),  # that is the lead's
        (contacted("11-27 17:00:00", "GA"), ["M2 GA 11-27 17:00 [1]"]),
        (progressed("11-27 17:00:00", "GA"), ["M2 GA 11-27 17:00 [1]"]),
        (progressed("11-27 17:00:01", "GA"), ["N5 GA 11-27 17:00 [1]"]),
        (answered("11-27 17:00:00", "GA"), []),
        (answered("11-27 17:00:01", "GA"), ["N5 GA 11-27 17:00 [1, 3]"]),
    ],
)
def test_a_late_assistant_was_silent_or_slow(act: Event, expected: list[str]) -> None:
    """Reading 30, N5; reading 31, M2."""
    assert found(assisted(act), "11-29 10:00", "N5", "M2") == expected
    assert found(assisted(), "11-27 17:00:00", "N5", "M2") == []


def test_the_lead_is_not_late_for_its_assistant() -> None:
    """Readings 31, 43: the lead spoke; GA's clock still runs at finish's due."""
    assert found(assisted(), "12-01 08:00", "M1") == ["M1 GA 11-30 17:00 [1]"]


@pytest.mark.parametrize(
    ("at", "whose"), [("11-30 16:59:59", "SJ"), ("11-30 17:00:01", "GA")]
)
def test_an_assistant_that_is_done_by_the_due_instant_is_not_blamed(
    at: str, whose: str
) -> None:
    """Reading 43: overdue at finish's due instant, though late before."""
    events = assisted(answered(at, "GA"))

    assert found(events, "12-01 08:00", "M1") == [f"M1 {whose} 11-30 17:00 [1]"]


@pytest.mark.parametrize(
    ("at", "whose"), [("11-30 17:00:00", "GA"), ("11-30 17:00:01", "SJ")]
)
def test_a_silent_lead_is_late_itself(at: str, whose: str) -> None:
    """Reading 31: it has to have contacted or progressed by due_at."""
    events = [*assisted()[:2], progressed(at)]

    assert found(events, "12-01 08:00", "M1") == [f"M1 {whose} 11-30 17:00 [1]"]


def test_of_two_late_assistants_it_is_the_first() -> None:
    """Reading 43: the first in the list that is late."""
    both = assisted()
    both[1] = dispatched("11-23 09:20", assisting=["ZJ", "GA"])
    one = [*both, answered("11-27 10:00", "ZJ")]

    assert found(both, "12-01 08:00", "M1") == ["M1 ZJ 11-30 17:00 [1]"]
    assert found(one, "12-01 08:00", "M1") == ["M1 GA 11-30 17:00 [1]"]


# --- M1: finish late ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "expected"),
    [("11-30 17:00:00", []), ("11-30 17:00:01", ["M1 SJ 11-30 17:00 [1]"])],
)
def test_a_late_finish_is_found(until: str, expected: list[str]) -> None:
    """Readings 2, 31."""
    assert found(in_hand(), until, "M1") == expected


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (answered("11-30 17:00:00"), []),
        (answered("11-30 17:00:01"), ["M1 SJ 11-30 17:00 [1, 4]"]),
        (withdrawn("11-30 17:00:00"), []),
        (withdrawn("12-01 10:00"), ["M1 SJ 11-30 17:00 [1]"]),
    ],
)
def test_the_answer_ends_the_lateness(act: Event, expected: list[str]) -> None:
    """Readings 31, 35, 37."""
    assert found(in_hand("11-23", act), "12-01 10:00", "M1") == expected


@pytest.mark.parametrize(
    ("back_at", "expected"),
    [
        ("11-30 17:00:00", ["M1 SJ 11-30 17:00 [1]"]),
        ("11-30 17:00:01", ["M1 SJ 11-30 17:00:01 [5]"]),
        ("12-02 10:00", ["M1 SJ 12-02 10:00 [5]"]),
    ],
)
def test_an_answer_sent_back_too_late_is_late_since_then(
    back_at: str, expected: list[str]
) -> None:
    """Reading 12: answered in time; the due instant passed with the window."""
    events = in_hand("11-23", answered("11-30 16:00"), sent_back(back_at))

    assert found(events, "12-03 10:00", "M1") == expected
    assert found(events[:-1], "12-03 10:00", "M1") == []


def test_a_late_finish_is_found_once() -> None:
    """Reading 31: answered late, sent back, answered again."""
    events = in_hand(
        "11-23",
        answered("12-01 10:00"),
        sent_back("12-02 10:00"),
        answered("12-03 10:00"),
    )
    assert found(events, "12-04 10:00", "M1") == ["M1 SJ 11-30 17:00 [1, 6]"]


def test_the_finding_is_the_holders_of_that_instant() -> None:
    """Reading 38: at the due instant GA, or nobody while the arbiter has it."""
    events = [*in_hand(), returned("11-24 10:00"), ruled_for("11-30 17:00:00")]
    later = [*in_hand(), returned("11-24 10:00"), ruled_for("11-30 17:00:01")]

    assert found(events, "12-01 10:00", "M1") == ["M1 GA 11-30 17:00 [1]"]
    assert found(later, "12-01 10:00", "M1") == ["M1 None 11-30 17:00 [1]"]


# --- M2: a step late --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "due", "expected"),
    [
        (NEW, "11-23 17:00", "M2 SJ 11-23 17:00 [1]"),  # contact
        (
            in_hand("11-23", returned("11-24 10:00")),
            "11-25 17:00",
            "M2 None 11-25 17:00 [4]",
        ),
        (
            in_hand("11-23", answered("11-25 10:00")),
            "11-26 17:00",
            "M2 None 11-26 17:00 [4]",
        ),
        (answered_early(), "11-26 17:00", "M2 None 11-26 17:00 [5]"),  # revisit
        (redone(), "12-03 17:00", "M2 SJ 12-03 17:00 [7]"),
    ],
    ids=["contact", "arbitration", "verify", "revisit", "redo"],
)
def test_a_late_step_is_found(events: list[Event], due: str, expected: str) -> None:
    """Readings 2, 31."""
    assert found(events, due, "M2") == []
    assert found(events, due.replace("17:00", "17:00:01"), "M2") == [expected]


def test_the_event_that_ended_a_late_step_is_evidence() -> None:
    """Reading 35."""
    ruled = in_hand("11-23", returned("11-24 10:00"), ruled_for("11-26 10:00"))
    verified = in_hand("11-23", answered("11-25 10:00"), passed("11-27 10:00"))
    tried = answered_early(not_reached("11-27 10:00"))

    assert found(ruled, "11-26 11:00", "M2") == ["M2 None 11-25 17:00 [4, 5]"]
    assert found(verified, "11-27 11:00", "M2") == ["M2 None 11-26 17:00 [4, 5]"]
    assert found(tried, "11-27 11:00", "M2") == ["M2 None 11-26 17:00 [5, 6]"]


def test_a_redo_sent_back_too_late_is_late_since_then() -> None:
    """Reading 48: redo due Thu 3 Dec."""
    events = redone(answered("12-03 10:00"), sent_back("12-04 10:00"))

    assert found(events, "12-04 10:00", "M2") == ["M2 SJ 12-04 10:00 [10]"]


# --- M4, M5 -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("11-30 17:00:00", []),
        ("11-30 17:00:01", ["M4 SJ 11-30 17:00:01 [4]"]),
    ],
)
def test_an_extension_after_the_due_instant_is_found(
    at: str, expected: list[str]
) -> None:
    """Reading 22."""
    assert found(in_hand("11-23", extended(at, 2)), "12-01 10:00", "M4") == expected


def test_every_extension_after_the_first_is_found() -> None:
    """Reading 22."""
    days = ["11-24 10:00", "11-25 10:00", "11-26 10:00"]
    events = in_hand("11-23", *[extended(day, 1) for day in days])

    assert found(events, "11-27 10:00", "M4") == [
        "M4 SJ 11-25 10:00 [5]",
        "M4 SJ 11-26 10:00 [6]",
    ]


@pytest.mark.parametrize(
    ("reason", "days", "notice_no", "abuse"),
    [
        ("hearing", 20, "B-1", False),
        ("hearing", 21, "B-1", True),
        ("hearing", 1, "", True),
        ("expert_review", 15, "B-1", False),
        ("expert_review", 16, "B-1", True),
        ("correction", 10, "B-1", False),
        ("correction", 11, "B-1", True),
        ("correction", 1, "", True),
        ("upper_level", 10, "B-1", False),
        ("upper_level", 11, "B-1", True),
        ("judicial", 500, "B-1", False),
        ("judicial", 1, "", True),
    ],
)
def test_an_abused_procedure_is_found(
    reason: str, days: int, notice_no: str, abuse: bool
) -> None:
    """Readings 19, 20."""
    events = in_hand("11-23", suspended("11-24 10:00", days, reason, notice_no))
    expected = ["M5 SJ 11-24 10:00 [4]"] if abuse else []

    assert found(events, "11-24 11:00", "M5") == expected


def twice(reason: str, notice_no: str = "B-2") -> list[Event]:
    return in_hand(
        "11-23",
        suspended("11-24 10:00", 1, reason),
        resumed("11-24 11:00"),
        suspended("11-25 10:00", 1, reason, notice_no),
    )


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("hearing", ["M5 SJ 11-25 10:00 [6]"]),
        ("upper_level", ["M5 SJ 11-25 10:00 [6]"]),
        ("judicial", []),
        ("correction", ["T3 SJ 11-25 10:00 [6]"]),
    ],
)
def test_a_second_time_is_found(reason: str, expected: list[str]) -> None:
    """Readings 20, 32: a second correction is T3 only."""
    assert found(twice(reason), "11-25 11:00", "M5", "T3") == expected


def test_a_second_correction_is_t3_whatever_else_is_wrong_with_it() -> None:
    """Reading 45."""
    told = found(twice("correction", ""), "11-25 11:00", "M5", "T3")

    assert told == ["T3 SJ 11-25 10:00 [6]"]


# --- T1, T2, T3 ---------------------------------------------------------------------------


def test_a_rejected_return_is_found() -> None:
    """Reading 32, T1; an upheld one is not."""
    rejected = [*in_hand(), returned("11-24 10:00"), ruled_against("11-24 15:00")]
    upheld = [*in_hand(), returned("11-24 10:00"), ruled_for("11-24 15:00")]

    assert found(rejected, "11-24 16:00", "T1") == ["T1 SJ 11-24 15:00 [4, 5]"]
    assert found(upheld, "11-24 16:00", "T1", "T2") == []


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("11-24 17:00:00", []),
        ("11-24 17:00:01", ["T2 SJ 11-24 17:00:01 [1, 4]"]),
    ],
)
def test_a_late_return_is_found(at: str, expected: list[str]) -> None:
    """Reading 32, T2."""
    assert found(in_hand("11-23", returned(at)), "11-25 10:00", "T2") == expected


@pytest.mark.parametrize("ruling", [ruled_for, ruled_against])
def test_a_designated_departments_return_is_found(ruling) -> None:
    """Reading 32, T2: designated is who was ruled to have it, either way."""
    events = [*in_hand(), returned("11-24 10:00"), ruling("11-24 15:00", "GA")]
    told = found([*events, returned("11-24 16:00", "GA")], "11-24 17:00", "T2")

    assert told == ["T2 GA 11-24 16:00 [5, 6]"]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("11-30 17:00:00", []),
        ("11-30 17:00:01", ["T3 SJ 11-30 17:00:01 [1, 4]"]),
    ],
)
def test_a_late_first_correction_is_found(at: str, expected: list[str]) -> None:
    """Reading 32, T3: later than the close of the 5th working day; special, so that
    the ticket itself is not late."""
    events = in_hand("11-23", suspended(at, 1, "correction"))

    assert found(events, "12-01 10:00", "T3", of="special") == expected


def test_corrections_are_counted_by_department() -> None:
    """Reading 32, T3."""
    events = in_hand(
        "11-23",
        suspended("11-23 11:00", 1, "correction"),
        resumed("11-23 12:00"),
        returned("11-24 10:00"),
        ruled_for("11-24 11:00"),
        suspended("11-25 10:00", 1, "correction"),
    )
    assert found(events, "11-25 11:00", "T3", "M5") == []


# --- Q1 ------------------------------------------------------------------------------------

BAD = answered_early(dissatisfied("11-26 10:00"))  # contact is due Fri 27 Nov


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (contacted("11-27 17:00:00"), []),
        (contacted("11-27 17:00:01"), ["Q1 SJ 11-27 17:00 [6, 7]"]),
        (progressed("11-27 10:00"), ["Q1 SJ 11-27 17:00 [6]"]),
    ],
)
def test_a_bad_rating_left_alone_is_found(act: Event, expected: list[str]) -> None:
    """Reading 33."""
    assert found([*BAD, act], "11-28 10:00", "Q1") == expected
    assert found(BAD, "11-27 17:00:00", "Q1") == []


# Fifteen working days after Thu 26 Nov end on Thu 17 Dec.


@pytest.mark.parametrize(
    ("until", "expected"),
    [("12-17 17:00:00", []), ("12-17 17:00:01", ["Q1 SJ 12-17 17:00 [6]"])],
)
def test_a_bad_rating_not_rectified_is_found(until: str, expected: list[str]) -> None:
    """Reading 33."""
    assert found([*BAD, contacted("11-26 11:00")], until, "Q1") == expected


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ([closed("12-17 17:00:00")], []),
        ([closed("12-17 17:00:01")], ["Q1 SJ 12-17 17:00 [6, 8]"]),
        ([withdrawn("12-17 17:00:00")], []),
        ([withdrawn("12-17 17:00:01")], ["Q1 SJ 12-17 17:00 [6]"]),
        ([reopened("11-27 10:00"), answered("12-17 17:00:00")], []),
        (
            [reopened("11-27 10:00"), answered("12-17 17:00:01")],
            ["Q1 SJ 12-17 17:00 [6, 9]"],
        ),
    ],
)
def test_a_redos_answer_or_the_closing_rectifies(
    end: list[Event], expected: list[str]
) -> None:
    """Reading 33."""
    events = [*BAD, contacted("11-26 11:00"), *end]

    assert found(events, "12-18 10:00", "Q1") == expected


def test_an_answer_that_was_sent_back_rectifies_nothing() -> None:
    """Readings 33, 48: in time it is late since its due; later, since that event."""
    redo = [*BAD, contacted("11-26 11:00"), reopened("11-27 10:00")]
    early = [*redo, answered("12-16 10:00"), sent_back("12-17 10:00")]
    late = [*redo, answered("12-17 10:00"), sent_back("12-18 10:00")]

    assert found(early, "12-21 10:00", "Q1") == ["Q1 SJ 12-17 17:00 [6]"]
    assert found(late, "12-21 10:00", "Q1") == ["Q1 SJ 12-18 10:00 [10]"]
    again = [*early, answered("12-21 09:00")]
    assert found(again, "12-21 10:00", "Q1") == ["Q1 SJ 12-17 17:00 [6, 11]"]


def test_suspended_days_do_not_count_for_rectifying() -> None:
    """Readings 21, 33: touched Mon 30 Nov and Tue 1 Dec; so Mon 21 Dec."""
    events = [*BAD, contacted("11-26 11:00"), reopened("11-27 10:00")]
    events += [suspended("11-30 10:00"), resumed("12-01 10:00")]

    assert found(events, "12-21 17:00:00", "Q1") == []
    assert found(events, "12-21 17:00:01", "Q1") == ["Q1 SJ 12-21 17:00 [6]"]


def test_a_reopening_from_closed_asks_for_both_as_well() -> None:
    """Reading 33: reopened Fri 27 Nov; contact Mon 30 Nov, rectified Fri 18 Dec."""
    events = answered_early(
        satisfied("11-26 10:00"), closed("11-26 10:05"), reopened("11-27 10:00")
    )
    assert found(events, "12-18 17:00:01", "Q1") == [
        "Q1 SJ 11-30 17:00 [8]",
        "Q1 SJ 12-18 17:00 [8]",
    ]


# --- the rows --------------------------------------------------------------------------------


def test_findings_stand_by_since_then_code() -> None:
    """Output; the kinds by the first letter."""
    told = judged(NEW, "12-05 10:00")
    codes = [one.split()[0] for one in told.findings()]
    since = [row["since"] for row in told.answer["findings"]]

    assert codes == ["N1", "M2", "N1", "N2", "M1", "N4", "N4"]
    assert since == sorted(since)
    assert {row["code"]: row["kind"] for row in told.answer["findings"]} == {
        "N1": "inaction",
        "M2": "delay",
        "N2": "inaction",
        "M1": "delay",
        "N4": "inaction",
    }


def test_the_kinds_of_passing_on_and_of_ratings() -> None:
    late = judged(in_hand("11-23", returned("11-25 10:00")), "11-25 11:00")
    rated = judged(BAD, "11-28 10:00")

    assert [row["kind"] for row in late.answer["findings"]] == ["passing_on"]
    assert [row["kind"] for row in rated.answer["findings"]] == ["rating_ignored"]


def test_a_ticket_solved_at_the_desk_suggests_nothing() -> None:
    assert judged([filed("11-23 09:10"), closed("11-23 09:30")]).findings() == []
