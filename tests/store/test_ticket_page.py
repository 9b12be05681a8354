"""One ticket with everything its page shows."""

import pytest

from app.domain.errors import NotFound
from app.domain.terms import ClockName, EntryKind, LinkKind, Step
from app.store.links import link_tickets
from app.store.reads.attached import Attached
from app.store.reads.links import list_linked
from app.store.reads.organisation import find_matter
from app.store.reads.tickets import get_ticket
from app.store.transaction import transaction
from tests.store.given_tickets import (
    SECRET_NAME,
    at,
    closed,
    dispatched,
    filed,
    found_neighbour,
    swept,
)


def test_a_page_tells_the_whole_course(district):
    held = dispatched(district)
    swept("12-02 09:30")

    page = get_ticket(district.id, held.number)

    assert page.line.number == held.number
    assert [entry.kind for entry in page.entries][:2] == [
        EntryKind.FILED,
        EntryKind.DISPATCHED,
    ]
    assert page.entries[0].payload["text"] == "跑了三趟"
    running = {clock.name for clock in page.facts.clocks}
    assert running >= {ClockName.SIGN, ClockName.FINISH}
    assert [one.step for one in page.escalations] == [Step.YELLOW, Step.URGE, Step.BLUE]
    assert [one.number for one in page.supervision_notices] == ["蓬督蓝〔2026〕1号"]
    assert page.complainant.name == SECRET_NAME
    assert page.documents == ()


def test_a_page_costs_the_same_however_long_the_course_was(district, statements):
    short, long = filed(district), closed(district)
    get_ticket(district.id, short.number)
    statements.clear()

    get_ticket(district.id, short.number)
    at_first = len(statements)
    get_ticket(district.id, long.number)

    assert len(statements) == 2 * at_first
    assert at_first == 2  # the row, the timeline


def test_what_a_ticket_has_none_of_is_not_asked_for(district, statements):
    late = dispatched(district)
    swept("12-02 09:30")
    plain = filed(district)
    statements.clear()

    page = get_ticket(district.id, late.number)

    assert page.attached == {Attached.ESCALATIONS, Attached.NOTICES}
    assert len(statements) == 4
    assert get_ticket(district.id, plain.number).attached == frozenset()


def test_a_link_is_told_on_both_sides(district):
    earlier, later, other = filed(district), filed(district), filed(district)
    with transaction():
        link_tickets(later, earlier, LinkKind.REPEAT, at("11-24 09:00"))

    told = [get_ticket(district.id, one.number) for one in (earlier, later, other)]

    assert [Attached.LINKS in page.attached for page in told] == [True, True, False]
    assert [one.line.person for one in list_linked(later.ticket_id)] == [SECRET_NAME]


def test_the_matter_comes_with_its_limits(district):
    matter = find_matter(district.id, "PJ-SJ-001")
    assert matter is not None
    held = filed(district, matter_id=matter.id, matter_name=matter.name)

    page = get_ticket(district.id, held.number)

    assert page.matter_code == "PJ-SJ-001"
    assert page.promised_limit == matter.promised_limit


def test_a_number_nobody_has_and_one_of_another_district_are_not_found(district):
    held, neighbour = filed(district), found_neighbour()

    with pytest.raises(NotFound):
        get_ticket(district.id, "PJ26-9999")
    with pytest.raises(NotFound):
        get_ticket(neighbour.id, held.number)
