"""Every macro draws, in both languages, without an undefined name."""

import pytest

from app import clock
from tests.web.gallery import NOW, gallery_app
from tests.web.people import HANDLER, PASSWORD

PAGES = [
    *("case", "ledger", "evidence", "todo", "overview", "answer", "slip"),
    *("form", "form?wrong", "result", "sweep-late"),
]


@pytest.fixture(scope="module")
def browser():
    app = gallery_app()
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    with clock.at(NOW):
        words = {"staff_number": HANDLER.name, "password": PASSWORD}
        client.post("/sign-in", data=words)
        yield client


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_gallery_draws(browser, page, language):
    browser.set_cookie("language", language)

    answer = browser.get(f"/gallery/{page}")

    assert answer.status_code == (422 if "wrong" in page else 200)
    assert answer.text.count("<h1") >= (0 if page == "answer" else 1)


def test_the_banner_stands_only_when_the_sweep_is_late(browser):
    browser.set_cookie("language", "zh_Hans")

    assert "巡查晚了" in browser.get("/gallery/sweep-late").text
    quiet = browser.get("/gallery/todo").text
    assert "巡查晚了" not in quiet
    assert "巡查 10:25 正常" in quiet


def test_a_closed_act_is_shown_with_its_reason(browser):
    assert "指定承办" in browser.get("/gallery/case").text


def test_the_navigation_marks_where_one_is(browser):
    page = browser.get("/gallery/todo").text

    assert page.count('aria-current="page"') == 2  # desk and phone
