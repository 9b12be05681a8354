"""The second factor on the pages: set up, asked for at the sign-in, reset when lost."""

from __future__ import annotations

import re
from dataclasses import replace

import pyotp
import pytest

from app.domain.terms import Role
from tests.casework.given_people import PASSWORD, log
from tests.store.given_tickets import at
from tests.web.visitor import Visitor

KEY = r'id="key">([A-Z2-7 ]+)<'
FIRST, LATER = "11-23 10:00", "11-23 10:05"


def key_of(visitor):
    """The key as it is typed: it is shown in fours."""
    return visitor.found(KEY).replace(" ", "")


def code(secret, short):
    return pyotp.TOTP(secret).at(at(short))


@pytest.fixture
def huang(sit):
    """Somebody who has just set it up: (visitor, secret, recovery codes)."""
    visitor = sit("huang")
    visitor.get("/account/second-factor")
    visitor.follow(visitor.post("/account/second-factor", password=PASSWORD))
    secret = key_of(visitor)
    answer = visitor.post("/account/second-factor/first-code", code=code(secret, FIRST))
    assert answer.headers["Cache-Control"] == "no-store"
    return visitor, secret, re.findall(r"<code>([a-z0-9-]+)</code>", visitor.page)


def test_the_picture_is_drawn_here_and_the_key_can_be_typed(sit):
    visitor = sit("huang")
    visitor.get("/account/second-factor")
    visitor.follow(visitor.post("/account/second-factor", password=PASSWORD))

    assert '<svg class="qr' in visitor.page
    assert len(key_of(visitor)) == 32
    assert "http" not in visitor.found(r"(<svg.*?</svg>)")


def test_the_password_is_asked_before_it_changes(sit):
    visitor = sit("huang")
    visitor.get("/account/second-factor")

    answer = visitor.post("/account/second-factor", password="wrong")

    assert answer.status_code == 422
    assert "现用密码不对" in visitor.words
    assert log()[-1] == "sign_in_failed huang wrong"


def test_the_sign_in_asks_for_the_code_and_is_not_one_before(huang, house):
    _, secret, codes = huang
    again = Visitor(house, now=LATER)

    first = again.sign_in("huang")
    assert first.headers["Location"] == "/sign-in/code"
    assert again.get("/account").headers["Location"].startswith("/sign-in?")
    again.get("/sign-in/code")
    assert again.post("/sign-in/code", code=code(secret, LATER)).status_code == 302
    assert again.get("/account").status_code == 200
    assert len(codes) == 10


def test_a_code_seen_over_the_shoulder_does_not_open_a_second_session(huang, house):
    _, secret, _ = huang
    shown = code(secret, LATER)
    statuses = []
    for _ in range(2):
        someone = Visitor(house, now=LATER)
        someone.follow(someone.sign_in("huang"))
        statuses.append(someone.post("/sign-in/code", code=shown).status_code)

    assert statuses == [302, 401]


def test_a_recovery_code_lets_in_once(huang, house):
    _, _, codes = huang
    statuses = []
    for _ in range(2):
        someone = Visitor(house, now=LATER)
        someone.follow(someone.sign_in("huang"))
        statuses.append(someone.post("/sign-in/code", code=codes[3]).status_code)

    assert statuses == [302, 401]


def test_a_first_step_of_long_ago_is_taken_again(huang, house):
    _, secret, _ = huang
    slow = Visitor(house, now=LATER)
    slow.follow(slow.sign_in("huang"))
    slow.now = "11-23 10:10:01"

    answer = slow.post("/sign-in/code", code=code(secret, "11-23 10:10:01"))

    assert answer.headers["Location"] == "/sign-in"


def test_nobody_comes_to_the_code_without_the_password(house):
    assert Visitor(house).get("/sign-in/code").headers["Location"] == "/sign-in"


def test_where_the_person_was_going_is_not_forgotten(huang, house):
    _, secret, _ = huang
    visitor = Visitor(house, now=LATER)
    visitor.get("/sign-in?next=/account/sessions")
    first = visitor.post(
        "/sign-in?next=/account/sessions", staff_number="huang", password=PASSWORD
    )
    visitor.follow(first)
    address = visitor.found(r'action="(/sign-in/code[^"]*)"')

    answer = visitor.post(address, code=code(secret, LATER))

    assert answer.headers["Location"] == "/account/sessions"


def test_what_was_typed_outlives_both_steps(huang, house):
    visitor, secret, _ = huang
    visitor.get("/account/password")
    visitor.now = LATER
    visitor.client.delete_cookie("bancheng")
    asked = visitor.post("/account/sessions/end-others", note="was getippt war")
    assert asked.status_code == 401
    kept = dict(re.findall(r'name="(kept[^"]*)" value="([^"]*)"', visitor.page))

    visitor.post("/sign-in", staff_number="huang", password=PASSWORD, **kept)
    kept = dict(re.findall(r'name="(kept[^"]*)" value="([^"]*)"', visitor.page))
    visitor.post("/sign-in/code", code=code(secret, LATER), **kept)

    assert 'action="/account/sessions/end-others"' in visitor.page


def test_security_resets_a_lost_device(huang, security, house):
    security.get("/people?words=huang")
    page = security.found(r'href="(/people/\d+)"')
    security.get(page)
    assert "重置双因素验证" in security.words

    security.post(f"{page}/second-factor/reset")

    assert Visitor(house, now=LATER).sign_in("huang").headers["Location"] != (
        "/sign-in/code"
    )


def test_it_is_turned_off_with_the_password(huang, house):
    visitor, _, _ = huang
    visitor.get("/account/second-factor")
    assert "还有 10 个备用恢复码" in visitor.words

    visitor.follow(visitor.post("/account/second-factor", password=PASSWORD))

    assert "双因素验证已停用" in visitor.words
    assert Visitor(house).sign_in("huang").headers["Location"] != "/sign-in/code"


def test_a_role_that_must_have_one_sets_it_up_before_anything_else(house):
    house.extensions["settings"] = replace(
        house.extensions["settings"],
        second_factor_roles=frozenset({Role.SECURITY_ADMINISTRATOR}),
    )
    security, other = Visitor(house), Visitor(house)

    first = security.sign_in("anquan")

    assert first.headers["Location"] == "/account/second-factor"
    assert security.get("/people").headers["Location"] == "/account/second-factor"
    security.get("/account/second-factor")
    security.follow(security.post("/account/second-factor", password=PASSWORD))
    secret = key_of(security)
    security.post("/account/second-factor/first-code", code=code(secret, FIRST))
    assert security.get("/people").status_code == 200
    assert other.sign_in("huang").headers["Location"] == "/to-do"
