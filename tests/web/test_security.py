"""Headers on every answer, whatever was asked."""

import re

import pytest

from tests.web.gallery import gallery_app
from tests.web.people import HANDLER, PASSWORD, shell_app

PATHS = ["/", "/sign-in", "/nowhere", "/account", "/static/theme.css", "/language/en"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_content_policy(path):
    with shell_app().test_client().get(path) as answer:
        headers = answer.headers

    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_broken_page_carries_it_too():
    app = shell_app()
    app.testing = False
    app.view_functions["shell.start"] = _broken(app.view_functions["shell.start"])

    answer = app.test_client().get("/")

    assert answer.status_code == 500
    assert "Content-Security-Policy" in answer.headers
    assert "系统出错了" in answer.text


def test_https_is_insisted_on_only_where_it_is_served():
    plain = shell_app().test_client().get("/sign-in")
    secure = (
        shell_app(public_url="https://window.example").test_client().get("/sign-in")
    )

    assert "Strict-Transport-Security" not in plain.headers
    assert secure.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_pages_of_signed_in_people_are_not_stored():
    browser = gallery_app().test_client()
    browser.application.config["WTF_CSRF_ENABLED"] = False
    browser.post("/sign-in", data={"staff_number": HANDLER.name, "password": PASSWORD})

    with browser.get("/account") as page, browser.get("/static/theme.css") as file:
        assert page.headers["Cache-Control"] == "no-store"
        assert file.headers["Cache-Control"] != "no-store"


def test_no_page_needs_another_origin():
    page = shell_app().test_client().get("/sign-in").text

    assert "http://" not in page
    assert "https://" not in page
    assert "<script>" not in page
    assert all(
        address.startswith("/static/")
        for address in re.findall(r'<script[^>]* src="([^"]*)"', page)
    )
    assert "style=" not in page


def _broken(view):
    def broken():
        raise ZeroDivisionError

    broken.access = view.access
    return broken
