"""The tests have a real Chromium, and it can write Chinese."""

import pytest

pytestmark = pytest.mark.browser

PAGE = """<meta charset="utf-8"><style>p { font-size: 40px; width: 60px }</style>
<p id="a">窗</p><p id="b">督</p>"""


def test_two_characters_look_different(chromium):
    page = chromium.new_page()
    page.set_content(PAGE)

    # Without a Chinese font both would be the same empty box.
    assert page.locator("#a").screenshot() != page.locator("#b").screenshot()
    page.close()
