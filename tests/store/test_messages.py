"""A person's messages: to their audiences, newest first, read or not."""

import pytest

from app.domain.terms import Role
from app.store import messages, people
from app.store.database import db
from app.store.people import NewUser
from app.store.reads.notices import list_messages, unread
from app.store.transaction import transaction
from tests.store.given_tickets import at, dispatched, found_neighbour, swept

HANDLER = ["handler", "handler@SJ"]


def count_unread(district_id, audiences, user_id):
    return len(db.session.execute(unread(district_id, audiences, user_id)).all())


@pytest.fixture
def handler(district):
    """An officer of SJ whose account is as old as the register."""
    with transaction():
        return people.add_user(
            NewUser(
                district_id=district.id,
                username="huang",
                display_name="黄某",
                role=Role.HANDLER,
                password_hash="x",
                department_id=district.department_ids["SJ"],
            ),
            at("11-01 09:00"),
        )


def test_messages_to_my_audiences_are_mine(district, handler):
    held = dispatched(district)
    dispatched(district, department="GA")

    found = list_messages(district.id, HANDLER, handler)

    assert [(one.kind, one.number) for one in found] == [("dispatched", held.number)]
    assert not found[0].is_read
    assert count_unread(district.id, HANDLER, handler) == 1


def test_the_newest_comes_first_and_pages_join(district, handler):
    for _ in range(5):
        dispatched(district)
    swept("11-23 16:00")

    everything = list_messages(district.id, HANDLER, handler)
    first = list_messages(district.id, HANDLER, handler, limit=4)
    rest = list_messages(district.id, HANDLER, handler, before=first[-1].id)

    assert first + rest == everything
    assert len(everything) == 10
    ids = [one.id for one in everything]
    assert ids == sorted(ids, reverse=True)


def test_what_was_read_counts_no_more(district, handler):
    for _ in range(3):
        dispatched(district)
    newest = list_messages(district.id, HANDLER, handler)[0]
    with transaction():
        messages.mark_read(handler, [newest.id])
        messages.mark_read(handler, [newest.id])

    assert list_messages(district.id, HANDLER, handler)[0].is_read
    assert count_unread(district.id, HANDLER, handler) == 2


def test_everything_up_to_a_message_is_read_at_once(district, handler):
    for _ in range(3):
        dispatched(district)
    found = list_messages(district.id, HANDLER, handler)
    with transaction():
        messages.mark_read(handler, [found[-1].id])
        messages.mark_all_read(handler, found[1].id)
        messages.mark_all_read(handler, found[2].id)

    assert [one.is_read for one in list_messages(district.id, HANDLER, handler)] == [
        False,
        True,
        True,
    ]
    assert count_unread(district.id, HANDLER, handler) == 1


def test_who_comes_later_has_nothing_to_catch_up_with(district):
    dispatched(district)
    with transaction():
        late = people.add_user(
            NewUser(
                district_id=district.id,
                username="late",
                display_name="新来",
                role=Role.HANDLER,
                password_hash="x",
                department_id=district.department_ids["SJ"],
            ),
            at("11-23 10:00"),
        )

    assert count_unread(district.id, HANDLER, late) == 0
    assert list_messages(district.id, HANDLER, late)[0].is_read


def test_reading_is_ones_own(district, handler):
    dispatched(district)
    with transaction():
        messages.mark_all_read(handler, 10**6)
        other = people.add_user(
            NewUser(
                district_id=district.id,
                username="other",
                display_name="别人",
                role=Role.HANDLER,
                password_hash="x",
            ),
            at("11-23 10:00"),
        )
    dispatched(district)

    assert count_unread(district.id, HANDLER, other) == 1
    assert count_unread(district.id, HANDLER, handler) == 0


def test_another_district_has_messages_of_its_own(district, handler):
    neighbour = found_neighbour()
    dispatched(neighbour)

    assert list_messages(district.id, HANDLER, handler) == []
