"""The front desk in a real Chromium: keyboard, scripts, draft, paper, width."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.casework.given_office import dispatched
from tests.marks import on_sqlite_only
from tests.web.at_the_door import fill_in, sign_in

pytestmark = [pytest.mark.browser, on_sqlite_only]

TOLD = "9月初交了小饭店的材料，跑了三趟没有受理单。𠮷"


@pytest.fixture
def at_window(offices, page):
    sign_in(page, "clerk", "**/new-case")
    return page


def test_a_case_is_filed_on_the_keyboard_alone(at_window):
    page, keys = at_window, at_window.keyboard
    expect(page.locator("#text")).to_be_focused()
    keys.insert_text(TOLD)
    keys.press("Tab")
    for _ in range(4):
        keys.press("ArrowDown")
    keys.press("Tab")
    keys.type("3")
    keys.press("Tab")
    keys.press("Tab")  # past "not told here in person", which stays closed
    keys.press("Tab")
    expect(page.locator("#matter")).to_be_focused()
    keys.insert_text("开饭店的证")
    expect(page.locator("#hits button").first).to_contain_text("食品经营许可证")
    keys.press("Enter")
    expect(page.locator("#name")).to_be_focused()
    expect(page.locator(".answer")).to_contain_text("区市场监管局")
    keys.insert_text("张某某")
    keys.press("Tab")
    keys.type("13800001234")
    keys.press("Control+Enter")

    page.wait_for_url(re.compile(r"/cases/PJ26-0001/slip"))
    expect(page.locator(".a5")).to_contain_text("江门市蓬江区市场监督管理局")


def test_the_arrow_keys_walk_through_the_matters(at_window):
    page = at_window
    page.fill("#matter", "饭店")
    expect(page.locator("#hits button")).to_have_count(4)
    page.focus("#matter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#hits button").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#matter")).to_be_focused()


def test_the_keys_on_the_buttons_work(at_window):
    page = at_window
    page.fill("#text", TOLD)
    page.keyboard.press("Alt+r")
    expect(page.locator("#part-way")).to_contain_text("为什么不予受理")
    expect(page.locator("#text")).to_have_value(TOLD)
    page.keyboard.press("Alt+b")
    expect(page.locator(".answer")).to_be_visible()
    expect(page.locator("html.scripted")).to_be_attached()
    page.keyboard.press("Alt+d")
    expect(page.locator("#solved")).to_be_visible()


def test_the_card_follows_the_class_without_a_click(at_window):
    page = at_window
    page.focus("#ticket_class")
    for _ in range(4):
        page.keyboard.press("ArrowDown")

    expect(page.locator(".answer")).to_contain_text("12月7日 周一 17:00")
    expect(page.locator("#ticket_class")).to_be_focused()


def test_ready_words_come_with_the_reason(at_window):
    page = at_window
    page.click("button[value=refuse]")
    page.check("input[value=X6]")

    expect(page.locator("#redirect")).to_have_value(re.compile("人民调解委员会"))


def test_a_draft_is_kept_offered_and_forgotten_once_filed(at_window):
    page = at_window
    page.fill("#text", TOLD)
    page.fill("#name", "张某某")
    expect(page.locator("#draft-said")).to_contain_text("草稿已存在本机")

    page.goto("/new-case")
    page.click("#draft-take")
    expect(page.locator("#text")).to_have_value(TOLD)
    expect(page.locator("#name")).to_have_value("张某某")

    page.goto("/new-case")
    page.click("#draft-drop")
    page.goto("/new-case")
    expect(page.locator("#draft-offer")).to_be_hidden()


def test_who_goes_back_is_offered_all_that_was_typed(at_window):
    page = at_window
    page.fill("#text", TOLD)
    page.fill("#name", "张某某")
    page.click("button[value=file]")  # refused: there is no telephone
    expect(page.locator("#phone-fault")).to_be_visible()

    page.go_back()
    page.click("#draft-take")
    expect(page.locator("#text")).to_have_value(TOLD)
    expect(page.locator("#name")).to_have_value("张某某")


def test_a_session_that_ends_in_between_files_all_the_same(at_window, live_server):
    page = at_window
    page.fill("#text", TOLD)
    page.select_option("#request_type", "many_trips")
    page.fill("#matter", "饭店")
    page.click("#hits button >> nth=0")
    expect(page.locator("#name")).to_be_focused()
    page.fill("#name", "张某某")
    page.fill("#phone", "13800001234")
    live_server.moment += timedelta(hours=1)
    page.click("button[value=file]")
    fill_in(page, "clerk")
    page.click("#send-on button")

    page.wait_for_url(re.compile(r"/cases/PJ26-0001/slip"))


def test_a_draft_is_not_shown_to_another_officer(at_window):
    page = at_window
    page.fill("#text", TOLD)
    expect(page.locator("#draft-said")).to_contain_text("草稿已存在本机")
    page.click(".out button")
    fill_in(page, "town")
    page.wait_for_url("**/new-case")

    expect(page.locator("#draft-offer")).to_be_hidden()
    assert page.evaluate("localStorage.getItem('bancheng-draft')") is None


def test_the_slip_prints_on_one_sheet_of_a5(at_window, register):
    with register():
        number = dispatched(matter_name="历史遗留不动产登记受理" * 8)
    at_window.goto(f"/cases/{number}/slip")

    paper = at_window.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type ?/Page\b", paper)) == 1
    (box,) = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert [round(float(side) / 72 * 25.4) for side in box] == [148, 210]


def test_the_code_of_the_window_prints_as_a_poster_without_those_who_wrote(at_window):
    page = at_window
    page.goto("/self-filings")
    written = page.locator("section[aria-labelledby=written]")
    expect(written).to_be_visible()
    page.emulate_media(media="print")

    expect(page.locator(".poster")).to_contain_text("用手机扫一扫")
    expect(page.locator(".poster-title")).to_be_visible()
    expect(written).to_be_hidden()


def test_a_receipt_is_as_wide_as_the_roll_and_ends_with_its_text(at_window, register):
    with register():
        number = dispatched()
    at_window.goto(f"/cases/{number}/slip?paper=receipt")
    text = at_window.locator(".receipt").bounding_box()

    paper = at_window.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type ?/Page\b", paper)) == 1
    (box,) = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", paper)
    wide, high = (float(side) / 72 * 25.4 for side in box)
    assert round(wide) == 80
    assert text["height"] / 96 * 25.4 <= high < text["height"] / 96 * 25.4 + 12


def test_a_session_that_ends_while_typing_is_said_and_the_draft_is_offered_again(
    at_window, live_server
):
    page = at_window
    page.fill("#text", TOLD)
    live_server.moment += timedelta(hours=1)
    page.fill("#phone", "13800001234")
    page.keyboard.press("Tab")
    expect(page.locator("#draft-said")).to_contain_text("登录已过期")

    page.goto("/new-case")
    fill_in(page, "clerk")
    page.click("#draft-take")
    expect(page.locator("#text")).to_have_value(TOLD)
    expect(page.locator("#phone")).to_have_value("13800001234")


@pytest.mark.parametrize("width", [1366, 390, 320])
def test_no_page_scrolls_sideways(at_window, register, width):
    with register():
        number = dispatched()
    page = at_window
    page.set_viewport_size({"width": width, "height": 768})

    for path in (
        "/new-case",
        "/my-cases",
        "/to-verify",
        "/to-revisit",
        "/handed-up",
        f"/cases/{number}/slip",
        f"/cases/{number}/slip?paper=receipt",
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_twenty_five_rows_stand_without_scrolling(at_window, register):
    with register():
        for _ in range(25):
            dispatched()
    page = at_window
    page.goto("/my-cases")

    last = page.locator(".case-list tbody tr").nth(24).bounding_box()

    assert (
        last["y"] + last["height"] <= 768 + 36
    )  # the banner of a sweep that never ran


def test_what_is_taken_down_proposes_the_department_as_it_is_typed(at_window):
    page = at_window
    page.fill("#text", "孩子出生半年，户口一直上不了，派出所让补材料。")

    expect(page.locator(".answer")).to_contain_text("户籍管理")
    expect(page.locator("#routes button")).to_have_count(2)
    expect(page.locator("#text")).to_be_focused()
    page.locator("#routes button").first.click()
    expect(page.locator("#why")).not_to_be_empty()
