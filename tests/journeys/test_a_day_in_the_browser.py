"""Whole stories in a real Chromium: each of the people at their own desk."""

import pytest
from playwright.sync_api import expect

from tests.marks import on_sqlite_only

# The first step of the ladder, as a form names it.
URGE = "finish-1-urge"

pytestmark = [pytest.mark.browser, on_sqlite_only]


def test_a_case_goes_from_the_window_to_its_rated_end(day):
    number, code = day.files()

    page = day.sits("sj", "11-23 10:00")
    expect(page.locator("main")).to_contain_text(number)
    day.acts(number, "sign")
    day.acts(number, "contact", text="约好明天补看现场")
    day.sits("sj", "11-25 15:00")
    day.acts(
        number, "answer", result="R1", cause="C26", text="已发证", told="当日电话告知"
    )

    page = day.sits("clerk", "11-25 16:00")
    page.goto("/to-verify")
    expect(page.locator("main")).to_contain_text(number)
    day.acts(number, "verify", passed="yes", method="phone", text="属实")
    day.sits("clerk", "11-26 10:00")
    day.acts(number, "revisit", reached="yes", solved="yes", rating="5")
    day.acts(number, "close")
    expect(page.locator("main")).to_contain_text("已办结")

    page.context.clear_cookies()
    page.goto("/public")
    page.fill("[name=number]", number)
    page.fill("[name=code]", code)
    page.locator("main button").first.click()
    expect(page.locator("main")).to_contain_text("办结")
    expect(page.locator("main")).not_to_contain_text("张")


def test_a_case_that_nobody_touches_comes_before_the_inspection_office(day):
    number, _ = day.files()
    day.sweeps("12-02 09:01")

    page = day.sits("sj", "12-02 09:30")
    page.goto(f"/cases/{number}")
    expect(page.locator("main")).to_contain_text("蓬督蓝〔2026〕1号")
    expect(page.locator("main")).to_contain_text("逾期 2 个工作日")

    page = day.sits("ducha", "12-02 10:00")
    expect(page.locator("main")).to_contain_text(number)
    day.acts(number, "request-statement", flag=URGE, text="请说明未办的原因")
    day.sits("sj", "12-02 11:00")
    day.acts(number, "give-statement", flag=URGE, text="经办人休假，未及时交接")
    page = day.sits("ducha", "12-02 14:00")
    day.acts(number, "confirm-escalation", flag=URGE, reasons="无正当理由，事实清楚。")
    page.goto(f"/cases/{number}")
    expect(page.locator("main")).to_contain_text("认定成立")
