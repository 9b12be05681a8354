"""One story for each of the people whose day is not told elsewhere, in a real Chromium.

The window, the department and the inspection office: test_a_day_in_the_browser.
"""

import re

import pytest
from playwright.sync_api import expect

from app.casework.query_codes import query_code
from tests.casework.given_office import DISTRICT, answered, dispatched, verify
from tests.casework.given_people import PASSWORD
from tests.chromium import PATIENCE
from tests.marks import on_sqlite_only

pytestmark = [pytest.mark.browser, on_sqlite_only]

OWN_WORD = "Chuangkou-2026!"


def test_the_dispatcher_sends_a_returned_case_where_it_belongs(day):
    with day.app.app_context():
        number = dispatched()

    day.sits("sj", "11-23 10:00")
    day.acts(number, "return", reason="不属本局职责", basis="三定方案", proposed="GA")
    page = day.sits("diaodu", "11-23 11:00")
    page.goto("/returned-cases")
    expect(page.locator("main")).to_contain_text("不属本局职责")
    page.select_option("#department", "GA")
    page.fill("#reason", "户籍归公安。")
    page.click("main form.rule button.btn-primary")
    expect(page.locator(".errors")).to_have_count(0)

    page = day.sits("ga", "11-23 14:00")
    expect(page.locator("main")).to_contain_text(number)


def test_the_leader_goes_from_a_number_to_the_case_behind_it(day):
    with day.app.app_context():
        number = dispatched()
    day.sweeps("12-02 09:30")

    page = day.sits("lingdao", "12-02 10:00")
    page.goto("/overview")
    page.click(".stat a.v.late")
    expect(page.locator("main tbody tr")).to_have_count(1)
    page.goto("/overview")
    page.click("section[aria-labelledby=tr] summary")
    page.locator("section[aria-labelledby=tr] .behind a", has_text="1").first.click()
    page.click(f"main a:has-text('{number}')")

    expect(page.locator("h1")).to_be_visible()
    assert page.url.endswith(f"/cases/{number}")
    expect(page.locator("main form[method=post]")).to_have_count(0)


def test_a_citizen_on_a_small_phone_without_scripts_says_it_is_not_done(day, chromium):
    with day.app.app_context():
        number = answered()
        verify(number, "11-24 15:00")
        code = query_code(str(day.app.config["SECRET_KEY"]), DISTRICT, number)
    day.sits("sj", "11-24 16:00")  # sets the clock; the phone is nobody's
    phone = chromium.new_context(
        base_url=day.server.url,
        locale="zh-CN",
        viewport={"width": 360, "height": 740},
        java_script_enabled=False,
    )
    phone.set_default_timeout(PATIENCE)
    page = phone.new_page()

    page.goto("/public")
    page.fill("[name=number]", number)
    page.fill("[name=code]", code)
    page.click("main .query button")
    page.click("text=评价办理结果")
    page.click("label:has-text('没有办成') >> nth=0")
    page.click("label:has-text('非常不满意')")
    page.click("label:has-text('没有人联系过我')")
    page.click("text=提交评价")

    expect(page.locator("main")).to_contain_text("已退回部门重办")
    phone.close()
    day.page.goto(f"/cases/{number}")
    expect(day.page.locator("main")).to_contain_text("反映人本人")
    expect(day.page.locator("main")).to_contain_text("没有人联系过我")


def test_each_administrator_has_one_hat(day):
    page = day.sits("anquan", "11-23 09:00")
    page.goto("/people/new")
    page.fill("#username", "xinren")
    page.fill("#display_name", "新人")
    page.select_option("#role", "front_desk")
    page.select_option("#unit", "C1")
    page.click("main form button.btn-primary")
    first = page.inner_text("#password").strip()

    page.context.clear_cookies()
    page.goto("/sign-in")
    day.signs_in("xinren", first)
    page.fill("#password", first)
    page.fill("#new_password", OWN_WORD)
    page.fill("#new_password_again", OWN_WORD)
    page.click("main form button.btn-primary")
    page.wait_for_url("**/new-case")

    page = day.sits("shenji", "11-23 09:30")
    page.goto("/access-log")
    expect(page.locator("main")).to_contain_text("xinren")
    page = day.sits("xitong", "11-23 09:40")
    page.goto("/system")
    expect(page.locator("h1")).to_be_visible()
    assert page.goto("/access-log").status == 403
    assert page.goto("/people").status == 403


def test_a_wrong_password_is_said_and_five_of_them_lock_the_door(day):
    page = day.page
    page.goto("/sign-in")
    for _ in range(5):
        day.signs_in("sj", "falsch-0000")
        expect(page.locator(".errors")).to_be_visible()
        expect(page.locator("#staff_number")).to_have_value("sj")
    day.signs_in("sj", PASSWORD)

    expect(page.locator(".errors")).to_be_visible()
    assert page.url.endswith("/sign-in") or "/sign-in?" in page.url
    assert page.goto("/to-do").url.startswith(f"{day.server.url}/sign-in")


def test_an_address_typed_by_hand_opens_nothing_that_is_not_ones_own(day):
    with day.app.app_context():
        number = dispatched()

    assert day.page.goto(f"/cases/{number}").url.startswith(f"{day.server.url}/sign-in")
    day.page.goto(f"/case/{number}")
    expect(day.page.locator("main")).not_to_contain_text("办到哪一步")
    page = day.sits("ga", "11-23 10:00")
    for address, status in (
        (f"/cases/{number}", 404),
        (f"/cases/{number}/answer", 404),
        ("/all-cases", 403),
        ("/people", 403),
        ("/rules", 403),
        ("/no-such-page", 404),
    ):
        assert (address, page.goto(address).status) == (address, status)
        expect(page.locator("h1")).to_be_visible()
        assert not re.search(r"陈不可见|跑了三趟", page.inner_text("body"))
