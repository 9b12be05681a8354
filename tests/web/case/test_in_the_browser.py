"""The case page in a real Chromium: keyboard, width, paper, files, no errors."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from app.casework import handling
from app.domain.terms import TicketClass
from app.store.transaction import reading
from tests.casework.given_office import act, dispatched, kinds, sweep
from tests.casework.given_people import PEOPLE, an_account
from tests.casework.test_documents import A_PDF, HOSTILE
from tests.marks import on_sqlite_only
from tests.web.at_the_door import sign_in

pytestmark = [pytest.mark.browser, on_sqlite_only]

WIDTHS = (320, 390, 683, 1024, 1366)
LONG = "很长很长的办理经过没有空格" * 60 + "a" * 400


@pytest.fixture
def at_desk(page, live_server, district):
    """Sign somebody in and open an address: at_desk("handler", "/cases/...")."""

    def signed_in(who, address):
        an_account(district, who, *PEOPLE[who])
        sign_in(page, who, re.compile(r"^(?!.*sign-in)"))
        page.goto(address)
        return page

    return signed_in


def overflow(page):
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return page.evaluate(wide)


def test_a_contact_is_recorded_on_the_keyboard_alone(at_desk):
    number = dispatched("11-23 09:20")
    page = at_desk("handler", f"/cases/{number}")

    page.focus(".acts a >> nth=0")
    page.keyboard.press("Enter")
    page.focus("#text")
    page.keyboard.insert_text("电话联系，约定补看材料。𠮷")
    page.keyboard.press("Tab")
    page.focus(".acts .btn-primary")
    page.keyboard.press("Enter")

    expect(page.locator(".note-done")).to_contain_text("已记录")
    expect(page.locator(".tl li").first).to_contain_text("电话联系，约定补看材料。𠮷")


def test_a_refused_form_puts_the_focus_on_the_summary(at_desk):
    number = dispatched("11-23 09:20")
    page = at_desk("handler", f"/cases/{number}/answer")

    page.select_option("#result", "R4")
    page.fill("#text", "不符合条件")
    page.fill("#told", "电话")
    page.click(".acts .btn-primary")

    expect(page.locator(".errors")).to_be_focused()
    page.click('.errors a[href="#basis"]')
    expect(page.locator("#basis")).to_be_in_viewport()
    expect(page.locator("#text")).to_have_value("不符合条件")
    assert kinds(number)[-1] == "dispatched"


def test_nothing_scrolls_sideways_on_any_screen(at_desk):
    number = dispatched("11-20 09:20", text=LONG, ticket_class=TicketClass.SPECIAL)
    sweep("11-23 09:59")
    page = at_desk("handler", f"/cases/{number}")

    for path in (
        "",
        "/answer",
        "/suspend",
        "/clocks/finish/1",
        "/clocks/sign/1",
        "/file",
    ):
        page.goto(f"/cases/{number}{path}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert overflow(page) <= 0, (path, width)


def test_paper_shows_the_course_without_the_frame(at_desk):
    number = dispatched("11-20 09:20", text=LONG)
    page = at_desk("handler", f"/cases/{number}/file")

    page.emulate_media(media="print")

    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator(".tl")).to_be_visible()
    expect(page.get_by_text(LONG).first).to_be_visible()


def test_a_document_is_handed_in_and_saved_not_opened(at_desk, tmp_path):
    number = dispatched("11-23 09:20")
    page = at_desk("handler", f"/cases/{number}/documents")
    bad = {"name": "合同.pdf", "mimeType": "application/pdf"}
    page.set_input_files("#documents", {**bad, "buffer": HOSTILE["a page"]})
    page.click(".acts .btn-primary")
    expect(page.locator(".errors")).to_contain_text("合同.pdf")

    page.set_input_files("#documents", {**bad, "buffer": A_PDF})
    page.click(".acts .btn-primary")
    page.wait_for_url(f"**/cases/{number}")

    with page.expect_download() as saved:
        page.click("text=合同.pdf")
    assert saved.value.suggested_filename == "合同.pdf"


def test_two_officers_at_once(at_desk, live_server):
    number = dispatched("11-23 09:20")
    page = at_desk("handler", f"/cases/{number}/progress")
    page.fill("#text", "写了很久的进展")
    act("chief", "11-23 10:00", handling.record_contact, number, "先打了电话", "phone")
    live_server.moment = datetime(2026, 11, 23, 2, 1, tzinfo=UTC)

    page.click(".acts .btn-primary")

    expect(page.locator(".note-warn")).to_contain_text("先打了电话")
    expect(page.locator("#text")).to_have_value("写了很久的进展")
    page.click(".acts .btn-primary")
    page.wait_for_url(f"**/cases/{number}")
    with reading():
        assert kinds(number)[-1] == "progressed"
