"""The page is read aloud by the browser's voice; without one there is no button."""

import pytest
from playwright.sync_api import expect

from tests.web.gallery import NOW, gallery_app

pytestmark = pytest.mark.browser

# A voice that keeps what it is told, and goes on when the test says so.
VOICE = """
window.told = [];
const voices = LANGUAGES.map(lang => ({lang, name: lang}));
Object.defineProperty(window, "speechSynthesis", {value: {
  getVoices: () => voices,
  addEventListener: () => {},
  cancel: () => { window.speaking = null; },
  speak: words => { window.told.push([words.lang, words.text]); window.speaking = words; },
}});
Object.defineProperty(window, "SpeechSynthesisUtterance", {value: class {
  constructor(text) { this.text = text; }
}});
"""
BUTTON = ".read-aloud"


@pytest.fixture
def app():
    return gallery_app()


@pytest.fixture
def now():
    return NOW


def open_with(page, *languages, path="/sign-in"):
    page.add_init_script(VOICE.replace("LANGUAGES", str(list(languages))))
    page.goto(path)


def test_a_browser_with_a_voice_reads_block_by_block_and_marks_where_it_is(page):
    open_with(page, "en-US", "zh-CN")
    page.click(BUTTON)

    assert page.evaluate("told[0][0]") == "zh-CN"
    expect(page.locator(BUTTON)).to_have_text("停止朗读")
    expect(page.locator(".being-read")).to_have_count(1)
    first = page.locator(".being-read").inner_text()
    page.evaluate("speaking.onend()")
    told = page.evaluate("told.map(one => one[1])")
    assert told[0] == first.strip()
    assert len(told) == 2
    assert told[1] != told[0]


def test_pressed_again_or_escape_it_stops(page):
    open_with(page, "zh-CN")
    page.click(BUTTON)
    page.keyboard.press("Escape")

    expect(page.locator(BUTTON)).to_have_text("朗读")
    expect(page.locator(".being-read")).to_have_count(0)
    assert page.evaluate("speaking") is None


def test_what_is_marked_is_read_alone(page):
    open_with(page, "zh-CN")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    page.evaluate("document.querySelector('.read-aloud').click()")

    heading = page.locator("h1").inner_text()
    assert page.evaluate("told.map(one => one[1])") == [heading.strip()]


def test_traditional_pages_are_read_as_hong_kong_speaks(page):
    page.goto("/language/zh_Hant?back=/sign-in")
    open_with(page, "zh-CN", "zh-HK")
    page.click(BUTTON)

    assert page.evaluate("told[0][0]") == "zh-HK"


@pytest.mark.parametrize("languages", [[], ["de-DE"]])
def test_without_a_voice_for_the_page_there_is_no_button(page, languages):
    open_with(page, *languages)

    expect(page.locator(BUTTON)).to_be_hidden()
