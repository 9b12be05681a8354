"""One marker on every view, and what it admits."""

import pytest
from flask import Blueprint

from app.domain.terms import Role
from app.web.access import PUBLIC, SIGNED_IN, Access, for_roles, public, signed_in
from app.web.desks import Desk
from tests.web.people import CLERK, HANDLER, PASSWORD, shell_app


@pytest.mark.parametrize(
    ("access", "role", "admitted"),
    [
        (PUBLIC, None, True),
        (PUBLIC, Role.HANDLER, True),
        (SIGNED_IN, None, False),
        (SIGNED_IN, Role.HANDLER, True),
        (Access(signed_in=True, roles=frozenset({Role.HANDLER})), None, False),
        (Access(signed_in=True, roles=frozenset({Role.HANDLER})), Role.HANDLER, True),
        (
            Access(signed_in=True, roles=frozenset({Role.HANDLER})),
            Role.INSPECTOR,
            False,
        ),
    ],
)
def test_whom_a_marker_admits(access, role, admitted):
    assert access.admits(role) is admitted


def test_a_view_carries_one_marker_only():
    with pytest.raises(ValueError, match="already"):
        public(signed_in(lambda: ""))


def test_roles_must_be_named():
    with pytest.raises(ValueError, match="at least one"):
        for_roles()


@pytest.fixture
def browser():
    desk = Blueprint("desk", __name__)
    desk.add_url_rule("/handlers", "handlers", for_roles(Role.HANDLER)(lambda: "in"))
    desk.add_url_rule("/bare", "bare", lambda: "in")
    app = shell_app([Desk(desk)])
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


def sign_in(browser, officer):
    browser.post("/sign-in", data={"staff_number": officer.name, "password": PASSWORD})


def test_nobody_is_led_to_the_sign_in_and_back(browser):
    answer = browser.get("/handlers?light=late")

    assert answer.location == "/sign-in?next=/handlers?light%3Dlate"


def test_the_role_may_enter(browser):
    sign_in(browser, HANDLER)

    assert browser.get("/handlers").text == "in"


def test_another_role_may_not(browser):
    sign_in(browser, CLERK)
    answer = browser.get("/handlers")

    assert answer.status_code == 403
    assert "您的角色不能打开这一页" in answer.text


def test_a_page_without_a_marker_is_closed_to_everybody(browser):
    assert browser.get("/bare").status_code == 403
    sign_in(browser, HANDLER)
    assert browser.get("/bare").status_code == 403
