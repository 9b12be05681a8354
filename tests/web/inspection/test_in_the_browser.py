"""Paper and width of the inspection office's pages, in a real Chromium."""

import re

import pytest
from playwright.sync_api import expect

from app.casework import supervision
from app.domain.terms import Colour
from tests.casework.given_office import act, dispatched, signed, sweep
from tests.casework.test_calendars import NOTICE_2027
from tests.marks import on_sqlite_only
from tests.web.at_the_door import sign_in
from tests.web.given_desks import visitor

pytestmark = [pytest.mark.browser, on_sqlite_only]

LONG = "不动产变更登记（门牌号与产权证不一致，历史遗留）" * 8


@pytest.fixture
def inspector(app, district, page, live_server):
    visitor(app, district, "ducha")
    sign_in(page, "ducha", "**/escalations")
    return page


def sheets(page):
    """How many sheets of paper the page prints on."""
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    return len(re.findall(rb"/Type /Page\b", paper))


def test_a_notice_prints_on_exactly_one_page(inspector):
    number = dispatched(matter_name=LONG[:120])
    sweep("11-30 09:30")
    text = "情况严重，限期办结并说明原因。" * 60
    words = (number, Colour.RED, text)
    act("inspector", "11-30 09:40", supervision.issue_notice, *words)

    for notice in ("蓬督蓝〔2026〕1号", "蓬督红〔2026〕1号"):
        inspector.goto(f"/supervision-notices/{notice}")
        assert sheets(inspector) == 1, notice


@pytest.mark.parametrize("width", [320, 390, 1024, 1366])
def test_no_page_scrolls_sideways(inspector, width):
    signed()
    sweep("11-30 09:30")
    inspector.set_viewport_size({"width": width, "height": 844})

    for path in ("/escalations", "/supervision-notices", "/overview", "/all-cases"):
        inspector.goto(path)
        wide = inspector.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (path, wide)


def test_what_a_calendar_moves_comes_in_place_and_a_refusal_the_plain_way(inspector):
    inspector.goto("/calendar")
    inspector.evaluate("window.stayed = true")
    inspector.fill("[name=text]", NOTICE_2027)
    inspector.click("[value=preview]")
    expect(inspector.locator("#moves")).to_be_visible()
    assert inspector.evaluate("window.stayed")

    inspector.fill("[name=text]", "2027")
    inspector.click("[value=preview]")
    expect(inspector.locator(".errors")).to_be_visible()


def test_stop_ends_what_is_told_on_the_way(inspector):
    inspector.goto("/calendar")
    inspector.fill("[name=text]", NOTICE_2027)
    inspector.route("**/calendar", lambda route: None)  # no answer yet
    inspector.click("[value=preview]")
    expect(inspector.locator("[value=preview]")).to_be_disabled()

    inspector.click(".busy button")
    expect(inspector.locator(".busy")).to_have_count(0)
    expect(inspector.locator("[value=preview]")).to_be_enabled()
    expect(inspector.locator("[name=text]")).to_have_value(NOTICE_2027)
