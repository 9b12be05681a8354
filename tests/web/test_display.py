"""Large type, size of letters, contrast, pointer: each a link, kept in a cookie."""

import re

import pytest

from app.web import public as home
from app.web import publication
from tests.web.people import shell_app


@pytest.fixture
def browser():
    return shell_app([home.DESK, publication.DESK]).test_client()


def root_of(browser, path="/sign-in"):
    """The classes of the page's root."""
    return re.search(r'<html [^>]*class="([^"]*)"', browser.get(path).text)[1]


def test_nothing_chosen_is_the_usual(browser):
    assert root_of(browser) == "public"


def test_large_type_is_kept_on_public_pages(browser):
    browser.get("/elder/on?back=/sign-in")
    assert root_of(browser) == "public elder"

    browser.get("/elder/off?back=/sign-in")
    assert root_of(browser) == "public"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("size", "125"),
        ("size", "150"),
        ("contrast", "high"),
        ("pointer", "large"),
    ],
)
def test_a_choice_is_a_class_of_the_page_until_it_is_taken_back(browser, name, value):
    answer = browser.get(f"/display/{name}/{value}?back=/sign-in")

    assert answer.location == "/sign-in"
    assert root_of(browser) == f"public {name}-{value}"
    browser.get(f"/display/{name}/{'100' if name == 'size' else 'usual'}")
    assert root_of(browser) == "public"


def test_choices_stand_beside_each_other(browser):
    for choice in ("size/150", "contrast/high", "elder/on"):
        browser.get(f"/display/{choice}")

    assert root_of(browser).split() == ["public", "elder", "size-150", "contrast-high"]


@pytest.mark.parametrize("choice", ["size/90", "colour/red", "contrast/", "elder/1"])
def test_what_cannot_be_chosen_is_nowhere(browser, choice):
    assert browser.get(f"/display/{choice}").status_code == 404


def test_a_cookie_that_says_anything_else_is_the_usual(browser):
    browser.set_cookie("size", '9"><script>')
    browser.set_cookie("elder", "1")

    assert root_of(browser) == "public"


def test_the_way_back_never_leaves_the_site(browser):
    assert browser.get("/display/size/125?back=//example.org/").location == "/"
    assert 'href="//example' not in browser.get("/display?back=//example.org/").text


def test_the_page_of_choices_says_what_holds_and_leads_back(browser):
    browser.get("/display/contrast/high")
    page = browser.get("/display?back=/sign-in?next%3D/account").text

    assert 'href="/sign-in?next=/account"' in page
    chosen = re.findall(r'aria-current="true">([^<]+)', page)
    assert {"标准", "高对比度", "标准版"} <= set(chosen)


def test_every_page_leads_to_the_page_of_choices(browser):
    assert 'href="/display?back=/sign-in"' in browser.get("/sign-in").text
