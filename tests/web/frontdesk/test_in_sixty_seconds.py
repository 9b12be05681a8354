"""The conversation at the window, told on the keyboard alone and counted.

Every key that a hand would press counts: Chinese as the letters of its sounds with one
key to choose each phrase. The seconds of a person come from the keystroke-level model
(Card, Moran, Newell): 0.28 s for a key of somebody who does not type for a living, 1.35 s
for a decision. What the machine takes is measured and told, and nothing is asserted
of it: this machine is shared.
"""

import re
import time

import pytest
from playwright.sync_api import expect
from pypinyin import lazy_pinyin

from tests.marks import on_sqlite_only
from tests.web.at_the_door import sign_in

pytestmark = [pytest.mark.browser, on_sqlite_only]

KEY_SECONDS = 0.28
DECISION_SECONDS = 1.35
WITHIN_SECONDS = 60


class Counted:
    """A keyboard that counts. Chinese is given in the phrases in which it is typed."""

    def __init__(self, keyboard):
        self._keyboard = keyboard
        self.keys, self.decisions = 0, 0

    def says(self, phrases):
        for phrase in phrases.split():
            self.keys += len("".join(lazy_pinyin(phrase))) + 1
            self._keyboard.insert_text(phrase)

    def types(self, digits):
        self.keys += len(digits)
        self._keyboard.type(digits)

    def presses(self, *names):
        for name in names:
            self.keys += len(name.split("+"))
            self._keyboard.press(name)

    def decides(self):
        self.decisions += 1

    @property
    def seconds(self):
        return self.keys * KEY_SECONDS + self.decisions * DECISION_SECONDS


@pytest.fixture
def at_window(offices, page):
    sign_in(page, "clerk", "**/new-case")
    expect(page.locator("#text")).to_be_focused()
    return page


def test_a_case_is_told_filed_and_printed_in_sixty_seconds(at_window, tell):
    page, hand = at_window, Counted(at_window.keyboard)
    page.add_init_script("window.print = () => { window.printed = true; }")
    began = time.perf_counter()

    hand.says("小饭店 食品证 跑了三趟 没有 受理单")
    hand.decides()
    hand.presses("Tab", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "Tab")
    hand.types("3")
    hand.decides()
    hand.presses("Tab", "Tab", "Tab")
    expect(page.locator("#matter")).to_be_focused()
    hand.says("开饭店 的证")
    expect(page.locator("#hits button").first).to_contain_text("食品经营许可证")
    hand.decides()
    hand.presses("Enter")
    expect(page.locator("#name")).to_be_focused()
    expect(page.locator(".answer")).to_contain_text("区市场监管局")
    hand.decides()
    hand.says("张某某")
    hand.presses("Tab")
    hand.types("13800001234")
    hand.decides()
    hand.presses("Control+Enter")
    page.wait_for_url(re.compile(r"/cases/PJ26-0001/slip"))
    expect(page.locator("#print")).to_be_focused()
    hand.decides()
    hand.presses("Enter")
    page.wait_for_function("window.printed")

    machine = time.perf_counter() - began
    tell(
        f"front desk, filed and printed: {hand.keys} keys, {hand.decisions} decisions,"
        f" {hand.seconds:.0f} s of a person; the machine took {machine:.1f} s of it all"
    )
    assert hand.seconds < WITHIN_SECONDS


def test_a_complaint_that_is_not_for_us_is_told_so_in_sixty_seconds(at_window, tell):
    page, hand = at_window, Counted(at_window.keyboard)

    hand.says("邻居 占了 楼道 打了 一架")
    hand.presses("Tab", "ArrowDown", "Alt+4")
    expect(page.locator("#name")).to_be_focused()
    hand.says("李某某")
    hand.presses("Tab")
    hand.types("13800005678")
    hand.decides()
    hand.presses("Alt+r")
    expect(page.locator("input[value=X1]")).to_be_focused()
    hand.decides()
    hand.presses(*["ArrowDown"] * 5)
    expect(page.locator("#redirect")).to_have_value(re.compile("人民调解委员会"))
    hand.decides()
    hand.presses("Control+Enter")
    page.wait_for_url(re.compile(r"/cases/PJ26-0001/slip"))

    tell(f"front desk, told where to go: {hand.keys} keys, {hand.seconds:.0f} s")
    assert hand.seconds < WITHIN_SECONDS
