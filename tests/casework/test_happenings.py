"""What happened in a span: the numbers of the overview, each with its list."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.casework import filing, revisits
from app.domain.terms import CauseCode
from app.store.reads.happenings import (
    CenterCourse,
    During,
    HotMatter,
    What,
    causes,
    count_happenings,
    courses_of_centers,
    finishes,
    hot_matters,
)
from app.store.reads.lines import TicketFilter, list_by_filing
from app.store.transaction import reading
from tests.casework.given_office import (
    act,
    answered,
    dispatched,
    filed,
    ticket,
    verified,
)
from tests.casework.given_office import revisit as asked
from tests.store.given_tickets import at


def span(what, start="11-01 00:00", until="12-01 00:00", now="12-01 09:00"):
    return During(what, at(start), at(until), at(now))


def counted(district, *spans):
    with reading():
        return count_happenings(district.id, spans)


def closed(**changes):
    """Dispatched on the 23rd, answered on the 24th, closed on the 25th."""
    number = verified(**changes)
    asked(number, "11-25 09:30")
    act("clerk", "11-25 10:00", revisits.close_ticket, number)
    return number


def test_a_span_begins_with_its_first_moment_and_ends_before_its_last(district):
    filed("11-23 09:10")

    begun = span(What.FILED, "11-23 09:10", "11-24 00:00")
    over = span(What.FILED, "11-22 00:00", "11-23 09:10")
    assert counted(district, begun, over) == [1, 0]


def test_what_was_filed_and_what_ended_are_counted_by_their_own_moments(district):
    closed()
    filed("11-30 09:00")

    monday = [span(what, "11-23 00:00", "11-24 00:00") for what in What]
    wednesday = [span(what, "11-25 00:00", "11-26 00:00") for what in What]
    assert dict(zip(What, counted(district, *monday), strict=True))[What.FILED] == 1
    assert dict(zip(What, counted(district, *wednesday), strict=True))[What.ENDED] == 1


@pytest.mark.parametrize(
    ("later", "late"), [(timedelta(), 0), (timedelta(seconds=1), 1)]
)
def test_a_promise_is_late_one_step_after_its_due_moment(district, later, late):
    number = dispatched()
    due = ticket(number)["due_at"]

    month = span(What.LATE, until="12-31 00:00")
    assert counted(district, replace(month, now=due + later)) == [late]


def test_a_promise_kept_in_the_end_stays_late_in_its_month(district):
    number = answered("12-10 10:00")

    assert ticket(number)["due_at"] < at("12-10 10:00")
    assert counted(district, span(What.LATE, until="12-31 00:00")) == [1]
    assert counted(district, span(What.LATE, "12-31 00:00", "12-31 23:00")) == [0]


def test_the_cause_of_a_case_is_that_of_its_last_verification(district):
    closed()
    answered()

    with reading():
        assert causes(district.id, span(What.ENDED)) == {CauseCode.C21: 1}
        assert causes(district.id, span(What.FILED)) == {CauseCode.C21: 1}


def test_how_long_a_case_took_is_asked_of_those_that_ended_with_an_answer(district):
    number = closed()
    act("clerk", "11-23 10:00", filing.solve_at_desk, filed(), "R1", "当场办好")

    with reading():
        (one,) = finishes(district.id, span(What.ENDED))
    assert one.id == ticket(number)["id"]
    assert (one.dispatched_at, one.answered_at) == (
        at("11-23 09:20"),
        at("11-24 10:00"),
    )


def test_a_matter_that_came_often_enough_is_hot(district):
    for _ in range(3):
        dispatched(matter_name="户主变更")
    filed(matter_name="一次的事")

    with reading():
        found = hot_matters(
            district.id, span(What.FILED, now="12-31 09:00"), least=3, most=8
        )
        none = hot_matters(district.id, span(What.FILED), least=4, most=8)
    assert found == [HotMatter("户主变更", 3, 3)]
    assert none == []


def test_each_center_has_what_was_filed_solved_and_handed_up_there(district):
    act("clerk", "11-23 09:20", filing.solve_at_desk, filed(), "R1", "当场办好")
    town = filed(who="town clerk")
    act("town clerk", "11-23 09:20", filing.hand_up, town, "协调未果")

    with reading():
        found = {
            one.code: one for one in courses_of_centers(district.id, span(What.FILED))
        }
    assert len(found) == 8
    assert found["C0"] == CenterCourse("C0", 3, 3, 1, 1, 0)
    assert found["C1"] == CenterCourse("C1", 3, 2, 1, 0, 1)
    assert found["C2"].filed == 0


def test_each_number_is_that_of_its_list(district):
    closed()
    act("clerk", "11-23 09:20", filing.solve_at_desk, filed(), "R1", "当场办好")
    act("town clerk", "11-23 09:20", filing.hand_up, filed(who="town clerk"), "未果")
    dispatched()

    spans = [span(what, until="12-31 00:00", now="12-31 09:00") for what in What]
    numbers = counted(district, *spans)
    with reading():
        lists = [
            len(list_by_filing(TicketFilter(district_id=district.id, during=one)))
            for one in spans
        ]
    assert lists == numbers == [4, 1, 1, 2, 2, 1, 1]
