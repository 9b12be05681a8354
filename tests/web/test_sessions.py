"""Signing in and out, the idle time-out, and forms that outlive a session."""

import io
import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
from flask import Blueprint, request

from app import clock
from app.web.access import signed_in
from app.web.desks import Desk
from tests.web.people import CLERK, HANDLER, NEWCOMER, PASSWORD, shell_app

START = datetime(2026, 10, 14, 2, 0, tzinfo=UTC)
IDLE = timedelta(minutes=20)
TEXT = "与市不动产登记中心调到1998年竣工图，\n证载“胜利路12号”。" * 20


class Browser:
    """A browser without JavaScript that fills in forms as they are served."""

    def __init__(self, app):
        self.client = app.test_client()
        self.now = START

    def get(self, path):
        with clock.at(self.now):
            return self.client.get(path)

    def post(self, path, data, **kwargs):
        headers = {"Origin": "http://localhost", **kwargs.pop("headers", {})}
        with clock.at(self.now):
            return self.client.post(path, data=data, headers=headers, **kwargs)

    def token(self, path="/sign-in"):
        return token_in(self.get(path).text)

    def sign_in(self, officer=HANDLER, **more):
        words = {"staff_number": officer.name, "password": PASSWORD}
        return self.post("/sign-in", {"csrf_token": self.token(), **words, **more})


class _Fields(HTMLParser):
    """The hidden inputs and text areas of a page, as a browser would send them."""

    def __init__(self, page):
        super().__init__()
        self.inputs, self.areas, self._area = {}, {}, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden":
            self.inputs[given["name"]] = given.get("value", "")
        if tag == "textarea":
            self._area = given.get("name")
            self.areas[self._area] = ""

    def handle_endtag(self, tag):
        if tag == "textarea":
            # a browser drops the line end that opens a text area
            self.areas[self._area] = self.areas[self._area].removeprefix("\n")
            self._area = None

    def handle_data(self, data):
        if self._area:
            self.areas[self._area] += data


def hidden_in(page):
    return _Fields(page).inputs


def areas_in(page):
    return _Fields(page).areas


def token_in(page):
    return hidden_in(page)["csrf_token"]


@pytest.fixture
def received():
    return []


@pytest.fixture
def browser(received):
    desk = Blueprint("desk", __name__)

    @desk.route("/cases/answer", methods=["GET", "POST"])
    @signed_in
    def answer():
        if request.method == "POST":
            received.append((request.form.to_dict(), dict(request.files)))
        return '<input type="hidden" name="csrf_token" value="' + token() + '">'

    def token():
        from flask_wtf.csrf import generate_csrf

        return generate_csrf()

    return Browser(shell_app([Desk(desk)]))


def test_the_right_words_sign_in(browser):
    assert browser.sign_in().location == "/account"
    assert HANDLER.place in browser.get("/account").text


def test_the_page_asked_for_comes_after_the_sign_in(browser):
    words = {"staff_number": HANDLER.name, "password": PASSWORD}
    path = "/sign-in?next=/cases/answer"
    answer = browser.post(path, {"csrf_token": browser.token(path), **words})

    assert answer.location == "/cases/answer"


def test_another_site_never_comes_after_it(browser):
    words = {"staff_number": HANDLER.name, "password": PASSWORD}
    path = "/sign-in?next=//example.org"
    answer = browser.post(path, {"csrf_token": browser.token(path), **words})

    assert answer.location == "/account"


def test_wrong_words_do_not_and_the_number_stays_typed(browser):
    words = {"staff_number": HANDLER.name, "password": "wrong"}
    answer = browser.post("/sign-in", {"csrf_token": browser.token(), **words})

    assert answer.status_code == 401
    assert "工号或密码不对" in answer.text
    assert f'value="{HANDLER.name}"' in answer.text
    assert "wrong" not in answer.text


def test_signing_in_begins_a_new_session(browser):
    browser.get("/sign-in")
    before = browser.token()
    browser.sign_in()

    assert browser.token("/account") != before


def test_signing_out_ends_it(browser):
    browser.sign_in()
    browser.post("/sign-out", {"csrf_token": browser.token("/account")})

    assert browser.get("/account").location == "/sign-in?next=/account"


@pytest.mark.parametrize(
    ("pause", "still_in"),
    [(IDLE, True), (IDLE + timedelta(seconds=1), False)],
)
def test_a_session_ends_after_twenty_idle_minutes(browser, pause, still_in):
    browser.sign_in()
    browser.now += pause

    assert (browser.get("/account").status_code == 200) is still_in


def test_each_page_begins_the_time_anew(browser):
    browser.sign_in()
    for _ in range(3):
        browser.now += IDLE
        assert browser.get("/account").status_code == 200


def test_a_given_password_must_be_changed_first(browser):
    browser.sign_in(NEWCOMER)

    assert browser.get("/account").location == "/account/password"
    assert browser.get("/cases/answer").location == "/account/password"
    assert browser.get("/language/en?back=/").status_code == 302

    answer = browser.post(
        "/account/password",
        {
            "csrf_token": browser.token("/account/password"),
            "password": PASSWORD,
            "new_password": "long enough now",
            "new_password_again": "long enough now",
        },
    )
    assert answer.location == "/account"
    assert browser.get("/account").status_code == 200


@pytest.mark.parametrize(
    ("new", "again", "said"),
    [
        ("short", "short", "至少 10 个字符"),
        ("long enough now", "long enough NOW", "两次填的新密码不一样"),
        ("", "", "请填新密码"),
    ],
)
def test_a_bad_new_password_says_why(browser, new, again, said):
    browser.sign_in()
    words = {"password": PASSWORD, "new_password": new, "new_password_again": again}
    token = browser.token("/account/password")
    answer = browser.post("/account/password", {"csrf_token": token, **words})

    assert answer.status_code == 422
    assert said in answer.text


def test_the_present_password_is_asked(browser):
    browser.sign_in()
    words = {
        "password": "wrong",
        "new_password": "long enough now",
        "new_password_again": "long enough now",
    }
    token = browser.token("/account/password")
    answer = browser.post("/account/password", {"csrf_token": token, **words})

    assert answer.status_code == 401
    assert 'id="password-fault"' in answer.text


# --- A session that ends while somebody types ---------------------------------------


def typed(browser, **more):
    token = browser.token("/cases/answer")
    return {"csrf_token": token, "text": TEXT, "result": "R1", "tick": "<b>&", **more}


def test_what_was_typed_when_the_session_ended_arrives_after_the_sign_in(
    browser, received
):
    browser.sign_in()
    form = typed(browser, back="/cases/PJ26-0084", key="3c33a099084e4a7190f4")
    browser.now += IDLE * 2

    asked = browser.post("/cases/answer?cycle=2", form)
    assert asked.status_code == 401
    assert "您填的内容都留着" in asked.text
    assert received == []

    words = {"staff_number": HANDLER.name, "password": PASSWORD}
    kept = browser.post("/sign-in", {**hidden_in(asked.text), **words})
    assert kept.status_code == 200
    assert 'action="/cases/answer?cycle=2"' in kept.text
    # Shown is what a person wrote, not what the page keeps for itself.
    assert re.findall(r'<p class="note mt-2">([^<]+)', kept.text) == [TEXT]

    again = {
        **areas_in(kept.text),
        "csrf_token": token_in(kept.text),
    }
    assert browser.post("/cases/answer?cycle=2", again).status_code == 200
    fields, _ = received[0]
    assert fields["text"] == TEXT
    assert (fields["result"], fields["tick"]) == ("R1", "<b>&")
    assert fields["csrf_token"] != form["csrf_token"]


def test_the_sign_in_goes_to_its_own_page(browser):
    browser.sign_in()
    form = typed(browser)
    browser.now += IDLE * 2

    assert 'action="/sign-in"' in browser.post("/cases/answer", form).text
    assert (
        'action="/sign-in?next=/cases/answer"'
        in browser.get("/sign-in?next=/cases/answer").text
    )


def test_a_wrong_password_in_between_loses_nothing(browser):
    browser.sign_in()
    form = typed(browser)
    browser.now += IDLE * 2
    asked = browser.post("/cases/answer", form)

    words = {"staff_number": HANDLER.name, "password": "wrong"}
    refused = browser.post("/sign-in", {**hidden_in(asked.text), **words})

    assert refused.status_code == 401
    assert hidden_in(refused.text)["kept:text"] == TEXT


def test_a_lost_cookie_in_between_loses_nothing(browser):
    browser.sign_in()
    form = typed(browser)
    browser.client.delete_cookie("session")

    asked = browser.post("/cases/answer", form)
    browser.client.delete_cookie("session")
    words = {"staff_number": HANDLER.name, "password": PASSWORD}
    refused = browser.post("/sign-in", {**hidden_in(asked.text), **words})

    assert refused.status_code == 400
    assert hidden_in(refused.text)["kept:text"] == TEXT


def test_passwords_and_tokens_are_not_kept(browser):
    browser.sign_in()
    form = typed(browser, new_password="secret words")
    browser.now += IDLE * 2

    kept = hidden_in(browser.post("/cases/answer", form).text)

    assert not [
        name for name in kept if name.startswith("kept:") and "password" in name
    ]
    assert "kept:csrf_token" not in kept


def test_files_are_asked_for_again(browser):
    browser.sign_in()
    form = typed(browser, paper=(io.BytesIO(b"%PDF"), "竣工图.pdf"))
    browser.now += IDLE * 2
    asked = browser.post("/cases/answer", form, content_type="multipart/form-data")

    words = {"staff_number": HANDLER.name, "password": PASSWORD}
    kept = browser.post("/sign-in", {**hidden_in(asked.text), **words})

    assert 'type="file"' in kept.text
    assert 'name="paper"' in kept.text
    assert "竣工图.pdf" in kept.text
    assert "multipart/form-data" in kept.text


def test_a_form_of_another_site_is_not_kept(browser):
    answer = browser.post(
        "/cases/answer", {"text": "evil"}, headers={"Origin": "http://example.org"}
    )

    assert answer.status_code == 401
    assert "evil" not in answer.text


def test_a_form_from_before_a_new_sign_in_is_sent_again_by_one_click(browser, received):
    browser.sign_in()
    form = typed(browser)
    browser.post("/sign-out", {"csrf_token": browser.token("/account")})
    browser.sign_in(CLERK)

    asked = browser.post("/cases/answer", form)

    assert asked.status_code == 400
    assert received == []
    assert areas_in(asked.text)["text"] == TEXT


def test_a_post_without_a_token_from_elsewhere_is_refused(browser, received):
    browser.sign_in()
    answer = browser.post(
        "/cases/answer", {"text": "evil"}, headers={"Origin": "http://example.org"}
    )

    assert answer.status_code == 400
    assert "不是从本站页面提交的" in answer.text
    assert received == []
