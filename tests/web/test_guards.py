"""Cookies, hosts, forms, errors, limits: the doors that are the same on every page."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.config import ROOT, SettingsFaults, settings_from
from app.factory import create_app
from app.store.access_log import plain
from app.web.addresses import local_address
from app.web.security import hosts_of
from tests.databases import SECRETS, settings_for_tests
from tests.marks import on_sqlite_only
from tests.web.people import HANDLER, PASSWORD, shell_app


def app_for(**environ):
    """An application whose register is never asked."""
    url = "sqlite:///never-opened.sqlite3"
    return create_app(settings_for_tests(url, Path("never"), **environ))


def test_the_cookie_behind_tls_belongs_to_this_host_and_to_no_script():
    config = app_for(PUBLIC_URL="https://window.example").config

    assert config["SESSION_COOKIE_NAME"] == "__Host-bancheng"
    assert config["SESSION_COOKIE_SECURE"] is True
    assert config["SESSION_COOKIE_HTTPONLY"] is True
    assert config["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert config.get("SESSION_COOKIE_DOMAIN") is None
    assert config.get("SESSION_COOKIE_PATH") in (None, "/")


@on_sqlite_only
@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("window.example", 302),
        ("localhost", 302),
        ("127.0.0.1:8000", 302),
        ("[::1]:8000", 302),
        ("[2001:db8::7]", 400),
        ("evil.example", 400),
        ("window.example.evil.example", 400),
    ],
)
def test_only_its_own_names_are_answered(app, host, status):
    named = {**SECRETS, "PUBLIC_URL": "https://window.example"}
    app.config["TRUSTED_HOSTS"] = hosts_of(settings_from(named))

    answer = app.test_client().get("/account", headers={"Host": host})

    assert answer.status_code == status
    assert "evil.example" not in answer.text


@on_sqlite_only
@pytest.mark.parametrize(
    "named",
    [
        {"PUBLIC_URL": "https://[2001:db8::7]"},
        {"TRUSTED_HOSTS": "2001:db8::7"},
        {"TRUSTED_HOSTS": "[2001:db8::7]"},
    ],
    ids=["public address", "bare", "in brackets"],
)
def test_an_address_of_ipv6_is_a_name_too(app, named):
    app.config["TRUSTED_HOSTS"] = hosts_of(settings_from({**SECRETS, **named}))
    asked = app.test_client().get

    for host, status in (("[2001:db8::7]:8000", 302), ("[2001:db8::8]", 400)):
        assert asked("/account", headers={"Host": host}).status_code == status


def test_names_come_from_the_settings_and_the_demo_answers_to_any():
    named = settings_from({**SECRETS, "TRUSTED_HOSTS": "a.example, b.example"})
    demo = settings_from({**SECRETS, "BANCHENG_DEMO": "1"})

    assert hosts_of(named)[:2] == ["a.example", "b.example"]
    assert hosts_of(demo) is None


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "\n//evil.example",
        "",
    ],
)
def test_an_address_from_outside_leads_nowhere_else(address):
    assert local_address(address) == ""


def test_a_sign_in_that_another_site_sends_is_refused():
    """Nobody is signed in to an account that somebody else chose."""
    client = shell_app().test_client()

    answer = client.post(
        "/sign-in",
        data={"staff_number": HANDLER.name, "password": PASSWORD},
        headers={"Origin": "https://evil.example"},
    )

    assert answer.status_code == 400
    assert client.get("/account").status_code == 302


def test_an_error_tells_nothing_of_what_is_inside():
    app = shell_app()
    app.testing = False
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def broken():
        raise ZeroDivisionError("SELECT secret FROM users")

    broken.access = app.view_functions["shell.start"].access
    app.view_functions["shell.start"] = broken
    answer = app.test_client().get("/")

    assert answer.status_code == 500
    for inside in ("SELECT", "Traceback", "ZeroDivision", ".py"):
        assert inside not in answer.text


def test_a_request_that_is_too_large_is_refused_before_it_is_read():
    app = shell_app(upload_max_bytes=1024)
    token = "x" * 5000

    answer = app.test_client().post("/sign-in", data={"staff_number": token})

    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("huang\nadmin signed in", "huang admin signed in"),
        ("a\r\x00\x1b[31mb", "a   [31mb"),
        ("黄\u2028某", "黄 某"),
        ("plain", "plain"),
    ],
)
def test_what_is_logged_stays_on_its_line(told, kept):
    assert plain(told) == kept


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT"])
def test_methods_that_no_page_knows_are_refused(method):
    assert shell_app().test_client().open("/sign-in", method=method).status_code == 405


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECOND_FACTOR_ROLES", "emperor"),
        ("SECOND_FACTOR_ROLES", "system"),
        ("OIDC_ISSUER", "http://unencrypted.example"),
        ("OIDC_ISSUER", "gopher://x"),
        ("OIDC_CLIENT_ID", "alone"),
        ("SESSION_HOURS", "0"),
        ("PASSWORD_DAYS", "-1"),
    ],
)
def test_a_setting_that_cannot_be_is_named_at_the_start(name, value):
    with pytest.raises(SettingsFaults, match=name):
        settings_from({**SECRETS, name: value}, ROOT)
