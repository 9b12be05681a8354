"""What each desk has to do next."""

import pytest

from app.domain import extensions, filing, handling, revisits, rulings, supervision
from app.domain.hearing import FlagInHand, Hearing
from app.domain.permissions import Actor
from app.domain.terms import (
    ClockName,
    Colour,
    ResultCode,
    ReviewStatus,
    Role,
    State,
    Step,
)
from app.store.reads.counts import (
    department_counts,
    dispatch_counts,
    inspection_counts,
    window_counts,
)
from app.store.reads.escalations import list_escalations
from app.store.reads.flags import count_by_status, list_flags
from app.store.reads.supervision import list_supervision_notices
from app.store.reads.worklists import (
    list_extension_requests,
    list_returned,
    list_to_close,
    list_to_do,
    list_unrouted,
    list_waiting_for_window,
)
from tests.store.given_tickets import (
    acted,
    answered,
    at,
    dispatched,
    filed,
    found_neighbour,
    returned,
    swept,
    verified,
)

N = ClockName
INSPECTOR = Actor("ducha", Role.INSPECTOR, "440703")
URGE = (N.FINISH, 1, Step.URGE)


@pytest.fixture
def sj(district):
    return district.department_ids["SJ"]


def to_do(department, short, **wanted):
    return [
        (row.line.number, row.clock)
        for row in list_to_do(department, at(short), **wanted)
    ]


# --- the department ------------------------------------------------------------------


def test_each_ticket_is_asked_for_once_by_its_next_clock(district, sj):
    held = dispatched(district)

    assert to_do(sj, "11-23 10:00") == [(held.number, N.SIGN)]


@pytest.mark.parametrize(
    ("now", "clock"), [("11-23 14:20:00", N.SIGN), ("11-23 14:20:01", N.CONTACT)]
)
def test_a_sign_limit_that_passed_asks_for_nothing(district, sj, now, clock):
    dispatched(district)

    assert [what for _, what in to_do(sj, now)] == [clock]


def test_after_the_contact_it_is_the_answer(district, sj):
    held = dispatched(district)
    acted(held, "11-23 10:00", handling.contact, "SJ", "已通话", "phone")

    assert to_do(sj, "11-24 10:00") == [(held.number, N.FINISH)]


def test_due_first_across_tickets_and_pages_join(district, sj):
    held = [
        dispatched(district, short)
        for short in ("11-23 11:00", "11-23 09:20", "11-23 09:20", "11-20 10:00")
    ]

    everything = list_to_do(sj, at("11-23 11:30"))
    pages, after = [], None
    while page := list_to_do(sj, at("11-23 11:30"), after=after, limit=1):
        pages += page
        after = page[-1].place

    assert pages == everything
    assert [row.line.number for row in pages] == [held[i].number for i in (3, 1, 2, 0)]


def test_a_notice_to_be_answered_comes_with_its_colour(district, sj):
    held = dispatched(district)
    acted(held, "11-23 10:00", handling.contact, "SJ", "已通话", "phone")
    swept("12-02 09:30")

    rows = list_to_do(sj, at("12-02 09:30"), clocks=(N.NOTICE_REPLY,))

    assert [(row.clock, row.colour, row.due_at) for row in rows] == [
        (N.NOTICE_REPLY, Colour.BLUE, at("12-04 17:00"))
    ]
    assert to_do(sj, "12-02 09:30") == [(held.number, N.FINISH)]


def test_what_lies_with_the_arbiter_is_not_the_departments(district, sj):
    returned(district)

    assert to_do(sj, "11-24 09:00") == []


def test_what_is_answered_is_done(district, sj):
    answered(district)

    assert to_do(sj, "11-25 11:00") == []


def test_an_assistant_is_asked_for_its_own_part(district):
    held = filed(district)
    acted(held, "11-23 09:20", filing.dispatch, "SJ", ("GA",), "")

    assert to_do(district.department_ids["GA"], "11-23 10:00") == [
        (held.number, N.ASSIST)
    ]


def test_another_department_sees_nothing_of_it(district):
    dispatched(district)

    assert to_do(district.department_ids["GA"], "11-23 10:00") == []


def test_a_statement_that_was_asked_for_is_due(district, sj):
    held = dispatched(district)
    swept("12-01 09:30")
    words = (FlagInHand(URGE, Hearing(), "SJ"), "请说明")
    acted(held, "12-01 10:00", rulings.request_statement, *words, by=INSPECTOR)

    asked = (ReviewStatus.STATEMENT,)
    (due,) = list_flags(district.id, asked, department_id=sj)

    assert (due.number, due.key) == (held.number, URGE)
    assert due.hearing.statement_due_at == at("12-04 17:00")


# --- the window ---------------------------------------------------------------------------


def test_the_window_verifies_revisits_and_closes(district):
    window = district.center_ids["C1"]
    to_verify, to_revisit = answered(district), verified(district)
    to_close = verified(district)
    acted(to_close, "11-26 09:30", revisits.revisit, True, True, 5, "")

    waiting = list_waiting_for_window(window, State.ANSWERED)
    assert [(row.line.number, row.clock) for row in waiting] == [
        (to_verify.number, N.VERIFY)
    ]
    waiting = list_waiting_for_window(window, State.VERIFIED)
    assert [(row.line.number, row.clock) for row in waiting] == [
        (to_revisit.number, N.REVISIT)
    ]
    assert [line.number for line in list_to_close(window)] == [to_close.number]


def test_a_revisit_that_reached_nobody_stays_on_the_list(district):
    held = verified(district)
    acted(held, "11-26 09:30", revisits.revisit, False, None, None, "无人接听")

    waiting = list_waiting_for_window(district.center_ids["C1"], State.VERIFIED)

    assert [row.line.number for row in waiting] == [held.number]


def test_what_was_handed_up_waits_for_the_districts_window(district):
    held = dispatched(district)
    acted(held, "11-23 10:00", filing.hand_up, "问过")
    words = ("SJ", ResultCode.R1, None, "已办好", "", "电话告知")
    acted(held, "11-25 10:00", handling.answer, *words)

    town, whole = district.center_ids["C1"], district.center_ids["C0"]
    assert list_waiting_for_window(town, State.ANSWERED) == []
    waiting = list_waiting_for_window(whole, State.ANSWERED)
    assert [row.line.number for row in waiting] == [held.number]


# --- dispatch ------------------------------------------------------------------------------


def test_the_arbiter_has_what_was_returned_with_its_limit(district):
    held = returned(district)
    returned(found_neighbour())

    (row,) = list_returned(district.id)

    assert (row.line.number, row.clock) == (held.number, N.ARBITRATION)
    assert row.due_at == at("11-24 17:00")


def test_extensions_wait_until_they_are_ruled_on(district):
    held = dispatched(district)
    words = ("SJ", 3, "需要现场核查", "已电话告知")
    acted(held, "11-25 10:00", extensions.request_extension, *words)
    (asked,) = list_extension_requests(district.id)
    assert (asked.number, asked.asked_extension) == (held.number, 3)

    acted(held, "11-25 11:00", extensions.grant_extension, "")

    assert list_extension_requests(district.id) == []


def test_what_has_no_department_yet_is_unrouted(district):
    late, early = filed(district, "11-23 10:00"), filed(district, "11-23 09:00")
    dispatched(district)

    assert [line.number for line in list_unrouted(district.id)] == [
        early.number,
        late.number,
    ]
    assert list_unrouted(district.id, district.center_ids["C0"]) == []


# --- inspection -----------------------------------------------------------------------------


def test_the_queue_holds_what_accuses_by_legal_moment(district):
    dispatched(district, "11-24 09:20")
    dispatched(district, "11-23 09:20")
    dispatched(found_neighbour())
    swept("12-03 09:30")

    queue = list_escalations(district.id, ReviewStatus.PENDING)

    assert [(row.number[-1], row.step.value) for row in queue] == [
        ("2", "urge"),
        ("1", "urge"),
        ("2", "blue"),
        ("1", "blue"),
        ("2", "orange"),
    ]
    first = list_escalations(district.id, ReviewStatus.PENDING, limit=3)
    rest = list_escalations(district.id, ReviewStatus.PENDING, after=first[-1].place)
    assert first + rest == queue
    assert count_by_status(district.id)[ReviewStatus.PENDING] == 5
    urged = list_escalations(district.id, ReviewStatus.PENDING, step=Step.URGE)
    assert len(urged) == 2


def test_notices_are_listed_latest_first_and_by_whether_they_are_answered(district):
    held = dispatched(district)
    swept("12-03 09:30")
    words = ("SJ", Colour.BLUE, "已约反映人")
    acted(held, "12-03 10:00", supervision.reply_notice, *words)

    def colours(**wanted):
        notices = list_supervision_notices(district.id, **wanted)
        return [notice.colour for notice in notices]

    assert colours() == [Colour.ORANGE, Colour.BLUE]
    assert colours(is_open=True) == [Colour.ORANGE]
    assert colours(is_open=False) == [Colour.BLUE]
    assert colours(colour=Colour.BLUE) == [Colour.BLUE]
    assert colours(department_id=district.department_ids["GA"]) == []
    (latest,) = list_supervision_notices(district.id, limit=1)
    assert colours(before=(latest.issued_at, latest.id)) == [Colour.BLUE]


# --- the numbers in the navigation ------------------------------------------------------------


def test_each_desk_counts_its_own_in_one_statement(district, sj, statements):
    answered(district)
    returned(district)
    filed(district)
    dispatched(district)
    swept("12-02 09:30")
    now, window = at("12-02 09:30"), district.center_ids["C1"]
    statements.clear()

    at_window = window_counts(district.id, window, ["front_desk@C1"], 1)
    department = department_counts(district.id, sj, now, ["handler@SJ"], 1)
    dispatch = dispatch_counts(district.id, ["dispatcher"], 1)
    inspection = inspection_counts(district.id, now, ["inspector"], 1)

    assert len(statements) == 4
    assert (at_window["unrouted"], at_window["to_verify"]) == (1, 1)
    assert department["to_do"] == 1
    assert (dispatch["returned"], dispatch["unrouted"]) == (1, 1)
    pending = count_by_status(district.id)[ReviewStatus.PENDING]
    assert inspection["escalations"] == pending
