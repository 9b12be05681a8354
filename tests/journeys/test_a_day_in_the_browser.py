"""Whole stories in a real Chromium: each of the people at their own desk."""

import re

import pytest
from playwright.sync_api import expect

from app import clock
from app.domain.terms import Role
from app.scheduler import tick
from app.store import directory, organisation
from app.store.district_files import read_district_files
from app.store.transaction import transaction
from tests.casework.given_office import DISTRICT
from tests.casework.given_people import PASSWORD, an_account
from tests.marks import on_sqlite_only
from tests.store.given_tickets import DISTRICT as FILES
from tests.store.given_tickets import at

pytestmark = [pytest.mark.browser, on_sqlite_only]

PEOPLE = {
    "clerk": (Role.FRONT_DESK, "C0"),
    "sj": (Role.HANDLER, "SJ"),
    "ducha": (Role.INSPECTOR, ""),
}


@pytest.fixture
def day(app, page, live_server):
    """The district's people before their screens; the clock is set by hand."""
    with app.app_context():
        with transaction():
            organisation.load_district(read_district_files(FILES))
        known = directory.district_by_code(DISTRICT)
        for username, (role, unit) in PEOPLE.items():
            an_account(known, username, role, unit)
    return Day(app, page, live_server)


class Day:
    """Somebody at a screen at a moment; one after the other on the same machine."""

    def __init__(self, app, page, server):
        self.app, self.page, self.server = app, page, server

    def sits(self, username, moment):
        """Sign in at `11-23 10:00`; whoever sat there before is signed out."""
        self.server.moment = at(moment)
        self.page.context.clear_cookies()
        self.page.goto("/sign-in")
        self.page.fill("#staff_number", username)
        self.page.fill("#password", PASSWORD)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url(re.compile(r"/(?!sign-in)"))
        return self.page

    def sweeps(self, moment):
        """The timer's tick."""
        with self.app.app_context(), clock.at(at(moment)) as now:
            return tick.sweep(now)

    def files(self):
        """File the restaurant's case; returns its number and query code."""
        page = self.sits("clerk", "11-23 09:20")
        page.fill("#text", "小饭店的食品证跑了三趟没有受理单。𠮷")
        page.select_option("#request_type", "many_trips")
        page.fill("#matter", "开饭店的证")
        page.locator("#hits button").first.click()
        page.select_option("#ticket_class", "complex")
        page.fill("#name", "张某某")
        page.fill("#phone", "13800001234")
        page.keyboard.press("Control+Enter")
        page.wait_for_url(re.compile(r"/cases/PJ26-0001/slip"))
        told = page.locator(".a5").inner_text()
        return "PJ26-0001", re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", told)[0]

    def acts(self, number, act, **fields):
        """Fill in one act's short form and send it; the case page answers."""
        self.page.goto(f"/cases/{number}/{act}")
        for name, value in fields.items():
            self._fill(name, value)
        self.page.locator("main form button.btn-primary").first.click()
        expect(self.page.locator(".errors")).to_have_count(0)

    def _fill(self, name, value):
        field = self.page.locator(f"[name={name}]")
        kind = field.first.evaluate("field => field.type || field.tagName")
        if kind == "radio":
            choice = self.page.locator(f"[name={name}][value='{value}']")
            self.page.click(f"label[for={choice.get_attribute('id')}]")
        elif kind.startswith("select"):
            field.select_option(value)
        else:
            field.fill(value)


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
    day.acts(number, "confirm-escalation", reasons="无正当理由，事实清楚。")
    page.goto(f"/cases/{number}")
    expect(page.locator("main")).to_contain_text("认定成立")
