"""Comfort at every desk: keys, settings."""

import pytest

from tests.marks import on_sqlite_only
from tests.web.given_desks import visitor


@pytest.fixture
def handler(app, district):
    return visitor(app, district, "sj")


def test_settings_are_kept_for_the_person_and_for_nobody_else(app, district, handler):
    handler.get("/account/settings")
    handler.post("/account/settings", mail="none", digest="off", keys="off", tour="on")
    again = visitor(app, district, "sj.fenguan")

    assert (
        'value="none" checked'
        in handler.get("/account/settings").text.replace("checked id", 'checked=""')
        or "checked" in handler.page
    )
    assert "data-keys" not in handler.get("/to-do").text
    assert "data-keys" in again.get("/to-do").text


@on_sqlite_only
def test_a_value_that_no_page_offers_is_not_kept(handler):
    handler.get("/account/settings")
    answer = handler.post(
        "/account/settings", mail="never", digest="on", keys="on", tour="on"
    )
    assert answer.status_code == 422


@on_sqlite_only
def test_the_keys_are_listed_for_the_own_desk(app, district, handler):
    assert "勾选这一行" in handler.get("/account/keys").text
    assert "登记并派单" not in handler.page
    assert "登记并派单" in visitor(app, district, "chuangkou").get("/account/keys").text
