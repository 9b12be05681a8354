"""Officers before their screens, one after the other on the same machine."""

import re

from playwright.sync_api import expect

from app import clock
from app.domain.terms import Role
from app.scheduler import tick
from tests.casework.given_people import PASSWORD
from tests.store.given_tickets import at
from tests.web.at_the_door import fill_in

PEOPLE = {
    "clerk": (Role.FRONT_DESK, "C0"),
    "sj": (Role.HANDLER, "SJ"),
    "ga": (Role.HANDLER, "GA"),
    "diaodu": (Role.DISPATCHER, ""),
    "ducha": (Role.INSPECTOR, ""),
    "lingdao": (Role.DISTRICT_LEADER, ""),
    "xitong": (Role.SYSTEM_ADMINISTRATOR, ""),
    "anquan": (Role.SECURITY_ADMINISTRATOR, ""),
    "shenji": (Role.AUDIT_ADMINISTRATOR, ""),
}


class Day:
    """Somebody at a screen at a moment; one after the other on the same machine."""

    def __init__(self, app, page, server):
        self.app, self.page, self.server = app, page, server

    def sits(self, username, moment):
        """Sign in at `11-23 10:00`; whoever sat there before is signed out."""
        self.server.moment = at(moment)
        self.page.context.clear_cookies()
        self.page.goto("/sign-in")
        self.signs_in(username)
        self.page.wait_for_url(re.compile(r"/(?!sign-in)"))
        return self.page

    def signs_in(self, username, password=PASSWORD):
        """Fill in the sign-in page that is open."""
        fill_in(self.page, username, password)

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
        self.acts_open(**fields)
        self.page.locator("main form button.btn-primary").first.click()
        expect(self.page.locator(".errors")).to_have_count(0)

    def acts_open(self, **fields):
        """Fill in the form that is open, and leave it there."""
        for name, value in fields.items():
            self._fill(name, value)

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
