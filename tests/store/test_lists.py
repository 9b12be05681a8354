"""Lists of tickets: chosen, sorted, paged, and of one district only."""

import pytest

from app.domain import filing
from app.domain.terms import RequestType, State
from app.store.reads.lines import (
    TicketFilter,
    count_tickets,
    list_by_due,
    list_by_filing,
    list_of_same_person,
)
from tests.store.given_tickets import (
    acted,
    answered,
    at,
    closed,
    dispatched,
    filed,
    found_neighbour,
    returned,
)


def numbers(lines):
    return [line.number for line in lines]


def chosen(district, **wanted):
    return numbers(list_by_filing(TicketFilter(district_id=district.id, **wanted)))


@pytest.fixture
def several(district):
    """A dozen tickets, some filed in the same instant, and one next door."""
    moments = ["11-23 09:00", "11-23 09:00", "11-20 10:00", "11-24 16:59"] * 3
    found = [
        dispatched(district, short, phone=f"1380000{i:04}").number
        for i, short in enumerate(moments)
    ]
    dispatched(found_neighbour())
    return found


def test_due_first_and_every_ticket_on_one_page_only(district, several):
    wanted = TicketFilter(district_id=district.id)
    everything = list_by_due(wanted)

    pages, after = [], None
    while page := list_by_due(wanted, after=after, limit=5):
        pages += page
        after = page[-1].place_by_due

    assert pages == everything
    assert sorted(numbers(pages)) == sorted(several)
    places = [line.place_by_due for line in pages if line.place_by_due]
    assert places == sorted(places)
    assert len(places) == len(several)


def test_newest_first_and_every_ticket_on_one_page_only(district, several):
    wanted = TicketFilter(district_id=district.id)

    pages, after = [], None
    while page := list_by_filing(wanted, after=after, limit=5):
        pages += page
        after = page[-1].place_by_filing

    assert sorted(numbers(pages)) == sorted(several)
    places = [line.place_by_filing for line in pages]
    assert places == sorted(places, reverse=True)


def test_what_is_finished_or_not_promised_is_not_due(district):
    open_one = dispatched(district)
    filed(district)
    answered(district)

    due = list_by_due(TicketFilter(district_id=district.id))

    assert numbers(due) == [open_one.number]


@pytest.mark.parametrize(
    ("now", "count"), [("11-30 17:00:00", 0), ("11-30 17:00:01", 1)]
)
def test_overdue_is_what_was_due_before_now(district, now, count):
    dispatched(district)

    late = TicketFilter(district_id=district.id, due_before=at(now))
    in_time = TicketFilter(district_id=district.id, due_from=at(now))

    assert len(list_by_due(late)) == count
    assert count_tickets(late) == count
    assert count_tickets(in_time) == 1 - count


def test_lists_are_chosen_by_who_filed_answers_and_holds(district):
    town = dispatched(district)
    handed = dispatched(district, department="GA")
    acted(handed, "11-23 10:00", filing.hand_up, "问过")
    own = dispatched(district, center="C0")
    centers, departments = district.center_ids, district.department_ids

    assert set(chosen(district, center=centers["C1"])) == {town.number, handed.number}
    assert set(chosen(district, window=centers["C0"])) == {own.number, handed.number}
    assert chosen(district, window=centers["C1"]) == [town.number]
    assert chosen(district, holder=departments["GA"]) == [handed.number]


def test_lists_are_chosen_by_state_kind_and_time(district):
    ended, running = closed(district), dispatched(district, "11-24 09:00")
    other = filed(district, "11-25 09:00", request_type=RequestType.ATTITUDE)

    assert chosen(district, states=(State.CLOSED,)) == [ended.number]
    assert chosen(district, is_open=False) == [ended.number]
    assert chosen(district, is_open=True) == [other.number, running.number]
    assert chosen(district, request_type=RequestType.ATTITUDE) == [other.number]
    assert chosen(district, filed_before=at("11-24 09:00")) == [ended.number]
    assert chosen(district, filed_from=at("11-24 09:00")) == [
        other.number,
        running.number,
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("PJ26-0001", True),
        ("pj26-00", True),
        (" PJ26-0001 ", True),
        ("不动产", True),
        ("陈不可见", True),
        ("13600004321", True),
        ("136-0000-4321", True),
        ("陈", False),
        ("0000", False),
        ("PJ26-0002", False),
        ("%", False),
        ("', ''); --", False),
    ],
)
def test_words_find_a_number_a_person_or_a_matter(district, words, found):
    held = filed(district)

    assert chosen(district, words=words) == ([held.number] if found else [])
    counted = count_tickets(TicketFilter(district_id=district.id, words=words))
    assert counted == int(found)


def test_the_same_person_is_found_by_telephone_in_any_spelling(district):
    first, second = dispatched(district), dispatched(district, phone="(136)00004321")
    dispatched(district, phone="13600004322")
    ended = closed(district)

    found = list_of_same_person(district.id, "136 0000 4321")

    assert numbers(found) == [second.number, first.number]
    everything = list_of_same_person(district.id, "13600004321", is_open=None)
    assert ended.number in numbers(everything)
    assert list_of_same_person(district.id, "4321") == []
    assert list_of_same_person(found_neighbour().id, "13600004321") == []


def test_the_tickets_of_a_person_are_read_by_their_ids_not_by_reading_all(
    district, statements
):
    """Asked in one statement, SQLite walks every ticket in the order of filing: 87 ms
    of each filing at 100,000 tickets."""
    filed(district)
    statements.clear()

    list_of_same_person(district.id, "13600004321", is_open=None)

    found, listed = statements
    assert "tickets" not in found
    assert "WHERE tickets.id IN (" in listed


def test_counting_stops_at_the_bound(district):
    for _ in range(3):
        filed(district)

    assert count_tickets(TicketFilter(district_id=district.id)) == 3
    assert count_tickets(TicketFilter(district_id=district.id), most=2) == 2


def test_a_line_says_who_holds_it_and_where_it_was_filed(district):
    returned(district)

    line = list_by_filing(TicketFilter(district_id=district.id))[0]

    assert (line.center, line.center_name) == ("C1", "白沙")
    assert (line.holder, line.holder_name) == ("SJ", "区市场监管局")
    assert line.state is State.RETURNED


def test_a_list_is_one_statement(district, several, statements):
    list_by_due(TicketFilter(district_id=district.id))

    assert len(statements) == 1
