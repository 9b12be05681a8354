"""What of a recorded case counts in November, at each edge."""

from datetime import timedelta

import pytest

from app.domain.entries import ReadEntry
from app.domain.figures.counting import (
    CaseRecord,
    CountedClock,
    ImproperReturn,
    counted_case,
    improper_returns,
)
from app.domain.terms import ClockName, EntryKind
from tests.given import the_calendar
from tests.store.given_tickets import at

K, N = EntryKind, ClockName
START, END = at("11-01 00:00"), at("12-01 00:00")


def entry(kind, short, department="SJ", **payload):
    return ReadEntry(kind, at(short), department, payload)


def clock(name, started, due, stopped=None, department="SJ"):
    ended = at(stopped) if stopped else None
    return CountedClock(name, department, at(started), at(due), ended)


def counted(entries, clocks=(), start=START, until=END):
    record = CaseRecord("PJ26-0001", tuple(entries), tuple(clocks))
    return counted_case(record, start, until, the_calendar())


def responding(contacted, signed="11-23 09:40"):
    told = [entry(K.DISPATCHED, "11-23 09:20"), entry(K.SIGNED, signed)]
    if contacted:
        told.append(entry(K.CONTACTED, contacted))
    return told


LIMITS = [
    clock(N.SIGN, "11-23 09:20", "11-23 14:20"),
    clock(N.CONTACT, "11-23 09:20", "11-23 17:00"),
]


@pytest.mark.parametrize(
    ("contacted", "signed", "responded"),
    [
        ("11-23 17:00", "11-23 14:20", True),
        ("11-23 17:00:01", "11-23 14:20", False),
        ("11-23 17:00", "11-23 14:20:01", False),
        ("11-23 10:00", "11-23 16:00", True),  # whoever contacts has signed by it
        (None, "11-23 09:40", False),
    ],
)
def test_a_response_is_in_time_up_to_its_last_instant(contacted, signed, responded):
    case = counted(responding(contacted, signed), LIMITS)

    assert (case.must_respond, case.responded) == (True, responded)


def test_a_response_counts_in_the_period_in_which_it_falls_due():
    told = responding("11-23 10:00")
    due = at("11-23 17:00")

    assert counted(told, LIMITS, until=due).must_respond is False
    assert counted(told, LIMITS, until=due + timedelta(seconds=1)).must_respond
    assert counted(told, LIMITS, start=due).must_respond


def test_who_returned_the_case_in_time_owes_no_response():
    told = [entry(K.DISPATCHED, "11-23 09:20"), entry(K.RETURNED, "11-23 15:00")]
    limits = [clock(N.CONTACT, "11-23 09:20", "11-23 17:00", "11-23 15:00")]

    assert counted(told, limits).must_respond is False


@pytest.mark.parametrize(
    ("stopped", "overdue"),
    [
        ("11-26 17:00", False),
        ("11-30 10:00", False),
        (None, True),
        ("12-01 09:00", True),
    ],
)
def test_overdue_is_what_ran_at_the_end_with_its_promise_passed(stopped, overdue):
    finish = clock(N.FINISH, "11-23 09:20", "11-26 17:00", stopped)

    assert counted([entry(K.DISPATCHED, "11-23 09:20")], [finish]).overdue is overdue


@pytest.mark.parametrize(
    ("stopped", "late"), [("11-26 17:00", False), ("11-26 17:00:01", True)]
)
def test_closed_is_late_when_a_promise_was_passed(stopped, late):
    told = [
        entry(K.DISPATCHED, "11-23 09:20"),
        entry(K.ANSWERED, stopped, result="R1"),
        entry(K.CLOSED, "11-30 10:00", None),
    ]
    case = counted(told, [clock(N.FINISH, "11-23 09:20", "11-26 17:00", stopped)])

    assert (case.closed, case.late, case.handling_days) == (True, late, 3)


def test_a_closing_that_was_taken_back_is_none():
    told = [entry(K.DISPATCHED, "11-23 09:20"), entry(K.CLOSED, "11-25 10:00")]

    assert counted(told).closed
    assert not counted([*told, entry(K.REOPENED, "11-26 10:00")]).closed
    # December's reopening leaves November as it was.
    assert counted([*told, entry(K.REOPENED, "12-01 10:00")]).closed


@pytest.mark.parametrize(
    ("result", "passed", "out"),
    [("R4", True, True), ("R4", False, False), ("R1", True, False)],
)
def test_cannot_be_done_is_out_once_it_was_verified(result, passed, out):
    told = [
        entry(K.DISPATCHED, "11-23 09:20"),
        entry(K.ANSWERED, "11-24 10:00", result=result),
        entry(K.VERIFIED, "11-24 15:00", None, passed=passed),
        entry(K.REVISITED, "11-25 10:00", None, reached=True, solved=False, rating=4),
    ]
    case = counted(told)

    assert (case.cannot_be_done, case.reached, case.solved) == (out, True, False)


def test_the_last_revisit_that_reached_the_person_counts():
    told = [
        entry(K.DISPATCHED, "11-02 09:20"),
        entry(K.REVISITED, "11-05 10:00", None, reached=True, solved=False, rating=1),
        entry(K.REVISITED, "11-12 10:00", None, reached=True, solved=True, rating=4),
        entry(K.REVISITED, "11-13 10:00", None, reached=False),
    ]

    assert counted(told).rating == 4
    assert counted(told, start=at("11-13 00:00")) is None


def test_a_case_belongs_to_whom_it_was_given_last():
    told = [
        entry(K.DISPATCHED, "11-02 09:20"),
        entry(K.RETURNED, "11-02 15:00"),
        entry(K.ARBITRATED, "11-03 10:00", "GA", upheld=True),
    ]

    assert counted(told).department == "GA"
    assert counted(told, until=at("11-03 10:00")).department == "SJ"
    assert counted([entry(K.CLOSED, "11-02 10:00", None)]) is None


def test_a_rejected_return_is_marked_against_who_returned():
    told = (
        entry(K.DISPATCHED, "11-02 09:20"),
        entry(K.RETURNED, "11-02 15:00"),
        entry(K.ARBITRATED, "11-03 10:00", "GA", upheld=False),
    )
    records = [CaseRecord("PJ26-0001", told, ())]

    assert improper_returns(records, START, END) == [
        ImproperReturn("PJ26-0001", "SJ", at("11-03 10:00"))
    ]
    assert improper_returns(records, at("11-03 10:00:01"), END) == []
