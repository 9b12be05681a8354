"""Who held a ticket, and how long."""

import pytest

from app.domain.custody import Hand, custody, working_days_in
from app.domain.terms import ResultCode, SuspensionReason
from tests.domain.calendars import at
from tests.domain.histories_told import act, told
from tests.given import the_calendar

FILED = act("filed", "09-16 10:30")
TO_GA = act("dispatched", "09-16 10:42", "GA")
RETURNED = act("returned", "09-16 15:12", "GA")
TO_ZJ = act("arbitrated", "09-17 11:00", "ZJ", upheld=True)
ANSWERED = act("answered", "09-21 10:00", "ZJ", result=ResultCode.R1)


def held(*acts, until="09-25 10:00"):
    facts, entries = told(*acts, until=until)
    return [(span.hand, span.department) for span in custody(facts, entries)]


def suspension(notice_no):
    return act(
        "suspended",
        "09-18 09:00",
        "ZJ",
        reason=SuspensionReason.HEARING,
        notice_no=notice_no,
        planned_days=2,
    )


def test_nobody_holds_what_is_not_dispatched():
    assert held(FILED) == []


def test_a_return_gives_it_to_the_arbiter_and_a_ruling_to_a_department():
    assert held(FILED, TO_GA, RETURNED, TO_ZJ) == [
        (Hand.DEPARTMENT, "GA"),
        (Hand.ARBITER, "GA"),
        (Hand.DEPARTMENT, "ZJ"),
    ]


@pytest.mark.parametrize(
    ("notice_no", "then"),
    [
        ("听1号", [(Hand.PROCEDURE, "ZJ"), (Hand.DEPARTMENT, "ZJ")]),
        ("", []),
    ],
)
def test_only_a_lawful_procedure_takes_it_away(notice_no, then):
    found = held(FILED, TO_GA, RETURNED, TO_ZJ, suspension(notice_no))

    assert found[3:] == then


def test_an_answer_lies_with_the_window_until_it_is_sent_back():
    sent_back = act("verified", "09-22 10:00", passed=False)

    assert held(FILED, TO_GA, RETURNED, TO_ZJ, ANSWERED, sent_back)[3:] == [
        (Hand.WINDOW, "ZJ"),
        (Hand.DEPARTMENT, "ZJ"),
    ]


def test_a_passed_verification_leaves_it_with_the_window():
    passed = act("verified", "09-22 10:00", passed=True)

    assert held(FILED, TO_GA, RETURNED, TO_ZJ, ANSWERED, passed)[3:] == [
        (Hand.WINDOW, "ZJ")
    ]


def test_the_answer_of_an_assistant_moves_nothing():
    dispatched = act("dispatched", "09-16 10:42", "GA", assisting=("ZJ",))
    opinion = act("answered", "09-17 10:00", "ZJ", result=ResultCode.R1)

    assert held(FILED, dispatched, opinion) == [(Hand.DEPARTMENT, "GA")]


def test_a_withdrawal_ends_the_last_span():
    facts, entries = told(
        FILED, TO_GA, act("withdrawn", "09-17 10:00"), until="09-25 10:00"
    )

    assert custody(facts, entries)[-1].end == at("2026-09-17 10:00")


@pytest.mark.parametrize(
    ("until", "days"),
    [
        ("09-16 10:42", 0),
        ("09-16 15:12", 0.5),
        ("09-17 10:42", 1),
        ("09-21 10:42", 4),  # Sunday the 20th is a make-up day
    ],
)
def test_holding_is_counted_in_working_days(until, days):
    facts, entries = told(FILED, TO_GA, until="09-25 10:00")
    (span,) = custody(facts, entries)

    found = working_days_in(span, at(f"2026-{until}"), the_calendar())

    assert found == pytest.approx(days)
