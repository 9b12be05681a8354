"""The alerts: unread ones alone, and what was read by mistake is taken back."""

import pytest

from tests.casework.given_office import dispatched
from tests.web.given_desks import visitor


@pytest.fixture
def handler(app, district):
    person = visitor(app, district, "sj")
    dispatched()
    dispatched()
    return person


def unread(person):
    person.get("/alerts?show=unread")
    return person.page.count('<tr class="unread"')


def undo(person):
    person.follow(
        person.post(person.found(r'action="(/alerts/unread[^"]*)"'), undo="1")
    )


def test_one_read_by_mistake_is_unread_again(handler):
    assert unread(handler) == 2
    alert = handler.found(r'name="alert" value="(\d+)"')
    handler.follow(handler.post("/alerts/readings", alert=alert))
    assert unread(handler) == 1

    handler.get("/alerts?show=unread")
    handler.follow(
        handler.post(
            "/alerts/readings", alert=handler.found(r'name="alert" value="(\d+)"')
        )
    )
    undo(handler)
    assert unread(handler) == 1


def test_all_read_by_mistake_are_unread_again(handler):
    handler.get("/alerts")
    up_to = handler.found(r'name="up_to" value="(\d+)"')
    handler.follow(handler.post("/alerts/readings", up_to=up_to))
    undo(handler)
    assert unread(handler) == 2


def test_nobody_takes_back_what_another_read(app, district, handler):
    police = visitor(app, district, "ga")
    police.get("/alerts")
    assert police.post("/alerts/unread?alert=1").status_code == 404
    assert police.post("/alerts/unread?alert=x").status_code == 404
