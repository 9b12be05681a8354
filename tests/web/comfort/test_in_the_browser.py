"""Comfort in a real Chromium: keys in lists, blocks in texts, what takes longer."""

import pytest
from playwright.sync_api import expect

from app.casework import text_blocks
from app.domain.terms import Role
from app.domain.text_blocks import TextUse
from app.store.transaction import reading
from tests.casework.given_office import act, dispatched, signed
from tests.casework.given_people import an_account
from tests.marks import on_sqlite_only
from tests.web.at_the_door import sign_in

pytestmark = [pytest.mark.browser, on_sqlite_only]


@pytest.fixture
def handler(district, page):
    dispatched()
    signed(matter_name="第二件")
    words = (TextUse.ANSWER, "已办", "已于【日期】办成。")
    act("handler", "11-23 09:50", text_blocks.add_block, *words)
    an_account(district, "sj", Role.HANDLER, "SJ")
    with reading():
        pass
    sign_in(page, "sj", "**/to-do")
    return page


def test_a_list_is_worked_through_by_single_keys(handler):
    keys = handler.keyboard
    keys.press("j")
    expect(handler.locator("tr.at-row")).to_contain_text("PJ26-0001")
    keys.press("x")
    expect(handler.locator("tr.at-row .tick")).to_be_checked()
    keys.press("b")
    expect(handler.locator(".note-done")).to_contain_text("已签收 1 件")
    keys.press("j")
    keys.press("j")
    keys.press("o")
    handler.wait_for_url("**/cases/PJ26-*")
    keys.press("?")
    expect(handler.locator("dialog")).to_contain_text("勾选这一行")
    keys.press("Escape")
    keys.press("/")
    handler.wait_for_url("**/search")
    expect(handler.locator("#words")).to_be_focused()
    keys.type("?n")
    expect(handler.locator("#words")).to_have_value("?n")


def test_a_block_goes_where_the_cursor_is_and_its_blank_is_marked(handler):
    handler.goto("/cases/PJ26-0002/answer")
    handler.fill("#text", "前言。")
    handler.click(".put-in button")
    handler.keyboard.type("11月23日")

    expect(handler.locator("#text")).to_have_value("前言。\n已于11月23日办成。")


def test_what_takes_longer_says_so_and_is_sent_once(handler):
    handler.goto("/cases/PJ26-0002/progress")
    handler.fill("#text", "看过现场。")
    # An answer without a page: the browser stays where it is, as while it waits.
    handler.route("**/progress", lambda route: route.fulfill(status=204))
    handler.click("main .btn-primary")

    expect(handler.locator(".busy")).to_contain_text("正在处理")
    expect(handler.locator("main .btn-primary")).to_be_disabled()
