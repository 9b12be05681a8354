"""The shell in a real Chromium: width, focus, content policy, a session that ends."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.web.at_the_door import fill_in
from tests.web.gallery import NOW, gallery_app
from tests.web.people import HANDLER, PASSWORD

pytestmark = pytest.mark.browser

PAGES = ["case", "ledger", "evidence", "todo", "overview", "answer", "slip"]
PAGES += ["form?wrong", "result"]
TEXT = "第一行\n\n  “第二行” <b>&amp;\n𠮷"


@pytest.fixture
def app():
    return gallery_app()


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def signed_in(page):
    sign_in(page)
    return page


def sign_in(page):
    page.goto("/sign-in")
    fill_in(page, HANDLER.name, PASSWORD)


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
@pytest.mark.parametrize("width", [1366, 683, 390, 320])
def test_no_page_scrolls_sideways(signed_in, width, language):
    signed_in.set_viewport_size({"width": width, "height": 768})
    signed_in.goto(f"/language/{language}?back=/account")

    wide = []
    for name in PAGES:
        signed_in.goto(f"/gallery/{name}")
        reach = signed_in.evaluate("document.documentElement.scrollWidth")
        if reach > width:
            wide.append(f"{name}: {reach}")

    assert not wide, f"wider than {width}: {wide}"


def test_the_first_tab_skips_to_the_content(signed_in):
    signed_in.goto("/gallery/todo")
    signed_in.keyboard.press("Tab")
    expect(signed_in.locator(".skip")).to_be_focused()

    signed_in.keyboard.press("Enter")
    expect(signed_in.locator("#main")).to_be_focused()


def test_the_error_summary_has_focus_and_leads_to_the_field(signed_in):
    signed_in.goto("/gallery/form?wrong")
    expect(signed_in.locator(".errors")).to_be_focused()

    signed_in.click(".errors a[href='#phone']")
    expect(signed_in.locator("#phone")).to_be_focused()


def test_the_menu_of_a_phone_opens_without_a_script(signed_in):
    signed_in.set_viewport_size({"width": 390, "height": 844})
    signed_in.goto("/gallery/todo")
    signed_in.click("summary")
    signed_in.click(".menu-in >> text=统计")

    assert signed_in.url.endswith("/gallery/overview")


def test_a_session_that_ends_while_typing_loses_no_character(signed_in, live_server):
    signed_in.goto("/gallery/form")
    signed_in.fill("#what", TEXT)
    signed_in.fill("#phone", "138")
    signed_in.check("#old")
    live_server.moment += timedelta(minutes=21)

    signed_in.click("button:has-text('登记并派单')")
    assert "您填的内容都留着" in signed_in.inner_text("main")
    fill_in(signed_in, HANDLER.name, PASSWORD)
    signed_in.click("button:has-text('接着提交')")

    assert signed_in.url.endswith("/gallery/form")
    assert signed_in.input_value("#what") == TEXT
    assert signed_in.input_value("#phone") == "138"
    assert signed_in.is_checked("#old")
